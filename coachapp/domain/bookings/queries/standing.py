"""What stands in a meeting's way, and what its guest has already."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, union_all
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings.holds import IN_VAIN, WITHIN, WORTH_IT, Hold
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.hours.openings import DAY


def is_taken(booking: Booking) -> bool:
    """Tell whether a meeting that stands is in this one's way."""
    in_its_way = select(Booking.id).where(
        Booking.coach_id == booking.coach_id,
        Booking.status == Status.CONFIRMED,
        Booking.id != booking.id,
        Booking.busy.op("&&")(booking.busy),
    )
    return db.session.scalar(in_its_way.limit(1)) is not None


def coaches_with_something_due(now: datetime) -> set[UUID]:
    """Give the coaches for whom a held time runs out by now."""
    may_wait = Booking.status.in_([Status.UNCONFIRMED, Status.REQUESTED, Status.CONFIRMED])
    return set(db.session.scalars(select(Booking.coach_id).where(may_wait, Booking.held_until <= now).distinct()))


def held_in_vain(coach_id: UUID, busy: Range[datetime]) -> timedelta:
    """Give for how long, within a day, a part of that time was kept for visitors who came to nothing."""
    now = clock.now()
    if busy.lower is None or busy.upper is None:
        raise ValueError("a time that is kept has a beginning and an end")
    kept = [
        select(each.created_at, func.least(each.held_until, now).label("until")).where(
            each.coach_id == coach_id,
            each.starts_at.between(busy.lower - 2 * DAY, busy.upper + 2 * DAY),
            each.busy.op("&&")(busy),
            each.created_at > now - WITHIN,
            *more,
        )
        for each, more in (
            (Hold, (Hold.visit.is_not(None),)),
            (Booking, (Booking.status.in_([Status.UNCONFIRMED, Status.EXPIRED]), Booking.was_requested.is_(False))),
        )
    ]
    spans = db.session.execute(union_all(*kept)).all()
    return sum((max(until - since, timedelta()) for since, until in spans), timedelta())


def left_to_keep(coach_id: UUID, busy: Range[datetime]) -> timedelta:
    """Give for how long a visitor who has not booked may still keep that time from others; a moment is not worth it."""
    left = IN_VAIN - held_in_vain(coach_id, busy)
    return left if left >= WORTH_IT else timedelta()


def of_same_person(booking: Booking) -> tuple[int, int]:
    """Count the person's other meetings of this offer: those to come, and those that began within 90 days or come."""
    now = clock.now()
    starts = db.session.scalars(
        select(Booking.starts_at).where(
            Booking.event_type_id == booking.event_type_id,
            Booking.person == booking.person,
            Booking.status.in_([Status.CONFIRMED, Status.REQUESTED]),
            Booking.id != booking.id,
            Booking.starts_at > now - 90 * DAY,
        )
    ).all()
    return sum(at > now for at in starts), len(starts)
