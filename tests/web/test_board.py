"""The board, through the doors of client and coach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from tests.factories import applications, people
from tests.factories.statements import counted

Browsers = Callable[[Viewer], FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    """Give a client of the owner."""
    return people.client(inside)


def only() -> JobApplication:
    """Give the one application there is."""
    return db.session.query(JobApplication).one()


def queries_of(browser: FlaskClient, path: str) -> int:
    """Count the statements that a page costs."""
    with counted() as said:
        assert browser.get(path).status_code == 200
    return len(said)


def test_a_job_is_put_on_the_board_in_one_line(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    browser = browser_of(maya[0])

    answer = people.post(
        browser, "/me/board", {"title": "Product manager", "employer": "Northwind", "link": "northwind.example/jobs/1"}
    )

    assert answer.location.endswith("/me/board#column-wishlist")
    page = browser.get("/me/board").text
    assert "Product manager" in page
    assert only().link == "https://northwind.example/jobs/1"


def test_a_link_that_runs_code_is_refused_and_the_rest_stays(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    answer = people.post(
        browser_of(maya[0]), "/me/board", {"title": "PM", "employer": "Nord & Söhne", "link": "javascript:alert(1)"}
    )

    assert answer.status_code == 422
    assert "Nord &amp; Söhne" in answer.text
    assert "web address" in answer.text


def test_menu_and_drag_post_the_same_move_and_it_can_be_undone(
    maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    job = applications.application(*maya)
    browser = browser_of(maya[0])

    answer = people.post(browser, f"/me/board/{job.id}/move", {"stage": "screening"})
    page = browser.get(answer.location).text
    moved = only().stage
    people.post(browser, f"/me/board/{job.id}/move", {"stage": "applied"})

    assert moved is Stage.SCREENING
    assert "Moved to Recruiter call." in page
    assert "Undo" in page
    assert only().stage is Stage.APPLIED


def test_the_last_column_asks_how_it_ended(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    job = applications.application(*maya)

    answer = people.post(browser_of(maya[0]), f"/me/board/{job.id}/move", {"stage": "ended"})

    assert answer.location == f"/me/board/{job.id}/no"


def test_a_card_keeps_what_is_written_on_it(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    job = applications.application(*maya)
    browser = browser_of(maya[0])

    facts = {"title": "Lead", "employer": "Northwind", "next_action": "Call Lena", "next_on": "2027-03-01"}
    people.post(browser, f"/me/board/{job.id}", facts)
    people.post(browser, f"/me/board/{job.id}/people", {"name": "Lena", "reach": "lena@northwind.example"})
    page = browser.get(f"/me/board/{job.id}").text

    assert (only().title, only().next_action, str(only().next_on)) == ("Lead", "Call Lena", "2027-03-01")
    assert "lena@northwind.example" in page


def test_a_card_taken_off_the_board_is_off_it(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    job = applications.application(*maya)
    browser = browser_of(maya[0])

    people.post(browser, f"/me/board/{job.id}/put-away")

    assert "Northwind Health" not in browser.get("/me/board").text


def test_the_coach_sees_the_board_as_far_as_it_is_shared(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    client = maya[1]
    job = applications.application(*maya, notes="They like brevity")
    browser = browser_of(inside)

    board, card = browser.get(f"/coach/clients/{client.id}/board"), f"/coach/clients/{client.id}/board/{job.id}"
    assert "Northwind Health" in board.text
    assert "They like brevity" in browser.get(card).text
    db.session.get_one(Client, client.id).shares_board = False

    assert "not shared" in browser.get(f"/coach/clients/{client.id}/board").text
    assert "Northwind Health" not in browser.get(f"/coach/clients/{client.id}/board").text
    assert browser.get(card).status_code == 404


def test_the_board_costs_the_same_with_one_card_and_with_three(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    applications.application(*maya)
    client, coach = browser_of(maya[0]), browser_of(inside)
    paths = ((client, "/me/board"), (coach, f"/coach/clients/{maya[1].id}/board"))
    for browser, path in paths:
        browser.get(path)
    one = [queries_of(browser, path) for browser, path in paths]
    for _ in range(2):
        applications.application(*maya)
    for browser, path in paths:
        browser.get(path)

    assert [queries_of(browser, path) for browser, path in paths] == one
