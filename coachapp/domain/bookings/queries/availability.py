"""What a coach's time looks like, from the rows: the diary that decides what can be booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings import slots
from coachapp.domain.bookings.models import Booking, EventType, Status
from coachapp.domain.bookings.month import midnight
from coachapp.domain.calendars.queries import busy_of
from coachapp.domain.hours.openings import DAY, Interval, Openings
from coachapp.domain.hours.queries import hours_of


def offer_of(event_type: EventType) -> slots.Offer:
    """Give what an event type asks of a slot."""
    return slots.Offer(
        length=timedelta(minutes=event_type.minutes),
        step=timedelta(minutes=event_type.step_minutes),
        before=timedelta(minutes=event_type.buffer_before),
        after=timedelta(minutes=event_type.buffer_after),
        notice=timedelta(minutes=event_type.notice_minutes),
        horizon=timedelta(days=event_type.horizon_days),
        most_per_day=event_type.most_per_day,
    )


def diary(
    event_type: EventType,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    moving: Booking | None = None,
) -> slots.Diary:
    """Give the diary of the event type's coach, good for starts from now (or `since`) to the horizon.

    A booking that is about to move does not stand in its own way.
    """
    offer, now = offer_of(event_type), clock.now()
    first = max(since or now, now) - 2 * DAY
    last = min(until or now + offer.horizon, now + offer.horizon) + 2 * DAY
    rows = db.session.execute(
        select(Booking.id, Booking.busy, Booking.event_type_id, Booking.starts_at).where(
            Booking.coach_id == event_type.coach_id,
            Booking.status == Status.CONFIRMED,
            Booking.busy.op("&&")(Range(first, max(first, last))),
        )
    ).all()
    others = [row for row in rows if moving is None or row.id != moving.id]
    elsewhere = (Interval(*span) for span in busy_of(event_type.coach_id, first, last))
    busy = (*(_interval(row.busy) for row in others), *elsewhere)
    counted = tuple(row.starts_at for row in others if row.event_type_id == event_type.id)
    return slots.Diary(offer, hours_of(event_type.coach_id, event_type.schedule_id), now, slots.Taken(busy, counted))


def _interval(busy: Range[datetime]) -> Interval:
    lower, upper = busy.lower, busy.upper
    if lower is None or upper is None:
        raise ValueError("a meeting has a beginning and an end")
    return Interval(lower.astimezone(UTC), upper.astimezone(UTC))


def free_slots(
    event_type: EventType, first: date, last: date, zone: ZoneInfo, *, moving: Booking | None = None
) -> list[datetime]:
    """List the bookable starts on the dates from first to last, both inclusive, as that zone counts days."""
    since = midnight(first, zone)
    until = midnight(last + DAY, zone)
    return diary(event_type, since=since, until=until, moving=moving).free_slots(since, until)


def explain(event_type: EventType, at: datetime) -> tuple[slots.Refusal | None, list[datetime]]:
    """Tell why that start can't be had, with the nearest that can; (None, []) when it can."""
    mine = diary(event_type)
    refusal = mine.decide(at)
    return refusal, [] if refusal is None else mine.nearest(at)


def nearest(event_type: EventType, at: datetime, *, moving: Booking | None = None) -> list[datetime]:
    """List up to three bookable starts nearest to that instant."""
    return diary(event_type, moving=moving).nearest(at)


def outside_hours(coach_id: UUID) -> list[Booking]:
    """Give the coach's standing meetings to come of which a minute lies outside the hours as they are now."""
    ahead = db.session.scalars(
        select(Booking)
        .options(joinedload(Booking.event_type))
        .where(Booking.coach_id == coach_id, Booking.status == Status.CONFIRMED, Booking.starts_at > clock.now())
        .order_by(Booking.starts_at)
    ).all()
    if not ahead:
        return []
    since, until = ahead[0].starts_at - DAY, ahead[-1].ends_at + DAY
    open_by = {
        schedule_id: Openings(hours_of(coach_id, schedule_id), since, until, DAY)
        for schedule_id in {booking.event_type.schedule_id for booking in ahead}
    }
    return [
        booking
        for booking in ahead
        if (part := open_by[booking.event_type.schedule_id].around(booking.starts_at)) is None
        or part.ends < booking.ends_at
    ]


def slot_of(event_type: EventType, starts_at: datetime) -> Interval:
    """Give the time that a guest sees for a start, without buffers."""
    return Interval(starts_at, starts_at + timedelta(minutes=event_type.minutes))
