"""Interviews and numbers, through the doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews.models import Interview, PracticeAnswer
from tests.factories import applications, interviews, people

Browsers = Callable[[Viewer], FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    """Give a client of the owner."""
    return people.client(inside)


def test_an_interview_stands_at_the_clients_own_wall_time(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    browser = browser_of(maya[0])

    answer = people.post(browser, "/me/interviews", {"employer": "Blue Ridge", "on": "2027-07-01", "at": "15:00"})

    assert answer.status_code == 303
    assert f"{db.session.query(Interview).one().starts_at:%H:%M}" == "13:00"
    assert "Blue Ridge" in browser.get("/me/interviews").text


def test_an_answer_is_sent_in_three_presses_and_the_coach_reads_it(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    browser, coach = browser_of(maya[0]), browser_of(inside)
    listed = browser.get("/me/interviews").text
    form = browser.get("/me/interviews/practise").text

    facts = {"question": "Why this role?", "action": "I led <b>it</b>."}
    people.post(browser, "/me/interviews/practise", facts | {"send": "true"})
    people.post(browser, "/me/interviews/practise", facts | {"question": "Kept alone"})

    assert 'href="/me/interviews/practise"' in listed
    assert 'name="send"' in form
    page = coach.get(f"/coach/clients/{maya[1].id}/interviews").text
    assert "Why this role?" in page
    assert "I led &lt;b&gt;it&lt;/b&gt;." in page
    assert "Kept alone" not in page


def test_a_debrief_is_asked_for_afterwards(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = interviews.interview(*maya, days=-1)
    browser = browser_of(maya[0])

    asked = browser.get("/me/interviews").text
    people.post(browser, f"/me/interviews/{made.id}", {"went_well": "The first story"})

    assert "How was it?" in asked
    assert "The first story" in browser.get(f"/me/interviews/{made.id}").text
    assert db.session.query(Interview).one().debriefed_at is not None


def test_a_kept_answer_can_be_changed_and_a_sent_one_not(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    kept = interviews.answer(*maya, send=False)
    browser = browser_of(maya[0])
    path = f"/me/interviews/answers/{kept.id}"

    people.post(browser, path, {"question": "Better", "action": "I did", "send": "true"})
    again = people.post(browser, path, {"question": "Too late", "action": "x"})

    assert again.status_code == 409
    assert db.session.query(PracticeAnswer).one().question == "Better"


def test_numbers_are_not_shown_while_it_is_quiet(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    browser = browser_of(maya[0])
    old = clock.today("UTC") - timedelta(days=40)
    for _ in range(11):
        applications.application(*maya, stage=Stage.APPLIED, applied_on=old)
    before = browser.get("/me/insights").text

    applications.rejection(*maya)
    quiet = browser.get("/me/insights").text

    assert "Applications are where most of it stops: 0 of 11 got an answer." in before
    assert "90 % interval" in before
    assert "Numbers can wait." in quiet
    assert "of 11" not in quiet


def test_insights_say_a_sentence_first_then_picture_table_and_method(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    browser = browser_of(inside)
    early = browser.get("/coach/insights").text
    old = clock.today("UTC") - timedelta(days=40)
    for _ in range(11):
        applications.application(*maya, applied_on=old)

    page = browser.get("/coach/insights").text

    assert "No application is older than 21 days" in early
    places = [page.index(words) for words in ("0 of 11 got an answer", "<svg role=", "<table", "Wilson interval")]
    assert places == sorted(places)
    assert browser.get(f"/coach/insights?client={maya[1].id}").status_code == 200
    assert browser.get("/coach/insights?client=nobody").status_code == 404


def test_the_funnel_by_token(
    inside: Viewer, maya: tuple[Viewer, Client], program_of: Callable[[Viewer], FlaskClient]
) -> None:
    told = program_of(inside).get("/api/v1/insights/funnel").get_json()
    one = program_of(maya[0]).get(f"/api/v1/insights/funnel?client_id={maya[1].id}").get_json()

    assert (told["is_enough"], told["rates"], told["needed"]) == (False, [], 10)
    assert one["ripe"] == 0


def test_interviews_by_token(maya: tuple[Viewer, Client], program_of: Callable[[Viewer], FlaskClient]) -> None:
    program = program_of(maya[0])

    made = program.post(
        f"/api/v1/clients/{maya[1].id}/interviews", json={"employer": "Blue Ridge", "starts_at": "2027-03-01T14:00:00Z"}
    ).get_json()
    said = program.post(
        f"/api/v1/interviews/{made['id']}/answers", json={"question": "Why?", "action": "I did", "send": True}
    )
    changed = program.patch(f"/api/v1/interviews/{made['id']}", json={"went_well": "All", "people": "Lena"}).get_json()

    assert (said.status_code, said.get_json()["interview_id"]) == (201, made["id"])
    assert (changed["went_well"], changed["people"], changed["starts_at"]) == ("All", "Lena", "2027-03-01T14:00:00Z")
    listed = program.get(f"/api/v1/interviews/{made['id']}/answers").get_json()["items"]
    assert [item["question"] for item in listed] == ["Why?"]
