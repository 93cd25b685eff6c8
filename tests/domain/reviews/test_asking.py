"""A client asks, the coach's hours promise, and both answer below comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Forbidden, Invalid, NotFound
from coachapp.domain.accounts.models import Practice
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import own_client
from coachapp.domain.hours.openings import Window
from coachapp.domain.notifications.letters import Letter, writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.errors import AlreadyAsked, NotPublished
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.models import Comment
from tests.factories import bookings, people, reviews

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def on_a_thursday() -> Iterator[None]:
    clock.shift((datetime(2027, 3, 4, 11, tzinfo=BERLIN) - clock.now()).total_seconds())
    yield
    clock.shift(0)


def mails(kind: str) -> list[tuple[str, Letter | None]]:
    rows = db.session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.id))
    return [(row.to_address, writer_of(kind)(row)) for row in rows]


def first_comment(viewer: Viewer, review_id: object, kind: CommentKind = CommentKind.FIX) -> Comment:
    found = db.session.scalar(select(Comment).where(Comment.review_id == review_id, Comment.kind == kind))
    assert found is not None
    return queries.get_comment(viewer, found.id)


def test_the_promise_follows_the_coachs_hours_and_the_practices_days(
    coach: Viewer, maya: Viewer, on_a_thursday: None
) -> None:
    bookings.hours(coach, weekly={0: [Window(540, 1020)], 3: [Window(540, 1080)]})
    db.session.get_one(Practice, coach.practice_id).promise_working_days = 2

    asked = service.ask_for_review(maya, own_client(maya), reviews.version(maya, own_client(maya)), note="The middle")

    assert asked.promised_at == datetime(2027, 3, 11, 18, tzinfo=BERLIN)
    ((to, letter),) = mails("review_asked")
    assert letter is not None
    assert (to, letter.subject) == (coach.email, "Maya Lindqvist asks for a review by Thu 11 March, 18:00")
    assert letter.facts == [("Promised by", "Thu 11 March, 18:00, your time"), ("They say", "The middle")]


def test_a_version_is_asked_for_once_until_it_is_withdrawn(coach: Viewer, maya: Viewer) -> None:
    version = reviews.version(maya, own_client(maya))
    asked = service.ask_for_review(maya, own_client(maya), version)

    with pytest.raises(AlreadyAsked):
        service.ask_for_review(maya, own_client(maya), version)
    service.withdraw(maya, own_client(maya), asked)
    again = service.ask_for_review(maya, own_client(maya), version)

    assert [p.id for p in queries.promises_of(maya)] == [again.id]
    assert [letter is None for _, letter in mails("review_asked")] == [True, False]


def test_promises_are_seen_by_those_who_gave_and_got_them(owner: Viewer, coach: Viewer, maya: Viewer) -> None:
    asked = service.ask_for_review(maya, own_client(maya), reviews.version(maya, own_client(maya)))
    other_coach = people.coach(owner)
    stranger, _ = people.client(other_coach)

    assert [[p.id for p in queries.promises_of(v)] for v in (coach, owner, maya)] == [[asked.id]] * 3
    for other in (other_coach, stranger):
        assert queries.promises_of(other) == []
        with pytest.raises(NotFound):
            queries.get_request(other, asked.id)
    with pytest.raises(Forbidden):
        service.withdraw(coach, own_client(maya), asked)


def test_the_queue_gives_the_soonest_first_page_by_page(coach: Viewer) -> None:
    asked = []
    for n in range(5):
        viewer, client = people.client(coach)
        made = service.ask_for_review(viewer, own_client(viewer), reviews.version(viewer, client))
        made.promised_at += timedelta(hours=(n * 3) % 5)
        asked.append(made)
    db.session.flush()

    first = queries.due(coach, size=2)
    second = queries.due(coach, after=first.next, size=2)
    third = queries.due(coach, after=second.next, size=2)

    soonest = sorted(asked, key=lambda r: (r.promised_at, r.id))
    assert [p.id for page in (first, second, third) for p in page.items] == [r.id for r in soonest]
    assert third.next is None
    for mark in ("nonsense", "AAAA", "!"):
        with pytest.raises(Invalid):
            queries.due(coach, after=mark)


def test_a_client_says_what_was_done_with_each_comment(coach: Viewer, maya: Viewer) -> None:
    client: Client = own_client(maya)
    review = reviews.published(coach, maya, client)
    comment = first_comment(maya, review.id)

    service.answer_comment(maya, comment, answer=Answer.DONE)
    with pytest.raises(Invalid):
        service.answer_comment(maya, comment, answer=Answer.NOT_DOING)
    service.answer_comment(maya, comment, answer=Answer.NOT_DOING, why="The number is confidential")

    assert (comment.answer, comment.why) == (Answer.NOT_DOING, "The number is confidential")
    with pytest.raises(Forbidden):
        service.answer_comment(coach, comment, answer=Answer.DONE)


def test_a_question_reaches_the_coach_and_the_reply_the_client(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    comment = first_comment(maya, review.id)

    service.answer_comment(maya, comment, answer=Answer.QUESTION, why="May I name the client?")
    assert [c.id for c in queries.waiting_for(coach).questions] == [comment.id]
    service.reply(coach, comment, body="Name the industry instead.")

    assert queries.waiting_for(coach).questions == []
    assert [(r.by_client, r.body) for r in comment.replies] == [
        (True, "May I name the client?"),
        (False, "Name the industry instead."),
    ]
    ((asked_to, question),) = mails("comment_question")
    ((replied_to, reply),) = mails("comment_reply")
    assert question is not None
    assert reply is not None
    assert (asked_to, question.paragraphs[1]) == (coach.email, "May I name the client?")
    assert (replied_to, reply.subject) == (maya.email, "Dana Coach answered below a comment on Resume, version 1")


def test_nothing_is_answered_below_a_draft(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    comment = first_comment(coach, review.id)

    with pytest.raises(NotPublished):
        service.reply(coach, comment, body="Too early")
    with pytest.raises(Forbidden):
        service.answer_comment(maya, comment, answer=Answer.DONE)


def test_the_mail_about_a_review_says_nothing_of_what_is_in_it(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))

    ((to, letter),) = mails("review_published")

    assert letter is not None
    assert (to, letter.subject) == (maya.email, "Dana Coach has reviewed your Resume, version 1")
    assert letter.button == ("Read the review", f"http://localhost/me/reviews/{review.id}")
    assert review.letter[:20] not in " ".join([letter.preview, *letter.paragraphs])
