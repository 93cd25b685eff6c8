"""Read what changed since the review before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ScalarSelect, or_, select
from sqlalchemy.orm import aliased

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews.models import Review, Score
from coachapp.domain.reviews.queries.own import revealed_to
from coachapp.domain.reviews.queries.rights import reviews_visible_to
from coachapp.domain.reviews.since import Change, Sheet, change


def since_last(viewer: Viewer, review: Review) -> Change | None:
    """Give what changed since the review that was published before on the same document or answer; None if none was."""
    return changes_since(viewer, [review])[review.id]


def changes_since(viewer: Viewer, reviews: Sequence[Review]) -> Mapping[UUID, Change | None]:
    """Give what changed in each of these reviews, as far as the viewer may see both sheets, in the same few queries."""
    earlier = _earlier(viewer, [review.id for review in reviews])
    seen = revealed_to(viewer, {*earlier, *(found.id for found in earlier.values())})
    earlier = {id_: found for id_, found in earlier.items() if id_ in seen and found.id in seen}
    levels = _levels([*(review.id for review in reviews), *(found.id for found in earlier.values())])
    return {
        review.id: change(_sheet(earlier[review.id], levels), _sheet(review, levels)) if review.id in earlier else None
        for review in reviews
    }


def _earlier(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, Review]:
    """Give the review before each of these."""
    this, before = aliased(Review), aliased(Review)
    seen = reviews_visible_to(viewer).with_only_columns(Review.id).where(Review.id.in_(ids))
    query = (
        select(this.id, before).join(before, before.id == _last_before(this)).where(this.id.in_(seen.scalar_subquery()))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _last_before(this: type[Review]) -> ScalarSelect[UUID]:
    """Select what went out last before this on the same document, answer or rejection; a draft comes after all."""
    older, own, sibling = aliased(Review), aliased(Version), aliased(Version)
    document = select(own.document_id).where(own.id == this.version_id).correlate(this).scalar_subquery()
    versions = select(sibling.id).where(sibling.document_id == document)
    return (
        select(older.id)
        .where(
            older.client_id == this.client_id,
            older.id != this.id,
            older.published_at.is_not(None),
            or_(this.published_at.is_(None), older.published_at < this.published_at),
            or_(
                older.answer_id == this.answer_id,
                older.rejection_id == this.rejection_id,
                older.version_id.in_(versions),
            ),
        )
        .order_by(older.published_at.desc(), older.id.desc())
        .limit(1)
        .correlate(this)
        .scalar_subquery()
    )


def _levels(ids: Sequence[UUID]) -> Mapping[UUID, dict[str, int | None]]:
    rows = db.session.execute(select(Score.review_id, Score.criterion, Score.level).where(Score.review_id.in_(ids)))
    found: dict[UUID, dict[str, int | None]] = {id_: {} for id_ in ids}
    for review_id, criterion, level in rows:
        found[review_id][criterion] = level
    return found


def _sheet(review: Review, levels: Mapping[UUID, dict[str, int | None]]) -> Sheet:
    return Sheet(review.id, review.published_at, review.rubric, levels[review.id])
