"""What coaches keep beside the meetings: a note at one, time that nobody can book, guests who are not taken."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
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


class BlockedTime(TenantRecord):
    """A time that a coach keeps free; the title is theirs alone. What was removed can be brought back for a while."""

    __tablename__ = "blocked_times"

    coach_id: Mapped[UUID]
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    title: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        CheckConstraint("NOT isempty(during)", name="forward"),
        Index("ix_blocked_times_during", "coach_id", "during", postgresql_using="gist"),
    )

    @property
    def starts_at(self) -> datetime:
        """Give the first instant of it."""
        return _end(self.during.lower)

    @property
    def ends_at(self) -> datetime:
        """Give the first instant after it."""
        return _end(self.during.upper)


class BlockedGuest(TenantRecord):
    """An address, or a whole domain with those below it, from which nobody books here; the reason is the coaches' own.

    `what` is spelled as limits fold addresses, so that a plus tag does not get around it.
    """

    __tablename__ = "blocked_guests"

    what: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    added_by_id: Mapped[UUID]

    __table_args__ = (within_practice("added_by_id", "memberships"), UniqueConstraint("practice_id", "what"))

    @property
    def is_domain(self) -> bool:
        """Tell whether it stands for all addresses of a domain."""
        return "@" not in self.what


def _end(at: datetime | None) -> datetime:
    if at is None:
        raise ValueError("a blocked time has a beginning and an end")
    return at.astimezone(UTC)
