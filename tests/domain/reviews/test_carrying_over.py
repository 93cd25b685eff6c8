"""Comments go along into the next version: once, by the newest rules, and never against a person."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from coachapp.core import queue
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, State, Version
from coachapp.domain.reviews import carrying, queries, service
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.remarks import BY_HAND
from tests.factories import reviews

MOVED = (
    "Maya Lindqvist\nProduct lead\n\nCut onboarding from 9 to 3 days.\n\n"
    "Led a team of twelve people.\nWas responsible for budgets.\n"
)


@pytest.fixture
def first(coach: Viewer, maya: Viewer) -> Review:
    """A published review of a first version: a praise, and remarks on words that stay, words that change, the whole."""
    review = reviews.ready(coach, maya, own_client(maya))
    for body, quote in (("How large?", "Led a team of nine."), ("Shorter.", "")):
        service.comment_on(coach, review.id, kind=CommentKind.QUESTION, body=body, quote=quote)
    return service.publish(coach, review)


def next_version(maya: Viewer, review: Review, *, number: int = 2, text: str = MOVED) -> Version:
    document = db.session.scalars(
        select(Document).join(Version, Version.document_id == Document.id).where(Version.id == review.version_id)
    ).one()
    return reviews.version(maya, own_client(maya), to=document, number=number, text=text)


def places(version: Version) -> dict[str, tuple[str, str]]:
    """Give state and words by what the comment says."""
    rows = db.session.execute(
        select(Comment.body, CommentPlace.state, CommentPlace.words)
        .join(CommentPlace, CommentPlace.comment_id == Comment.id)
        .where(CommentPlace.version_id == version.id)
    )
    return {body: (str(state), words) for body, state, words in rows}


def test_each_comment_that_asks_for_something_gets_a_place_or_none(maya: Viewer, first: Review) -> None:
    version = next_version(maya, first)

    assert service.carry_over(version.id) == 3

    assert places(version) == {
        "Say what came of it.": ("carried", "responsible for budgets"),
        "How large?": ("changed", "Led a team of twelve people."),
        "Shorter.": ("carried", ""),
    }
    assert service.carry_over(version.id) == 0


def test_a_later_version_looks_where_the_comment_stood_last(maya: Viewer, first: Review) -> None:
    second = next_version(maya, first)
    service.carry_over(second.id)
    third = next_version(maya, first, number=3, text=MOVED.replace("Product lead", "Product manager"))

    service.carry_over(third.id)

    assert places(third)["How large?"] == ("changed", "Led a team of twelve people.")


def test_words_that_are_gone_are_unplaced_and_a_version_without_text_places_nothing(
    maya: Viewer, first: Review
) -> None:
    gone = next_version(maya, first, text="Maya Lindqvist\n\nA page about something else altogether.")
    empty = next_version(maya, first, number=3, text="")

    for version in (gone, empty):
        service.carry_over(version.id)
        assert places(version)["How large?"] == ("unplaced", "")
        assert places(version)["Shorter."] == ("carried", "")


def test_new_rules_look_again_and_leave_what_a_person_placed(
    maya: Viewer, first: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = next_version(maya, first)
    service.carry_over(version.id)
    db.session.execute(update(CommentPlace).values(algorithm=carrying.ALGORITHM - 1, words="old"))
    hand = db.session.scalars(select(CommentPlace).where(CommentPlace.page == 1)).first()
    assert hand is not None
    hand.how = BY_HAND
    db.session.flush()
    assert queries.not_carried_yet() == [version.id]

    assert service.carry_over(version.id) == 2

    assert sorted(words for _, words in places(version).values()) != ["old", "old", "old"]
    assert db.session.scalars(select(CommentPlace.words).where(CommentPlace.how == BY_HAND)).all() == ["old"]
    assert queries.not_carried_yet() == []


def test_what_was_not_read_or_not_published_does_not_travel(coach: Viewer, maya: Viewer, first: Review) -> None:
    version = next_version(maya, first)
    version.state = State.QUEUED
    db.session.flush()
    assert (service.carry_over(version.id), queries.not_carried_yet()) == (0, [])

    about = db.session.get_one(Version, first.version_id)
    draft = reviews.draft(coach, maya, own_client(maya), about=about)
    service.comment_on(coach, draft.id, kind=CommentKind.FIX, body="Not said yet")
    version.state = State.READY
    db.session.flush()

    service.carry_over(version.id)
    assert "Not said yet" not in places(version)


def test_a_review_published_late_rings_for_the_versions_that_came_meanwhile(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    version = next_version(maya, review)
    queue.take()

    service.publish(coach, review)

    assert ("reviews.carry", [str(maya.practice_id), str(version.id)]) in queue.take()
