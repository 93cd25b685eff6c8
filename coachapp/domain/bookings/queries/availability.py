"""What a coach's time looks like, from the rows: the diary that decides what can be booked."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Select,
    Uuid,
    bindparam,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import Instant, db
from coachapp.core.prepared import Statement, prepared, ticks
from coachapp.domain.bookings import slots
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.blocked import blocked_selected
from coachapp.domain.bookings.queries.terms import Terms, offer_of, terms_of
from coachapp.domain.bookings.rules import Offer
from coachapp.domain.calendars.queries import PIECE, busy_selected
from coachapp.domain.hours.changes import instant
from coachapp.domain.hours.openings import DAY, Openings
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
    terms: Terms | None = None,
) -> slots.Diary:
    """Give the diary of a coach for an event type, good for starts from now (or `since`) to the horizon.

    A booking that is about to move does not stand in its own way, and keeps its length; nor does one's own hold.
    `around` is a start that may lie beyond the horizon. What visitors keep while they fill a form binds no coach.
    `terms` are the coach's, where they are known already.
    """
    hours, overall = terms or terms_of(coach_id, schedule_for(event_type, coach_id))
    offer, now = offer_of(event_type, moving.minutes if moving else minutes, overall=overall), clock.now()
    reach = _reach(offer)
    first = max(since or now, now) - reach
    last = max(first, min(until or now + offer.horizon, now + offer.horizon) + reach)
    if around is not None:
        first, last = min(first, around - reach), max(last, around + reach)
    counted = any(offer.limits), any(offer.overall)
    row = _taken(*counted, is_moving=moving is not None, despite_visitors=despite_visitors).rows(
        coach=coach_id,
        first=first,
        last=last,
        earliest=first - PIECE,
        now=now,
        offer=event_type.id,
        skipped=[each.id for each in (moving, own) if each is not None],
        moving=moving.id if moving else None,
    )[0]
    taken = slots.Taken(
        busy_spans=list(zip(row.starts or (), row.ends or (), strict=True)),
        away_spans=list(zip(row.away_starts or (), row.away_ends or (), strict=True)),
        starts=tuple(map(instant, row.counted or ())),
        all_starts=tuple(map(instant, row.all_counted or ())),
    )
    return slots.Diary(offer, hours, now, taken)


def schedule_for(event_type: EventType, coach_id: UUID) -> UUID | None:
    """Give the schedule that counts: the offer's for its own coach, the default one for everybody else."""
    return event_type.schedule_id if coach_id == event_type.coach_id else None


@prepared
def _taken(
    is_counted: bool,  # noqa: FBT001 - its callers unpack
    is_counted_overall: bool,  # noqa: FBT001 - as above
    *,
    is_moving: bool,
    despite_visitors: bool,
) -> Statement:
    """Ask in one row for all that takes the coach's time, as arrays of whole numbers; what counts only where it does.

    PostgreSQL joins meetings that touch: a full month is a few hundred pieces.

    Meetings and holds by start, as none is longer than the reach: ranges can't use an index under row security.
    """
    coach, now = bindparam("coach", type_=Uuid()), bindparam("now", type_=Instant())
    moving = bindparam("moving", type_=Uuid())
    is_other = [column.is_distinct_from(moving) if is_moving else true() for column in (Booking.id, Hold.booking_id)]
    kept = union_all(
        _starting(Booking, coach).where(takes_time(now), is_other[0]),
        _starting(Hold, coach).where(
            Hold.held_until > now,
            Hold.id != func.all(bindparam("skipped", type_=ARRAY(Uuid()))),
            is_other[1],
            *([Hold.visit.is_(None)] if despite_visitors else []),
        ),
    ).cte("kept")
    pieces = select(func.unnest(func.range_agg(kept.c.busy)).label("during")).subquery("pieces")
    meetings = select(
        func.array_agg(ticks(func.lower(pieces.c.during))).label("starts"),
        func.array_agg(ticks(func.upper(pieces.c.during))).label("ends"),
    ).subquery("meetings")
    starts = select(func.array_agg(ticks(kept.c.starts_at)))
    of_offer = kept.c.event_type_id == bindparam("offer", type_=Uuid())
    counted = starts.where(of_offer).scalar_subquery() if is_counted else null()
    all_counted = starts.scalar_subquery() if is_counted_overall else null()
    away = union_all(busy_selected(), blocked_selected()).subquery("away")
    elsewhere = select(
        func.array_agg(away.c.starts).label("away_starts"), func.array_agg(away.c.ends).label("away_ends")
    ).subquery("elsewhere")
    return select(meetings, elsewhere, counted.label("counted"), all_counted.label("all_counted")).select_from(
        meetings.join(elsewhere, true())
    )


def _starting(kind: type[Booking | Hold], coach: BindParameter[UUID]) -> Select[Range[datetime], UUID, datetime]:
    first, last = (select(bindparam(name, type_=Instant())).scalar_subquery() for name in ("first", "last"))
    return select(kind.busy, kind.event_type_id, kind.starts_at).where(
        kind.coach_id == coach,
        kind.starts_at >= first,  # asked as a statement of its own, so that PostgreSQL keeps one plan for all values
        kind.starts_at <= last,
    )


def takes_time(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
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
