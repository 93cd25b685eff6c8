"""Keep a time for a visitor while they say who comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock, signing
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.errors import BY_KIND
from coachapp.domain.bookings.holds import FOR_A_VISITOR, MOST_AT_ONCE, WITHIN, Hold
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.service.locking import lock, lock_visit


def keep_time(
    event_type: EventType, *, starts_at: datetime, visit: str, origin: str = "", minutes: int | None = None
) -> Hold:
    """Keep a time from everybody else for five minutes, in place of what this visit kept before.

    It is shorter, or over at once, where visitors who came to nothing kept that time long enough, and where too many
    times are kept from one network address: booking works all the same, for whoever is first.
    """
    length = queries.length_of(event_type, minutes)
    lock_visit(visit)
    lock(*queries.host_ids(event_type))
    before = _of_visit(visit)
    if before is not None and before.is_live(clock.now()) and _is_same(before, event_type, starts_at, length):
        return before
    if before is not None:
        release(before)
    diary = queries.diary(event_type, minutes=length)
    refusal = diary.decide(starts_at)
    if refusal is not None:
        raise BY_KIND[refusal](alternatives=diary.nearest(starts_at))
    host = queries.host_at(event_type, diary, starts_at)
    busy = Range(*diary.offer.busy(starts_at))
    now, from_where = clock.now(), signing.hash_token(f"origin {origin}") if origin else None
    crowded = from_where is not None and queries.kept_at_once(from_where) >= MOST_AT_ONCE
    span = timedelta() if crowded else min(FOR_A_VISITOR, queries.left_to_keep(host.id, busy))
    hold = Hold(
        id=new_id(),
        event_type_id=event_type.id,
        coach_id=host.id,
        visit=signing.hash_token(visit),
        origin=from_where,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=length),
        busy=busy,
        held_until=now + span,
        created_at=now,
    )
    db.session.add(hold)
    db.session.flush()
    return hold


def release(hold: Hold) -> None:
    """Let others have the time from now on; what was kept still counts."""
    hold.held_until = min(hold.held_until, clock.now())
    hold.visit = None if hold.visit is None else f"over {hold.id}"
    hold.booking_id = None
    db.session.flush()


def let_go(event_type: EventType, visit: str) -> None:
    """Let others have what this visit keeps; a visit that keeps nothing changes nothing."""
    lock(*queries.host_ids(event_type))
    hold = queries.held_by(event_type, visit)
    if hold is not None:
        release(hold)


def clear_holds(now: datetime) -> None:
    """Drop holds that count no more."""
    db.session.execute(delete(Hold).where(Hold.held_until < now - WITHIN, Hold.created_at < now - WITHIN))


def _of_visit(visit: str) -> Hold | None:
    return db.session.scalar(select(Hold).where(Hold.visit == signing.hash_token(visit)))


def _is_same(hold: Hold, event_type: EventType, starts_at: datetime, minutes: int) -> bool:
    return (hold.event_type_id, hold.starts_at, hold.ends_at) == (
        event_type.id,
        starts_at,
        starts_at + timedelta(minutes=minutes),
    )
