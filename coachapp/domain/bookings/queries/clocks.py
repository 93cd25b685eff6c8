"""Meetings to come whose clock time is another than the one they were taken for."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings import walltime
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking


def shifted(coach_id: UUID | None = None) -> list[tuple[Booking, list[walltime.Shift]]]:
    """Give them with the clocks that moved, the next first: of one coach, or of the whole practice."""
    query = select(Booking).where(
        Booking.status.in_((Status.CONFIRMED, Status.REQUESTED)), Booking.starts_at > clock.now()
    )
    if coach_id is not None:
        query = query.where(Booking.coach_id == coach_id)
    rows = db.session.scalars(query.where(Booking.wall_time != "").order_by(Booking.starts_at))
    each = ((booking, walltime.shifts(booking.starts_at, booking.wall_time)) for booking in rows)
    return [(booking, clocks) for booking, clocks in each if clocks]
