"""Read how clients scored themselves, and which scores they may read yet."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews.models import Review, SelfAssessment


def revealed_to(viewer: Viewer, ids: Collection[UUID]) -> frozenset[UUID]:
    """Give those reviews whose scores the viewer may read: clients once they have scored themselves, or skipped it."""
    if not viewer.is_client or not ids:
        return frozenset(ids)
    found = select(SelfAssessment.review_id).where(SelfAssessment.review_id.in_(ids))
    return frozenset(db.session.scalars(found))


def is_revealed(viewer: Viewer, review: Review) -> bool:
    """Tell whether the viewer may read the scores of this review."""
    return review.id in revealed_to(viewer, [review.id])


def own_scores_of(review: Review) -> SelfAssessment | None:
    """Give how the client scored it, or None as long as they did not look; for whoever may read the review."""
    return db.session.scalar(select(SelfAssessment).where(SelfAssessment.review_id == review.id))
