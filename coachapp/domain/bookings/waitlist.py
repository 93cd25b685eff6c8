"""Who waits for a time on a day that is full."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice

WAITLIST = "waitlist"
TO_TAKE = timedelta(minutes=30)
"""How long a freed time is kept for whoever is first in line."""
MOST_IN_LINE = 50
"""How many may wait for one day of one offer; behind them nobody has a chance."""


class Turn(StrEnum):
    """Where somebody stands in the line: waiting, offered a time, or done with it in one way or other."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    PASSED = "passed"
    LEFT = "left"


class WaitlistEntry(TenantRecord):
    """Somebody who waits for a time of an offer on one day, as their zone counts days: [since, until).

    The first in line who can be served is offered a freed time; `offered_at` is its start, kept by a hold.
    """

    __tablename__ = "waitlist_entries"

    event_type_id: Mapped[UUID]
    minutes: Mapped[int]
    day: Mapped[date]
    since: Mapped[datetime]
    until: Mapped[datetime]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(CITEXT)
    person: Mapped[str]
    time_zone: Mapped[str]
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    goal: Mapped[str] = mapped_column(default="")
    turn: Mapped[Turn] = mapped_column(Choice(Turn), default=Turn.WAITING)
    offered_at: Mapped[datetime | None]
    booking_id: Mapped[UUID | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        within_practice("event_type_id", "event_types", ondelete="CASCADE"),
        within_practice("booking_id", "bookings", ondelete="CASCADE"),
        Index(
            "uq_waitlist_entries_in_line",
            "practice_id",
            "event_type_id",
            "since",
            "person",
            unique=True,
            postgresql_where=text("turn IN ('waiting', 'offered')"),
        ),
        Index("ix_waitlist_entries_line", "practice_id", "event_type_id", "turn", "created_at"),
    )
