"""What a coach's time looks like, from the rows: the diary that decides what can be booked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, or_, select, union_all
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings import slots
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.blocked import blocked_between
from coachapp.domain.bookings.queries.terms import offer_of
from coachapp.domain.bookings.rules import Offer
from coachapp.domain.calendars.queries import busy_of
from coachapp.domain.hours.openings import DAY, Interval, Openings
from coachapp.domain.hours.queries import hours_of


def diary_of_coach(
    event_type: EventType,
    coach_id: UUID,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    moving: Booking | None = None,
    minutes: int | None = None,
    around: datetime | None = None,
    own: Hold | None = None,
    despite_visitors: bool = False,
) -> slots.Diary:
    """Give the diary of a coach for an event type, good for starts from now (or `since`) to the horizon.

    A booking that is about to move does not stand in its own way, and keeps its length; nor does one's own hold.
    `around` is a start that may lie beyond the horizon. What visitors keep while they fill a form binds no coach.
    """
    offer, now = offer_of(event_type, moving.minutes if moving else minutes, coach_id=coach_id), clock.now()
    reach = _reach(offer)
    first = max(since or now, now) - reach
    last = max(first, min(until or now + offer.horizon, now + offer.horizon) + reach)
    if around is not None:
        first, last = min(first, around - reach), max(last, around + reach)
    skipped = {each.id for each in (moving, own) if each is not None}
    rows = db.session.execute(_taken_between(coach_id, first, last, now, despite_visitors=despite_visitors)).all()
    others = [row for row in rows if row.id not in skipped and (moving is None or row.booking_id != moving.id)]
    elsewhere = (Interval(*span) for span in busy_of(coach_id, first, last))
    blocked = (Interval(starts, ends) for starts, ends, _ in blocked_between(coach_id, first, last))
    taken = slots.Taken(
        busy=tuple(_interval(row.busy) for row in others),
        away=(*elsewhere, *blocked),
        starts=tuple(row.starts_at for row in others if row.event_type_id == event_type.id),
        all_starts=tuple(row.starts_at for row in others) if any(offer.overall) else (),
    )
    return slots.Diary(offer, hours_of(coach_id, schedule_for(event_type, coach_id)), now, taken)


def schedule_for(event_type: EventType, coach_id: UUID) -> UUID | None:
    """Give the schedule that counts: the offer's for its own coach, the default one for everybody else."""
    return event_type.schedule_id if coach_id == event_type.coach_id else None


def _taken_between(
    coach_id: UUID, first: datetime, last: datetime, now: datetime, *, despite_visitors: bool
) -> CompoundSelect[tuple[UUID, UUID | None, Range[datetime], UUID, datetime]]:
    """Select the coach's meetings and holds that start from first to last.

    By start, as none is longer than the reach: ranges can't use an index under row security.
    """
    meetings = select(
        Booking.id, Booking.id.label("booking_id"), Booking.busy, Booking.event_type_id, Booking.starts_at
    ).where(Booking.coach_id == coach_id, Booking.starts_at.between(first, last), takes_time(now))
    holds = select(Hold.id, Hold.booking_id, Hold.busy, Hold.event_type_id, Hold.starts_at).where(
        Hold.coach_id == coach_id, Hold.starts_at.between(first, last), Hold.held_until > now
    )
    return union_all(meetings, holds.where(Hold.visit.is_(None)) if despite_visitors else holds)


def takes_time(now: datetime) -> ColumnElement[bool]:
    """Write into a query: it stands, or it holds its time while it waits for a word."""
    waits = Booking.status.in_([Status.UNCONFIRMED, Status.REQUESTED])
    return or_(Booking.status == Status.CONFIRMED, waits & (Booking.held_until > now))


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
