"""What coaches keep for themselves beside the meetings: a note at a meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import TenantRecord, within_practice


class BookingNote(TenantRecord):
    """What the coaches who see a meeting keep about it; never in an answer for anybody else.

    It is a row of its own, so that whatever shows a meeting to its guest can't show it by accident.
    """

    __tablename__ = "booking_notes"

    booking_id: Mapped[UUID]
    author_id: Mapped[UUID]
    text: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        within_practice("booking_id", "bookings", ondelete="CASCADE"),
        within_practice("author_id", "memberships"),
        UniqueConstraint("practice_id", "booking_id"),
    )
