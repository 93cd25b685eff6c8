"""Who asked for a review, and by when it is promised."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import TenantRecord, within_practice
from coachapp.domain.clients.models import Client


class ReviewRequest(TenantRecord):
    """A client's wish to have a version reviewed, and by when the coach has promised it.

    Today shows it from `presses_at` on. `paused_at` is set while the coach waits for the client's answer to what was
    asked first. A promise that was moved keeps the first one, how often it moved, and the last word about it.
    """

    __tablename__ = "review_requests"

    client_id: Mapped[UUID]
    version_id: Mapped[UUID]
    note: Mapped[str] = mapped_column(default="")
    promised_at: Mapped[datetime]
    presses_at: Mapped[datetime | None]
    first_promised_at: Mapped[datetime | None]
    moved: Mapped[int] = mapped_column(default=0)
    moved_because: Mapped[str] = mapped_column(default="")
    paused_at: Mapped[datetime | None]
    paused_because: Mapped[str] = mapped_column(default="")
    client_said: Mapped[str] = mapped_column(default="")
    review_id: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    client: Mapped[Client] = relationship(
        lazy="raise",
        primaryjoin="ReviewRequest.client_id == Client.id",
        foreign_keys="ReviewRequest.client_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("version_id", "versions", ondelete="CASCADE"),
        within_practice("review_id", "reviews", ondelete="SET NULL (review_id)"),
        Index(
            "uq_review_requests_open",
            "practice_id",
            "version_id",
            unique=True,
            postgresql_where=text("answered_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_review_requests_due",
            "practice_id",
            "promised_at",
            "id",
            postgresql_where=text("answered_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_review_requests_client", "practice_id", "client_id"),
    )
