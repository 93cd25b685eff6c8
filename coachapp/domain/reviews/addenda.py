"""Later thoughts on a published review."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice


class Addendum(TenantRecord):
    """What a coach thought of after a review was published; the review itself stays as it was."""

    __tablename__ = "addenda"

    review_id: Mapped[UUID]
    author_id: Mapped[UUID]
    author_name: Mapped[str]
    body: Mapped[str]

    __table_args__ = (
        within_practice("review_id", "reviews", ondelete="CASCADE"),
        within_practice("author_id", "memberships"),
        Index("ix_addenda_review", "practice_id", "review_id"),
    )
