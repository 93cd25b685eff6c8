"""What can be had of an offer, whoever holds it: its coach alone, or the fairest of several."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.models import Membership
from coachapp.domain.bookings.hosting import EventTypeHost
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.availability import diary_of_coach, takes_time
from coachapp.domain.bookings.rules import Refusal
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.bookings.together import Together
from coachapp.domain.hours.changes import instants
from coachapp.domain.hours.openings import DAY, midnight

COUNTED = timedelta(days=30)
"""How far back meetings count for whose turn it is; all that are to come count, too."""


def hosts_of(event_type: EventType) -> Sequence[Membership]:
    """Give who holds the meetings of an offer, with their users: its own coach first, then by id."""
    if not event_type.is_shared:
        return [event_type.coach]
    found = db.session.scalars(
        select(Membership)
        .join(EventTypeHost, EventTypeHost.coach_id == Membership.id)
        .options(joinedload(Membership.user))
        .where(EventTypeHost.event_type_id == event_type.id, Membership.ended_at.is_(None))
        .order_by(EventTypeHost.coach_id != event_type.coach_id, Membership.id)
    ).all()
    return found or [event_type.coach]


def host_ids(event_type: EventType) -> list[UUID]:
    """Give the coaches who hold the meetings of an offer, its own first."""
    return [each.id for each in hosts_of(event_type)] if event_type.is_shared else [event_type.coach_id]


def diary(event_type: EventType, *, moving: Booking | None = None, **how: Any) -> Diary:
    """Give the diary that decides about an offer; a meeting that moves stays with the coach who holds it.

    Each host goes by their own hours, busy times and limits. `how` is that of `diary_of_coach`.
    """
    if moving is not None:
        return diary_of_coach(event_type, moving.coach_id, moving=moving, **how)
    if not event_type.is_shared:
        return diary_of_coach(event_type, event_type.coach_id, **how)
    return Together.of({host: diary_of_coach(event_type, host, **how) for host in host_ids(event_type)})


def free_slots(event_type: EventType, first: date, last: date, zone: ZoneInfo, **how: Any) -> list[datetime]:
    """List the bookable starts on the dates from first to last, both inclusive, as that zone counts days."""
    return instants(free_starts(event_type, first, last, zone, **how))


def free_starts(event_type: EventType, first: date, last: date, zone: ZoneInfo, **how: Any) -> list[int]:
    """List the same in whole numbers (hours/changes.py)."""
    since, until = midnight(first, zone), midnight(last + DAY, zone)
    return diary(event_type, since=since, until=until, **how).free_starts(since, until)


def explain(
    event_type: EventType, at: datetime, *, minutes: int | None = None
) -> tuple[Refusal | None, list[datetime]]:
    """Tell why that start can't be had, with the nearest that can; (None, []) when it can."""
    whole = diary(event_type, minutes=minutes)
    refusal = whole.decide(at)
    return refusal, [] if refusal is None else whole.nearest(at)


def host_at(
    event_type: EventType, whole: Diary, at: datetime, *, overruled: frozenset[Refusal] = frozenset()
) -> Membership:
    """Give who holds a meeting at an instant that can be had: the one whose turn it is, of those who are free."""
    if not isinstance(whole, Together):
        return event_type.coach
    free = whole.free_at(at) or whole.free_at(at, overruled)
    wanted = whose_turn(event_type, free)
    return next(each for each in hosts_of(event_type) if each.id == wanted)


def whose_turn(event_type: EventType, among: Collection[UUID]) -> UUID:
    """Give who has the fewest meetings of this offer; of equals whose last was taken longest ago, then by id."""
    now = clock.now()
    rows = db.session.execute(
        select(
            Booking.coach_id,
            func.count().filter(takes_time(now)).label("held"),
            func.max(Booking.created_at).label("last"),
        )
        .where(Booking.event_type_id == event_type.id, Booking.coach_id.in_(among), Booking.starts_at > now - COUNTED)
        .group_by(Booking.coach_id)
    ).all()
    known = {row.coach_id: (row.held, row.last.timestamp()) for row in rows}
    return min(among, key=lambda host: (*known.get(host, (0, 0.0)), host))
