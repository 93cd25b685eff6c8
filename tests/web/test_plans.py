"""The plan, through the doors of client and coach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.queries import own_client
from coachapp.domain.plans import queries, service
from coachapp.domain.plans.models import ActionItem, State
from tests.factories import people

Browsers = Callable[[Viewer], FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> Viewer:
    """Give a client of the owner with two things on the plan, the later one added first."""
    viewer, client = people.client(inside)
    service.add(inside, client, title="Ask Jonas for a lead", due_on=clock.today("UTC") + timedelta(days=9))
    service.add(
        inside,
        client,
        title="Put numbers into the first bullet",
        if_then="If it is Tuesday 9:00, then I open the resume.",
        due_on=clock.today("UTC") + timedelta(days=2),
        quote="led a team",
    )
    return viewer


def item(title: str) -> ActionItem:
    """Give the item of that title as it stands now."""
    return db.session.query(ActionItem).filter_by(title=title).one()


def test_the_plan_shows_the_soonest_first_with_its_if_then_line(maya: Viewer, browser_of: Browsers) -> None:
    page = browser_of(maya).get("/me/plan").text

    assert page.index("Put numbers into the first bullet") < page.index("Ask Jonas for a lead")
    assert "If it is Tuesday 9:00, then I open the resume." in page
    assert "led a team" in page


def test_done_is_one_press_and_can_be_undone(maya: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(maya)
    which = item("Ask Jonas for a lead")

    answer = people.post(browser, f"/me/plan/{which.id}/state", {"state": "done"})
    after = browser.get(answer.location).text
    state, closed_at = item(which.title).state, item(which.title).closed_at
    people.post(browser, f"/me/plan/{which.id}/state", {"state": "open"})

    assert answer.status_code == 303
    assert "Done: Ask Jonas for a lead" in after
    assert "Undo" in after
    assert (state, closed_at is None) == (State.DONE, False)
    assert (item(which.title).state, item(which.title).closed_at) == (State.OPEN, None)


def test_a_client_adds_a_step_and_gives_it_another_date(maya: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(maya)

    people.post(browser, "/me/plan", {"title": "Call two people", "due_on": "2027-03-01"})
    made = item("Call two people")
    people.post(
        browser,
        f"/me/plan/{made.id}",
        {"title": "Call one person", "due_on": "2027-03-02", "if_then": "If lunch, then call."},
    )

    now = item("Call one person")
    assert (now.id, now.due_on, now.if_then, now.added_by_role) == (
        made.id,
        date(2027, 3, 2),
        "If lunch, then call.",
        "client",
    )


def test_what_is_wrong_is_said_at_its_field_and_kept(maya: Viewer, browser_of: Browsers) -> None:
    answer = people.post(browser_of(maya), "/me/plan", {"title": "", "due_on": "soon", "if_then": "If rain, then tea."})

    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert "Give a date, like 2027-03-01." in answer.text
    assert "If rain, then tea." in answer.text


def test_a_coach_gives_homework_with_its_evidence_one_click_away(
    inside: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client = own_client(maya)
    note = clients.write_note(
        inside, client, held_on=date(2027, 3, 1), text="Three bullets, with sizes", is_private=False
    )
    facts = {"title": "Rewrite three bullets", "evidence_kind": "session_notes", "evidence_id": str(note.id)}

    answer = people.post(browser_of(inside), f"/coach/clients/{client.id}/plan", facts)
    made = item("Rewrite three bullets")
    seen = browser_of(maya).get(f"/me/plan/{made.id}/evidence")

    assert (answer.status_code, answer.location) == (303, f"/coach/clients/{client.id}")
    assert made.added_by_role == "owner"
    assert seen.location.endswith(f"#note-{note.id}")


def test_a_private_note_is_no_evidence_for_the_client(inside: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    client = own_client(maya)
    note = clients.write_note(inside, client, held_on=date(2027, 3, 1), text="My own thought", is_private=True)
    made = service.add(inside, client, title="Rest", evidence_kind="session_notes", evidence_id=note.id)

    assert browser_of(maya).get(f"/me/plan/{made.id}/evidence").status_code == 404
    assert "My own thought" not in browser_of(maya).get("/me/plan").text


def test_another_client_and_another_coach_find_nothing(inside: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    which = item("Ask Jonas for a lead")
    client = own_client(maya)
    other_client, _ = people.client(inside, name="Jo")
    other_coach = people.coach(inside)
    theirs, hers = browser_of(other_client), browser_of(other_coach)

    nothing = theirs.get(f"/me/plan/{uuid4()}")
    found = theirs.get(f"/me/plan/{which.id}")

    assert (found.status_code, found.data) == (404, nothing.data)
    assert people.post(theirs, f"/me/plan/{which.id}/state", {"state": "done"}).status_code == 404
    assert hers.get(f"/coach/clients/{client.id}/plan").status_code == 404
    assert people.post(hers, f"/coach/plan/{which.id}/state", {"state": "done"}).status_code == 404
    assert theirs.get(f"/coach/plan/{which.id}").status_code == 403
    assert item(which.title).state is State.OPEN


def test_saying_done_twice_writes_one_line_in_the_log(inside: Viewer, maya: Viewer) -> None:
    client = own_client(maya)
    which = item("Ask Jonas for a lead")

    first = service.close(maya, client, which, state=State.DONE).closed_at
    again = service.close(maya, client, which, state=State.DONE).closed_at

    assert first == again
    assert [found.title for found in queries.closed_of(maya, client)] == ["Ask Jonas for a lead"]
