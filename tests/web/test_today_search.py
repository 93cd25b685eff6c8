"""Reasons on Today that come from reviews and the job search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews.models import Interview, PracticeAnswer
from coachapp.domain.reviews.models import ReviewRequest
from coachapp.domain.today.queries import today_of
from tests.factories import applications, documents, people

Browsers = Callable[[Viewer], FlaskClient]


def reasons(viewer: Viewer) -> list[tuple[str, str]]:
    """Give who is on Today, and why."""
    return [(need.name, need.why) for need in today_of(viewer).needs]


def ask_for_review(viewer: Viewer, client: Client, *, in_hours: float) -> ReviewRequest:
    """Promise a review by then."""
    version = documents.version(viewer, client)
    made = ReviewRequest(
        id=new_id(),
        client_id=client.id,
        version_id=version.id,
        promised_at=clock.now() + timedelta(hours=in_hours, minutes=5),
    )
    db.session.add(made)
    db.session.flush()
    return made


def interview(client: Client, *, in_hours: int) -> Interview:
    """Let the client have an interview then."""
    made = Interview(
        id=new_id(),
        client_id=client.id,
        employer="Aurora",
        starts_at=clock.now() + timedelta(hours=in_hours, minutes=5),
    )
    db.session.add(made)
    db.session.flush()
    return made


def test_a_promise_within_a_day_comes_before_all_else(inside: Viewer) -> None:
    ada, ada_file = people.client(inside, name="Ada")
    bo, bo_file = people.client(inside, name="Bo")
    cy, cy_file = people.client(inside, name="Cy")
    applications.rejection(cy, cy_file)
    ask_for_review(ada, ada_file, in_hours=50)
    ask_for_review(bo, bo_file, in_hours=5)

    found = reasons(inside)

    assert [name for name, _ in found] == ["Bo", "Cy", "Ada"]
    assert found[0][1].startswith("review due in 5 h: ")
    assert found[2][1].startswith("review due in 2 days: ")


def test_a_promise_that_was_kept_or_taken_back_is_no_reason(inside: Viewer) -> None:
    ada, file = people.client(inside, name="Ada")
    ask_for_review(ada, file, in_hours=-3).answered_at = clock.now()
    ask_for_review(ada, file, in_hours=-3).withdrawn_at = clock.now()
    db.session.flush()

    assert reasons(inside) == []


def test_a_no_is_shown_as_far_as_it_is_shared(inside: Viewer) -> None:
    ada, ada_file = people.client(inside, name="Ada")
    bo, bo_file = people.client(inside, name="Bo")
    bo_file.shares_endings = False
    applications.rejection(ada, ada_file)
    applications.rejection(bo, bo_file)

    assert [name for name, _ in reasons(inside)] == ["Ada"]


def test_a_no_that_the_coach_has_answered_is_settled(inside: Viewer) -> None:
    ada, file = people.client(inside, name="Ada")
    applications.rejection(ada, file).answered_at = clock.now()
    db.session.flush()

    assert reasons(inside) == []


def test_an_interview_soon_is_a_reason_until_something_is_practised(inside: Viewer) -> None:
    _, file = people.client(inside, name="Ada")
    _, other = people.client(inside, name="Bo")
    soon = interview(file, in_hours=50)
    interview(other, in_hours=24 * 9)
    before = reasons(inside)

    db.session.add(
        PracticeAnswer(id=new_id(), client_id=file.id, interview_id=soon.id, question="Why us?", sent_at=clock.now())
    )
    db.session.flush()

    assert before == [("Ada", "interview at Aurora in 2 days, nothing practised yet")]
    assert reasons(inside) == []


def test_the_board_stands_in_one_line_and_a_fresh_no_hides_its_numbers(inside: Viewer, browser_of: Browsers) -> None:
    viewer, file = people.client(inside)
    applications.application(viewer, file)
    before = browser_of(viewer).get("/me").text
    applications.rejection(viewer, file)

    after = browser_of(viewer).get("/me").text

    assert "on your board; " in before
    assert "sent this week" in before
    assert "sent this week" not in after
