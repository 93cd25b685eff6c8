"""What client and coach want to talk about, through the doors of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda import queries, service
from coachapp.domain.agenda.errors import MOST
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import get_client, own_client
from coachapp.domain.reminders import brief
from tests.factories import bookings, people, reviews

Make = Callable[[Viewer], FlaskClient]


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def client(coach: Viewer, maya: Viewer) -> Client:
    return get_client(coach, own_client(maya).id)


def test_what_the_client_brings_up_the_coach_finds_everywhere(
    coach: Viewer, maya: Viewer, client: Client, browser_of: Make
) -> None:
    people.post(browser_of(maya), "/me/agenda", {"text": "How do I explain 2024?"})

    browser = browser_of(coach)
    assert "How do I explain 2024?" in browser.get(f"/coach/clients/{client.id}").text
    assert "How do I explain 2024?" in browser.get(f"/coach/clients/{client.id}/agenda").text
    assert "1 thing to talk about next time." in browser_of(maya).get("/me").text


def test_the_brief_begins_with_it_on_paper_and_in_the_mail(
    coach: Viewer, maya: Viewer, client: Client, browser_of: Make
) -> None:
    service.add(coach, client, text="Salary question")
    booking = bookings.booking(coach)
    booking.client_id = client.id
    db.session.flush()

    page = browser_of(coach).get(f"/coach/bookings/{booking.id}/brief").text

    assert "Salary question" in page
    assert ("To talk about", "Salary question") in brief.more_of(booking)


def test_talked_about_is_one_press_and_can_be_put_back(
    coach: Viewer, maya: Viewer, client: Client, browser_of: Make
) -> None:
    line, browser = service.add(coach, client, text="Salary question"), browser_of(maya)

    answer = people.post(browser, f"/me/agenda/{line.id}", {"is_settled": "true"})
    after = browser.get(answer.location).text
    settled = [each.text for each in queries.talked_about(maya, client)]
    people.post(browser, f"/me/agenda/{line.id}", {"is_settled": "false"})

    assert "Talked about: Salary question" in after
    assert (settled, [each.text for each in queries.agenda_of(maya, client)]) == (["Salary question"],) * 2


def test_acted_on_beside_the_file_it_leads_back_there(coach: Viewer, client: Client, browser_of: Make) -> None:
    browser, file = browser_of(coach), f"/coach/clients/{client.id}"
    added = people.post(browser, f"{file}/agenda?from=file", {"text": "Salary question"})
    line = db.session.query(AgendaLine).one()
    ticked = people.post(browser, f"/coach/agenda/{line.id}?from=file", {"is_settled": "true"})

    assert (added.location, ticked.location) == (f"{file}#agenda",) * 2


def test_a_line_leads_to_where_it_came_up(coach: Viewer, maya: Viewer, client: Client, browser_of: Make) -> None:
    review = reviews.published(coach, maya, client)
    line = service.add(coach, client, text="Proof", source_kind="reviews", source_id=review.id)

    assert browser_of(maya).get(f"/me/agenda/{line.id}/source").location == f"/me/reviews/{review.id}"
    assert browser_of(coach).get(f"/coach/agenda/{line.id}/source").location == f"/coach/reviews/{review.id}"
    assert "Open the review" in browser_of(maya).get("/me/agenda").text


def test_an_empty_one_says_what_it_is_for(maya: Viewer, client: Client, coach: Viewer, browser_of: Make) -> None:
    assert "A question, a worry, an idea" in browser_of(maya).get("/me/agenda").text
    assert "Nothing on it yet" in browser_of(coach).get(f"/coach/clients/{client.id}/agenda").text


def test_nothing_typed_is_told_at_the_field(maya: Viewer, client: Client, browser_of: Make) -> None:
    answer = people.post(browser_of(maya), "/me/agenda", {"text": " "})

    assert answer.status_code == 422
    assert "Please fill this in." in answer.text


def test_more_than_a_session_can_hold_is_refused(coach: Viewer, client: Client, browser_of: Make) -> None:
    for n in range(MOST):
        service.add(coach, client, text=f"Line {n}")

    answer = people.post(browser_of(coach), f"/coach/clients/{client.id}/agenda", {"text": "One more"})

    assert answer.status_code == 409
    assert "more than one session can hold" in answer.text


def test_what_was_talked_about_long_ago_is_not_listed(coach: Viewer, maya: Viewer, client: Client) -> None:
    line = service.add(coach, client, text="Salary question")
    service.settle(coach, client, line, is_settled=True)
    line.settled_at = clock.now() - timedelta(days=31)
    db.session.flush()

    assert not queries.talked_about(maya, client)


def test_programs_keep_it_too(maya: Viewer, client: Client, browser_of: Make) -> None:
    program = people.program(browser_of(maya).application, maya)
    path = f"/api/v1/clients/{client.id}/agenda"

    made = program.post(path, json={"text": "How do I explain 2024?"}).json or {}
    settled = program.patch(f"/api/v1/agenda/{made['id']}", json={"is_settled": True}).json or {}

    assert (made["added_by"], made["settled_at"]) == ("client", None)
    assert settled["settled_at"]
    assert (program.get(f"{path}?state=open").json or {})["items"] == []
    assert [each["id"] for each in (program.get(f"{path}?state=settled").json or {})["items"]] == [made["id"]]
