"""Let the client read it, once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.queries import recipient
from coachapp.domain.notifications.service import notify
from coachapp.domain.plans import service as plans
from coachapp.domain.reviews import policies, queries, subjects
from coachapp.domain.reviews.errors import AlreadyPublished, NotReady
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, Review, ReviewRequest
from coachapp.domain.reviews.service.carrying import ring_for_later
from coachapp.domain.rubrics.rubric import band
from coachapp.domain.wins import service as wins

QUOTED = 80


def publish(actor: Viewer, review: Review) -> Review:
    """Let the client read this review, put its steps on their plan, and tell them once."""
    require(policies.may_write(actor, review) and policies.may_review(actor, review.client))
    db.session.refresh(review, ["published_at", "lock", "letter", "verdict"], with_for_update=True)
    if review.is_published:
        raise AlreadyPublished
    _assert_ready(actor, review)
    comments = queries.comments_of(actor, review)
    _seal(actor, review, comments)
    _plan(actor, review, comments)
    _write_wins(review, comments)
    _answer_requests(review)
    ring_for_later(review)
    record(actor, "review.published", review, client_id=review.client_id, round=review.round)
    notify(recipient(review.client), "review_published", key=f"review:{review.id}:published", subject_id=review.id)
    return review


def _seal(actor: Viewer, review: Review, comments: Sequence[Comment]) -> None:
    """Write what is still missing, then publish the row: from then on the database lets nobody change what it says."""
    private = {comment.id for comment in comments if comment.is_private}
    for step in queries.steps_of(actor, review):
        step.comment_id = None if step.comment_id in private else step.comment_id
    levels = {key: score.level for key, score in queries.scores_of(actor, review).items()}
    review.band = band(review.rubric, levels)
    db.session.flush()
    review.published_at = review.changed_at = clock.now()
    review.lock += 1
    db.session.flush()
    subjects.write_answered(review.subject_kind, review.subject_id)


def _assert_ready(actor: Viewer, review: Review) -> None:
    debts = queries.progress_of(actor, review).debts
    if debts:
        raise NotReady(fields={debt.field: [debt.message] for debt in debts})


def _answer_requests(review: Review) -> None:
    """Keep the promise: this version's request is answered, and those for earlier versions of the same document."""
    if review.version_id is None:
        return
    db.session.execute(
        update(ReviewRequest)
        .where(
            ReviewRequest.version_id.in_(queries.versions_up_to(review.version_id)),
            ReviewRequest.answered_at.is_(None),
            ReviewRequest.withdrawn_at.is_(None),
        )
        .values(answered_at=review.published_at, review_id=review.id)
        .execution_options(synchronize_session=False)
    )


def _plan(actor: Viewer, review: Review, comments: Sequence[Comment]) -> None:
    by_id = {comment.id: comment for comment in comments if not comment.is_private}
    for step in queries.steps_of(actor, review):
        seen = by_id.get(step.comment_id) if step.comment_id else None
        item = plans.add(
            actor,
            review.client,
            title=step.title,
            why=seen.body if seen else f"From the review of {review.title}",
            if_then=step.if_then,
            due_on=step.due_on,
            evidence_kind="comments" if seen else "reviews",
            evidence_id=seen.id if seen else review.id,
            quote=seen.quote if seen else "",
        )
        step.item_id = item.id


def _write_wins(review: Review, comments: Sequence[Comment]) -> None:
    for comment in comments:
        if comment.kind is CommentKind.PRAISE and not comment.is_private:
            wins.write(review.client_id, _praised(review, comment), key=f"comment:{comment.id}:praise", source=comment)


def _praised(review: Review, comment: Comment) -> str:
    quote = comment.quote if len(comment.quote) <= QUOTED else comment.quote[:QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{quote}” in {review.title}: {comment.body}" if quote else f"{review.title}: {comment.body}"
