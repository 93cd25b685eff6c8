"""What reviews write to people, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from coachapp.core import clock
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer
from tests.factories import reviews
from tests.golden import kept, letter_text, owed


@pytest.fixture(autouse=True)
def on_a_day_that_never_changes() -> Iterator[None]:
    clock.shift((datetime(2027, 3, 4, 10, tzinfo=UTC) - clock.now()).total_seconds())
    yield
    clock.shift(0)


def read(message: Notification) -> str:
    """Give the letter without the ids in its links."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", letter_text(message) or "")


def test_the_coach_is_told_what_was_asked_and_promised(coach: Viewer, maya: Viewer) -> None:
    client = own_client(maya)
    service.ask_for_review(maya, client, reviews.version(maya, client), note="Is the top half too crowded?")

    (letter,) = owed("review_asked")

    assert read(letter) == kept("review_asked")


def test_the_client_is_told_that_the_review_is_there(coach: Viewer, maya: Viewer) -> None:
    reviews.published(coach, maya, own_client(maya))

    (letter,) = owed("review_published")

    assert read(letter) == kept("review_published")


def test_a_question_and_its_answer_reach_the_other_side(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    comment = queries.get_comment(maya, queries.comments_of(coach, review)[0].id)
    service.answer_comment(maya, comment, answer=Answer.QUESTION, why="May I name the client?")
    service.reply(coach, comment, body="Name the industry instead.")

    (question,), (reply,) = owed("comment_question"), owed("comment_reply")

    assert read(question) == kept("comment_question")
    assert read(reply) == kept("comment_reply")


def test_a_later_thought_reaches_the_client(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    service.add_to(coach, review, body="Your second page says it better.\n\nStart there.")

    (letter,) = owed("review_addendum")

    assert read(letter) == kept("review_addendum")
