"""Read what a client had settled and the coach opened again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.queries import versions_in_the_bin
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Comment, CommentReply, Review
from coachapp.domain.reviews.queries.rights import comments_visible_to

MOST = 5


@dataclass(frozen=True)
class OpenedAgain:
    """A comment that is open once more: in which version that was seen, and why, if the coach said it since."""

    id: UUID
    body: str
    document_id: UUID
    version: int
    because: str | None


def opened_again(viewer: Viewer, client_id: UUID) -> list[OpenedAgain]:
    """Give what that client had settled and has to do once more, the latest version first; private ones stay away."""
    review = aliased(Review)  # the right to see comments asks for reviews, too
    since = and_(CommentReply.comment_id == Comment.id, CommentReply.created_at >= Comment.answered_at)
    because = (
        select(CommentReply.body)
        .where(since, CommentReply.by_client.is_(False))
        .order_by(CommentReply.id.desc())
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )
    rows = db.session.execute(
        comments_visible_to(viewer)
        .join(review, review.id == Comment.review_id)
        .join(Version, Version.id == Comment.checked_in)
        .where(
            review.client_id == client_id,
            Comment.reopened_from.is_not(None),
            Comment.answer == Answer.OPEN,
            Comment.is_private.is_(False),
            Version.id.not_in(versions_in_the_bin().scalar_subquery()),
        )
        .order_by(Version.id.desc(), Comment.id)
        .limit(MOST)
        .with_only_columns(
            Comment.id, Comment.body, Version.document_id, Version.number.label("version"), because.label("because")
        )
    )
    return [OpenedAgain(**row._asdict()) for row in rows]
