"""The clients of a coach, through the coach's door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service
from coachapp.domain.clients.models import Client, SessionNote
from coachapp.domain.plans.models import ActionItem
from tests.factories import people
from tests.factories.statements import counted as statements

Make = Callable[[Viewer], FlaskClient]


def test_the_list_without_clients_says_what_to_do(inside: Viewer, browser_of: Make) -> None:
    page = browser_of(inside).get("/coach/clients").text

    assert "Nobody here yet" in page
    assert "/coach/clients/new" in page


def test_the_list_is_searched_and_filtered(inside: Viewer, browser_of: Make) -> None:
    browser = browser_of(inside)
    for name in ("Maya Lindqvist", "Jonas Okoye", "王小明"):
        people.client(inside, name=name)

    assert names(browser, "/coach/clients") == ["Jonas Okoye", "Maya Lindqvist", "王小明"]
    assert names(browser, "/coach/clients?q=lind+MAY") == ["Maya Lindqvist"]
    assert names(browser, "/coach/clients?q=小明") == ["王小明"]
    assert names(browser, "/coach/clients?q=%25") == []
    assert names(browser, "/coach/clients?status=paused") == []
    assert len(names(browser, "/coach/clients?status=all&after=")) == 3


def names(browser: FlaskClient, path: str) -> list[str]:
    page = browser.get(path).text
    return [part.split("</a>")[0].split(">")[-1] for part in page.split('<bdi class="person-name">')[1:]]


def test_the_list_goes_on_by_cursor(inside: Viewer, browser_of: Make) -> None:
    for n in range(53):
        people.client(inside, name=f"Client {n:02}")
    browser = browser_of(inside)
    first = browser.get("/coach/clients").text
    more = first.split('rel="next"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")

    assert names(browser, more) == ["Client 50", "Client 51", "Client 52"]
    assert browser.get("/coach/clients?after=nonsense").status_code == 422


@pytest.mark.parametrize("path", ["/coach/clients", "/coach/jump?q=a"])
def test_the_list_costs_the_same_for_one_client_and_for_three(inside: Viewer, browser_of: Make, path: str) -> None:
    browser = browser_of(inside)
    people.client(inside)
    browser.get(path)
    with statements() as one:
        browser.get(path)
    people.client(inside)
    people.client(inside)

    with statements() as three:
        browser.get(path)

    assert (len(three), len(three) < 12) == (len(one), True)


def test_a_client_is_added_with_a_goal(inside: Viewer, browser_of: Make) -> None:
    who = {"name": "Ana Pérez", "email": "Ana@Example.org", "goal": "A nurse's post"}

    answer = people.post(browser_of(inside), "/coach/clients/new", who, follow_redirects=True)

    assert "on its way to ana@example.org" in answer.text
    assert "A nurse&#39;s post" in answer.text


def test_a_second_client_with_the_same_address_is_refused_and_nothing_typed_is_lost(
    inside: Viewer, browser_of: Make
) -> None:
    _, maya = people.client(inside)
    browser = browser_of(inside)
    typed = {"name": "Somebody Else", "email": maya.email.upper(), "goal": "Kept words"}

    answer = people.post(browser, "/coach/clients/new", typed)

    assert answer.status_code == 409
    assert all(words in answer.text for words in ("Somebody Else", "Kept words", "already"))
    assert people.post(browser, "/coach/clients/new", typed | {"email": inside.email}).status_code == 409
    assert people.post(browser, "/coach/clients/new", typed | {"email": "no mail"}).status_code == 422


def test_a_note_for_both_brings_a_step_with_its_reason(inside: Viewer, browser_of: Make) -> None:
    _, maya = people.client(inside)
    said = {"text": "Lead with results.", "is_private": "false", "step": "Rewrite the top", "due_on": "2031-03-01"}

    answer = people.post(browser_of(inside), f"/coach/clients/{maya.id}", said, follow_redirects=True)

    note, item = db.session.scalar(select(SessionNote)), db.session.scalar(select(ActionItem))
    assert note
    assert item
    assert (item.title, item.evidence_kind, item.evidence_id) == ("Rewrite the top", "session_notes", note.id)
    assert "Lead with results." in answer.text


def test_a_private_note_lends_nothing_to_the_plan(inside: Viewer, browser_of: Make) -> None:
    _, maya = people.client(inside)
    said = {"text": "She doubts herself.", "is_private": "true", "step": "Call Lena"}

    people.post(browser_of(inside), f"/coach/clients/{maya.id}", said)

    item = db.session.scalar(select(ActionItem))
    assert item
    assert (item.title, item.evidence_kind, item.evidence_id, item.quote) == ("Call Lena", None, None, "")


def test_a_note_that_is_refused_keeps_what_was_typed(inside: Viewer, browser_of: Make) -> None:
    _, maya = people.client(inside)

    answer = people.post(
        browser_of(inside), f"/coach/clients/{maya.id}", {"text": "Long thoughts", "held_on": "soon", "step": "x"}
    )

    assert answer.status_code == 422
    assert "Long thoughts" in answer.text
    assert "Give a date" in answer.text


def test_goal_status_and_floor_change(inside: Viewer, browser_of: Make) -> None:
    _, maya = people.client(inside)
    browser, path = browser_of(inside), f"/coach/clients/{maya.id}/edit"

    good = people.post(browser, path, {"goal": "New goal", "status": "paused", "weekly_floor": "5"})
    bad = people.post(browser, path, {"goal": "Typed", "status": "lost", "weekly_floor": "five"})

    assert (good.status_code, maya.goal, maya.status, maya.weekly_floor) == (303, "New goal", "paused", 5)
    assert (bad.status_code, "Typed" in bad.text, "whole number" in bad.text) == (422, True, True)


def test_the_owner_hands_a_client_over(inside: Viewer, browser_of: Make) -> None:
    coach, other = people.coach(inside), people.coach(inside, name="Otto")
    _, maya = people.client(coach)
    path = f"/coach/clients/{maya.id}"

    assert people.post(browser_of(coach), f"{path}/coach", {"coach_id": str(other.membership_id)}).status_code == 403
    assert people.post(browser_of(inside), f"{path}/coach", {"coach_id": str(new_id())}).status_code == 404
    assert people.post(browser_of(inside), f"{path}/coach", {"coach_id": str(other.membership_id)}).status_code == 303
    assert browser_of(coach).get(path).status_code == 404
    assert browser_of(other).get(path).status_code == 200


def test_the_palette_finds_clients_and_pages(inside: Viewer, browser_of: Make) -> None:
    _, maya = people.client(inside)
    browser = browser_of(inside)

    assert f'href="/coach/clients/{maya.id}"' in browser.get("/coach/jump?q=maya").text
    assert 'href="/coach/settings"' in browser.get("/coach/jump?q=sett").text
    assert "Nobody here goes by “&lt;x&gt;”" in browser.get("/coach/jump?q=<x>").text


def test_a_fresh_invitation_goes_to_whoever_has_not_come_in(inside: Viewer, browser_of: Make) -> None:
    waiting = service.add(inside, name="Ana", email="ana@example.org")
    _, maya = people.client(inside)
    browser = browser_of(inside)

    assert people.post(browser, f"/coach/clients/{waiting.id}/invitation").status_code == 303
    assert people.post(browser, f"/coach/clients/{maya.id}/invitation").status_code == 409
    assert db.session.scalar(select(Client.status).where(Client.id == waiting.id)) == "invited"
