"""The day's meetings, beside who needs the coach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select

from coachapp.core import clock
from coachapp.core.db import Instant
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.today.reasons.row import COACH


@dataclass(frozen=True)
class Meeting:
    """One meeting of the day, as far as a line of the agenda says it."""

    id: UUID
    client_id: UUID | None
    name: str
    kind: str
    minutes: int
    starts_at: datetime
    ends_at: datetime


def meetings_on(viewer: Viewer, now: datetime) -> list[Meeting]:
    """Give the coach's own meetings on the day of that instant, in their zone."""
    zone = clock.zone(viewer.time_zone)
    today = now.astimezone(zone).date()
    starts, ends = (datetime.combine(today + timedelta(days=n), time(), zone) for n in (0, 1))
    return [Meeting(*row) for row in _meetings().rows(coach=viewer.membership_id, starts=starts, ends=ends)]


@prepared
def _meetings() -> Statement:
    facts = (Booking.id, Booking.client_id, Booking.guest_name, EventType.name, EventType.minutes)
    return (
        select(*facts, Booking.starts_at, Booking.ends_at)
        .join(EventType, EventType.id == Booking.event_type_id)
        .where(
            Booking.coach_id == COACH,
            Booking.status == Status.CONFIRMED,
            Booking.starts_at >= bindparam("starts", type_=Instant()),
            Booking.starts_at < bindparam("ends", type_=Instant()),
        )
        .order_by(Booking.starts_at)
    )
