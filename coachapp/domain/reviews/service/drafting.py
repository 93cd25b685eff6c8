"""Begin a review, and write it: letter, verdict, next steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import delete, select, update

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.reviews import policies, queries
from coachapp.domain.reviews.errors import AlreadyPublished, DraftExists, StaleDraft
from coachapp.domain.reviews.kinds import Verdict
from coachapp.domain.reviews.models import Comment, NextStep, Review
from coachapp.domain.reviews.subjects import Subject
from coachapp.domain.rubrics.queries import rubric_for


class Step(TypedDict, total=False):
    """One next step as it was written."""

    title: str
    if_then: str
    due_on: date | None
    comment_id: UUID | None


def start(actor: Viewer, subject: Subject) -> Review:
    """Begin a review, or go on with one's draft of it."""
    require(policies.may_review(actor, subject.client))
    found = queries.find_draft(actor, subject)
    if found is not None:
        return found
    rubric = rubric_for(actor, subject.rubric_kind)
    review = Review(
        id=new_id(),
        client_id=subject.client.id,
        author_id=actor.membership_id,
        subject_kind=subject.kind,
        title=subject.title,
        round=queries.rounds_of(subject) + 1,
        rubric_kept=rubric.rubric.to_json(),
        rubric_version_id=rubric.version_id,
        changed_at=clock.now(),
        **{f"{subject.kind.short}_id": subject.id},
    )
    try:
        with unless_taken(f"uq_reviews_draft_of_{subject.kind.short}", DraftExists):
            db.session.add(review)
    except DraftExists:
        return queries.get_draft(actor, subject)
    return review


def assert_draft(actor: Viewer, review: policies.Written) -> None:
    """Refuse to change what is not the actor's, or what the client can read already."""
    require(policies.may_write(actor, review), "Its author alone writes a review.")
    if review.is_published:
        raise AlreadyPublished


def discard(actor: Viewer, review: Review) -> None:
    """Throw a draft away."""
    assert_draft(actor, review)
    db.session.delete(review)
    db.session.flush()


def change(
    actor: Viewer,
    review: Review,
    *,
    lock: int,
    letter: str | None = None,
    verdict: Verdict | None = None,
    next_steps: Sequence[Step] | None = None,
) -> Review:
    """Keep what was written; a draft that was saved elsewhere meanwhile is not overwritten."""
    assert_draft(actor, review)
    if not _take_lock(review, lock):
        if _says(actor, review, letter, verdict, next_steps):
            return review
        raise StaleDraft(lock=review.lock)
    if letter is not None:
        review.letter = letter
    if verdict is not None:
        review.verdict = verdict
    if next_steps is not None:
        _rewrite_steps(review, next_steps)
    db.session.flush()
    db.session.refresh(review, ["next_steps"])
    return review


def _take_lock(review: Review, lock: int) -> bool:
    """Move the draft's lock on; tells whether it was still where the writer saw it."""
    moved = db.session.execute(
        update(Review)
        .where(Review.id == review.id, Review.lock == lock, Review.published_at.is_(None))
        .values(lock=lock + 1, changed_at=clock.now())
        .returning(Review.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    db.session.refresh(review, ["lock", "letter", "verdict", "published_at", "changed_at"])
    if review.is_published:
        raise AlreadyPublished
    return moved is not None


def _says(
    actor: Viewer, review: Review, letter: str | None, verdict: Verdict | None, steps: Sequence[Step] | None
) -> bool:
    """Tell whether the draft says this already: the same words sent twice are no conflict."""
    kept = [(s.title, s.if_then, s.due_on, s.comment_id) for s in queries.steps_of(actor, review)]
    wanted = [(s["title"], s.get("if_then", ""), s.get("due_on"), s.get("comment_id")) for s in steps or ()]
    return (
        (letter is None or letter == review.letter)
        and (verdict is None or verdict is review.verdict)
        and (steps is None or wanted == kept)
    )


def _rewrite_steps(review: Review, steps: Iterable[Step]) -> None:
    own = set(db.session.scalars(select(Comment.id).where(Comment.review_id == review.id, ~Comment.is_private)))
    db.session.execute(delete(NextStep).where(NextStep.review_id == review.id))
    for position, step in enumerate(steps, 1):
        comment_id = step.get("comment_id")
        db.session.add(
            NextStep(
                id=new_id(),
                review_id=review.id,
                position=position,
                title=step["title"],
                if_then=step.get("if_then", ""),
                due_on=step.get("due_on"),
                comment_id=comment_id if comment_id in own else None,
            )
        )
