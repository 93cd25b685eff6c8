"""What a coach's time looks like, from the rows: the diary that decides what can be booked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.bookings import slots
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, CoachLimits, EventType
from coachapp.domain.bookings.queries.blocked import blocked_between
from coachapp.domain.bookings.rules import NO_LIMITS, Limits, Offer
from coachapp.domain.calendars.queries import busy_of
from coachapp.domain.hours.openings import DAY, Interval, Openings
from coachapp.domain.hours.queries import hours_of


def offer_of(event_type: EventType, minutes: int | None = None, *, coach_id: UUID | None = None) -> Offer:
    """Give what an event type asks of a slot, in its usual length or another of its lengths."""
    length = minutes or event_type.minutes
    step = event_type.step_minutes or length + event_type.buffer_before + event_type.buffer_after
    return Offer(
        length=timedelta(minutes=length),
        step=timedelta(minutes=step),
        before=timedelta(minutes=event_type.buffer_before),
        after=timedelta(minutes=event_type.buffer_after),
        notice=timedelta(minutes=event_type.notice_minutes),
        notice_days=event_type.notice_days,
        horizon=timedelta(days=event_type.horizon_days),
        until=event_type.bookable_until,
        limits=Limits(event_type.most_per_day, event_type.most_per_week, event_type.most_per_month),
        overall=overall_limits(coach_id or event_type.coach_id),
    )


def length_of(event_type: EventType, minutes: int | None) -> int:
    """Give the minutes of a meeting: those asked for where they are on offer, the usual ones without a wish."""
    if minutes is None:
        return event_type.minutes
    if minutes not in event_type.lengths:
        said = ", ".join(str(each) for each in event_type.lengths)
        raise Invalid(fields={"minutes": [f"This meeting can be had for {said} minutes."]})
    return minutes


def open_to_guest_until(booking: Booking) -> datetime:
    """Give the last instant at which the guest may move or cancel."""
    return booking.starts_at - timedelta(minutes=booking.event_type.cutoff_minutes)


def is_open_to_guest(booking: Booking) -> bool:
    """Tell whether the guest may still move or cancel."""
    now = clock.now()
    return booking.is_confirmed and not booking.is_over(now) and now <= open_to_guest_until(booking)


def limits_of(coach_id: UUID) -> CoachLimits | None:
    """Give the coach's limits over all offers, or None where none were ever set."""
    return db.session.scalar(select(CoachLimits).where(CoachLimits.coach_id == coach_id))


def overall_limits(coach_id: UUID) -> Limits:
    """Give how many meetings the coach takes over all offers."""
    found = limits_of(coach_id)
    return Limits(found.most_per_day, found.most_per_week, found.most_per_month) if found else NO_LIMITS


def diary_of_coach(
    event_type: EventType,
    coach_id: UUID,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    moving: Booking | None = None,
    minutes: int | None = None,
    around: datetime | None = None,
) -> slots.Diary:
    """Give the diary of a coach for an event type, good for starts from now (or `since`) to the horizon.

    A booking that is about to move does not stand in its own way, and keeps its length. `around` is a start that
    may lie beyond the horizon.
    """
    offer, now = offer_of(event_type, moving.minutes if moving else minutes, coach_id=coach_id), clock.now()
    reach = _reach(offer)
    first = max(since or now, now) - reach
    last = min(until or now + offer.horizon, now + offer.horizon) + reach
    if around is not None:
        first, last = min(first, around - reach), max(last, around + reach)
    rows = db.session.execute(
        select(Booking.id, Booking.busy, Booking.event_type_id, Booking.starts_at).where(
            Booking.coach_id == coach_id,
            takes_time(now),
            Booking.busy.op("&&")(Range(first, max(first, last))),
        )
    ).all()
    others = [row for row in rows if moving is None or row.id != moving.id]
    elsewhere = (Interval(*span) for span in busy_of(coach_id, first, last))
    blocked = (Interval(starts, ends) for starts, ends, _ in blocked_between(coach_id, first, last))
    busy = (*(_interval(row.busy) for row in others), *elsewhere, *blocked)
    counted = tuple(row.starts_at for row in others if row.event_type_id == event_type.id)
    everything = tuple(row.starts_at for row in others) if any(offer.overall) else ()
    taken = slots.Taken(busy, counted, everything)
    return slots.Diary(offer, hours_of(coach_id, schedule_for(event_type, coach_id)), now, taken)


def schedule_for(event_type: EventType, coach_id: UUID) -> UUID | None:
    """Give the schedule that counts: the offer's for its own coach, the default one for everybody else."""
    return event_type.schedule_id if coach_id == event_type.coach_id else None


def takes_time(now: datetime) -> ColumnElement[bool]:
    """Write into a query: it stands, or it holds its time while it waits for a word."""
    waits = Booking.status.in_([Status.UNCONFIRMED, Status.REQUESTED])
    return or_(Booking.status == Status.CONFIRMED, waits & (Booking.held_until > now))


def is_taken(booking: Booking) -> bool:
    """Tell whether a meeting that stands is in this one's way."""
    in_its_way = select(Booking.id).where(
        Booking.coach_id == booking.coach_id,
        Booking.status == Status.CONFIRMED,
        Booking.id != booking.id,
        Booking.busy.op("&&")(booking.busy),
    )
    return db.session.scalar(in_its_way.limit(1)) is not None


def was_held_in_vain(booking: Booking, since: datetime) -> bool:
    """Tell whether a part of that time was held for an address that was not confirmed, since then."""
    in_vain = select(Booking.id).where(
        Booking.coach_id == booking.coach_id,
        Booking.status.in_([Status.UNCONFIRMED, Status.EXPIRED]),
        Booking.was_requested.is_(False),
        Booking.created_at > since,
        Booking.busy.op("&&")(booking.busy),
    )
    return db.session.scalar(in_vain.limit(1)) is not None


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


def _reach(offer: Offer) -> timedelta:
    """Give how far around the asked time meetings have to be known, so that a whole week or month is counted."""
    if offer.limits.month is not None or offer.overall.month is not None:
        return 33 * DAY
    if offer.limits.week is not None or offer.overall.week is not None:
        return 9 * DAY
    return 2 * DAY


def _interval(busy: Range[datetime]) -> Interval:
    lower, upper = busy.lower, busy.upper
    if lower is None or upper is None:
        raise ValueError("a meeting has a beginning and an end")
    return Interval(lower.astimezone(UTC), upper.astimezone(UTC))


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
        for schedule_id in {schedule_for(booking.event_type, coach_id) for booking in ahead}
    }
    return [
        booking
        for booking in ahead
        if (part := open_by[schedule_for(booking.event_type, coach_id)].around(booking.starts_at)) is None
        or part.ends < booking.ends_at
    ]


def slot_of(event_type: EventType, starts_at: datetime, *, minutes: int | None = None) -> Interval:
    """Give the time that a guest sees for a start, without buffers."""
    return Interval(starts_at, starts_at + timedelta(minutes=minutes or event_type.minutes))
