"""One's own account and the practice's people, through the doors of both portals."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.models import ApiToken, Invitation, Membership, Role, User
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
HOME = {"owner": "/coach/settings/account", "client": "/me/account"}


def viewer_of(inside: Viewer, who: str) -> Viewer:
    return inside if who == "owner" else people.client(inside)[0]


@pytest.mark.parametrize("who", ["owner", "client"])
def test_a_new_password_takes_the_old_one_and_ends_all_other_sessions(
    inside: Viewer, browser_of: Make, who: str
) -> None:
    viewer = viewer_of(inside, who)
    here, there = browser_of(viewer), browser_of(viewer)
    path = HOME[who] + "/password"

    wrong = people.post(here, path, {"current": "not the one I have", "password": "five quite calm words"})
    weak = people.post(here, path, {"current": people.PASSWORD, "password": "short"})
    assert (wrong.status_code, weak.status_code, there.get(HOME[who]).status_code) == (422, 422, 200)

    assert people.post(here, path, {"current": people.PASSWORD, "password": "five quite calm words"}).status_code == 303
    assert (here.get(HOME[who]).status_code, there.get(HOME[who]).status_code) == (200, 303)
    walls.enter(viewer.practice_id)
    assert "password_changed" in set(db.session.scalars(select(Notification.kind)))


def test_somebody_without_a_password_chooses_one(inside: Viewer, browser_of: Make) -> None:
    maya, _ = people.client(inside)
    db.session.get_one(User, maya.user_id).password_hash = None
    browser = browser_of(maya)

    assert "Choose a password" in browser.get("/me/account").text
    assert people.post(browser, "/me/account/password", {"password": "five quite calm words"}).status_code == 303


@pytest.mark.parametrize("who", ["owner", "client"])
def test_sign_out_everywhere_means_here_too(inside: Viewer, browser_of: Make, who: str) -> None:
    viewer = viewer_of(inside, who)
    here, there = browser_of(viewer), browser_of(viewer)

    people.post(here, HOME[who] + "/sessions/end")

    assert [b.get(HOME[who]).status_code for b in (here, there)] == [303, 303]


def test_one_session_is_ended_and_only_ones_own(inside: Viewer, browser_of: Make) -> None:
    maya, _ = people.client(inside)
    here, there, other = browser_of(maya), browser_of(maya), browser_of(inside)
    page = here.get("/me/account").text
    ends = re.findall(r'action="(/me/account/sessions/[^"]+/end)"', page)

    assert len(ends) == 1
    stolen = ends[0].replace("/me/", "/coach/settings/")
    assert people.post(other, stolen).data == people.post(other, f"{HOME['owner']}/sessions/{new_id()}/end").data
    assert people.post(here, ends[0]).status_code == 303
    assert (here.get("/me").status_code, there.get("/me").status_code) == (200, 303)


def test_a_key_is_shown_once_works_and_is_revoked(inside: Viewer, browser_of: Make, app: object) -> None:
    browser = browser_of(inside)
    made = people.post(browser, HOME["owner"] + "/tokens", {"name": "Calendar", "scope": "read"}).text
    text = made.split('id="fresh" readonly value="')[1].split('"')[0]
    program = browser.application.test_client()
    bearer = {"Authorization": f"Bearer {text}"}

    assert text not in browser.get(HOME["owner"]).text
    assert program.get("/api/v1/clients", headers=bearer).status_code == 200
    assert program.post("/api/v1/clients", headers=bearer, json={}).status_code == 403
    walls.enter(inside.practice_id)
    token_id = db.session.scalars(select(ApiToken.id)).one()
    assert people.post(browser, f"{HOME['owner']}/tokens/{token_id}/revoke").status_code == 303
    assert program.get("/api/v1/clients", headers=bearer).status_code == 401


def test_a_key_without_a_name_is_refused(inside: Viewer, browser_of: Make) -> None:
    assert people.post(browser_of(inside), HOME["owner"] + "/tokens", {"scope": "write"}).status_code == 422


def test_a_client_who_is_renamed_is_renamed_in_the_file(inside: Viewer, browser_of: Make) -> None:
    maya, file = people.client(inside)

    good = people.post(browser_of(maya), "/me/account", {"name": "Maya L.", "time_zone": "Asia/Tokyo"})
    bad = people.post(browser_of(maya), "/me/account", {"name": "Typed name", "time_zone": "Nowhere/Here"})

    assert (good.status_code, file.name, file.time_zone) == (303, "Maya L.", "Asia/Tokyo")
    assert (bad.status_code, "Typed name" in bad.text) == (422, True)


def test_the_practice_changes_its_settings(inside: Viewer, browser_of: Make) -> None:
    browser, path = browser_of(inside), "/coach/settings/practice"
    now = {"name": "Clearer Path", "time_zone": "Europe/Paris", "about": "Calm", "promise_working_days": "3"}

    assert people.post(browser, path, now).status_code == 303
    assert "Clearer Path" in browser.get(path).text
    assert people.post(browser, path, now | {"promise_working_days": "99"}).status_code == 422
    assert browser_of(people.coach(inside)).get(path).status_code == 403


def test_a_second_coach_is_invited_and_withdrawn(inside: Viewer, browser_of: Make) -> None:
    browser = browser_of(inside)
    people.post(browser, "/coach/settings/people", {"name": "Nadia", "email": "nadia@example.org"})
    invitation = db.session.scalars(select(Invitation)).one()

    assert "nadia@example.org" in browser.get("/coach/settings/people").text
    assert people.post(browser, "/coach/settings/people", {"name": "I", "email": inside.email}).status_code == 409
    people.post(browser, f"/coach/settings/people/invitations/{invitation.id}/withdraw")
    assert "nadia@example.org" not in browser.get("/coach/settings/people").text.split("</ul></section>")[-1]
    assert db.session.get_one(Invitation, invitation.id).revoked_at


def test_a_coach_leaves_once_meetings_are_off_and_clients_in_other_hands(inside: Viewer, browser_of: Make) -> None:
    coach = people.coach(inside, name="Cora")
    _, file = people.client(coach)
    offer = bookings.offer(coach)
    meeting = bookings.booking(coach, at=offer)
    theirs, browser = browser_of(coach), browser_of(inside)
    path = f"/coach/settings/people/{coach.membership_id}/leave"

    assert "meeting to come" in people.post(browser, path, {"to_id": str(inside.membership_id)}).text
    meeting.status = "cancelled"  # type: ignore[assignment]
    assert people.post(browser, path).status_code == 409
    assert people.post(browser, path, {"to_id": str(inside.membership_id)}).status_code == 303

    assert (file.coach_id, offer.is_open) == (inside.membership_id, False)
    assert theirs.get("/coach/clients").status_code == 303
    assert browser.get(path).status_code == 404


def test_the_last_owner_stays(inside: Viewer, browser_of: Make) -> None:
    path = f"/coach/settings/people/{inside.membership_id}/leave"

    assert people.post(browser_of(inside), path).status_code == 409


def test_somebody_in_two_practices_works_in_one_at_a_time(inside: Viewer, browser_of: Make) -> None:
    elsewhere = people.owner(practice="Second Home")
    membership = Membership(id=new_id(), user_id=inside.user_id, role=Role.COACH)
    db.session.add(membership)
    db.session.flush()
    browser = browser_of(inside)

    assert "Second Home" in browser.get(HOME["owner"]).text
    assert people.post(browser, f"{HOME['owner']}/practice/{elsewhere.practice_slug}").location == "/inside"
    assert "Second Home" in browser.get("/coach/clients").text
    assert people.post(browser, f"{HOME['owner']}/practice/nowhere").status_code == 404


def test_settings_of_a_coach_leave_out_what_the_owner_keeps(inside: Viewer, browser_of: Make) -> None:
    pages = [browser_of(who).get("/coach/settings").text for who in (inside, people.coach(inside))]

    assert ["/coach/settings/people" in page for page in pages] == [True, False]
