"""Read the suggestions that a client took: the changes to make in a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.queries.rights import comments_visible_to


@dataclass(frozen=True)
class Change:
    """One change to make: what stands there, what to write instead, and why."""

    id: UUID
    review_id: UUID
    version: int
    page: int | None
    quote: str
    replacement: str
    body: str
    taken_at: datetime


def changes_to_make(viewer: Viewer, document: Document) -> list[Change]:
    """Give what the client took and has not done yet, in the order of the text, the latest version first."""
    review = aliased(Review)  # the right to see comments asks for reviews, too
    rows = db.session.execute(
        comments_visible_to(viewer)
        .join(review, review.id == Comment.review_id)
        .join(Version, Version.id == review.version_id)
        .where(Version.document_id == document.id, Comment.answer == Answer.ACCEPTED, review.published_at.is_not(None))
        .order_by(Version.number.desc(), Comment.page.nulls_last(), Comment.start.nulls_last(), Comment.id)
        .with_only_columns(
            Comment.id,
            Comment.review_id,
            Version.number.label("version"),
            Comment.page,
            Comment.quote,
            Comment.replacement,
            Comment.body,
            Comment.answered_at.label("taken_at"),
        )
    )
    return [Change(**row._asdict()) for row in rows]


def count_changes(viewer: Viewer, document_id: UUID) -> int:
    """Count what the client took and has not done yet."""
    versions = select(Version.id).where(Version.document_id == document_id).scalar_subquery()
    taken = comments_visible_to(viewer).where(Comment.answer == Answer.ACCEPTED)
    review = aliased(Review)
    found = taken.join(review, review.id == Comment.review_id).where(review.version_id.in_(versions))
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
