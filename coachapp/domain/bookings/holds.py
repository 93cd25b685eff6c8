"""Times kept for somebody for minutes: while a form is filled, while a coach thinks, while a letter is read."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core.db import TenantRecord, within_practice

FOR_A_VISITOR = timedelta(minutes=5)
IN_VAIN = timedelta(minutes=15)
"""For how long a day visitors who come to nothing may keep a time from others, all of them together."""
WITHIN = timedelta(days=1)
WORTH_IT = timedelta(minutes=1)
MOST_AT_ONCE = 10
"""How many times one network address may keep at once; a career center's whole class shares one."""


class Hold(TenantRecord):
    """A time that nobody else can have until `held_until`, buffers included.

    A visitor's hangs on `visit` (stored hashed), of which each has one at most; a wanted new time of a meeting that
    stands on `booking_id`, one that is offered to who waits for it on `entry_id`. `origin` is where a visitor came
    from, hashed, to count.
    """

    __tablename__ = "holds"

    event_type_id: Mapped[UUID]
    coach_id: Mapped[UUID]
    booking_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None]
    visit: Mapped[str | None]
    origin: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    busy: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    held_until: Mapped[datetime]

    __table_args__ = (
        within_practice("event_type_id", "event_types", ondelete="CASCADE"),
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        within_practice("booking_id", "bookings", ondelete="CASCADE"),
        within_practice("entry_id", "waitlist_entries", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "visit"),
        UniqueConstraint("practice_id", "booking_id"),
        UniqueConstraint("practice_id", "entry_id"),
        CheckConstraint("starts_at < ends_at", name="forward"),
        Index("ix_holds_live", "practice_id", "coach_id", "held_until"),
        Index("ix_holds_origin", "practice_id", "origin", "held_until"),
    )

    def is_live(self, now: datetime) -> bool:
        """Tell whether it still keeps its time."""
        return self.held_until > now
