"""Offer freed times to who waits for them: the first in line, for half an hour, then the next.

It happens in the transaction that frees the time, under the lock of the coach, so that nobody comes between.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock, links, signing
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.waitlist import TO_TAKE, WAITLIST, Turn, WaitlistEntry
from coachapp.domain.notifications.service import Recipient, notify

KEPT = timedelta(days=90)


def waitlist_url(entry: WaitlistEntry) -> str:
    """Give the address where somebody who waits takes the offered time, or leaves the line."""
    return links.url("bookings", "waitlist", signing.sign(WAITLIST, entry.id))


def recipient(entry: WaitlistEntry) -> Recipient:
    """Give where messages to somebody who waits go."""
    return Recipient(entry.email, entry.name, entry.time_zone, language=entry.language)


def offer_freed(coach_id: UUID) -> None:
    """Offer what is free of this coach to who waits for it; the caller holds the lock."""
    offers = queries.offers_of_coach(coach_id)
    nothing_left: set[tuple[UUID, datetime, int]] = set()
    for entry in queries.in_line(list(offers)):
        wish = (entry.event_type_id, entry.since, entry.minutes)
        if wish in nothing_left:
            continue
        if not queries.is_waiting(entry):
            continue
        if not _offer(entry, offers[entry.event_type_id], coach_id):
            nothing_left.add(wish)


def _offer(entry: WaitlistEntry, event_type: EventType, coach_id: UUID) -> bool:
    """Keep the first free time of the wanted day for one who waits, and tell them; False where nothing is free."""
    if entry.minutes not in event_type.lengths:
        return False
    diary = queries.diary_of_coach(event_type, coach_id, minutes=entry.minutes)
    free = diary.free_slots(max(entry.since, clock.now()), entry.until)
    if not free:
        return False
    at, now = free[0], clock.now()
    db.session.execute(delete(Hold).where(Hold.entry_id == entry.id))
    hold = Hold(
        id=new_id(),
        event_type_id=event_type.id,
        coach_id=coach_id,
        entry_id=entry.id,
        starts_at=at,
        ends_at=at + timedelta(minutes=entry.minutes),
        busy=Range(*diary.offer.busy(at)),
        held_until=min(now + TO_TAKE, at),
    )
    db.session.add(hold)
    entry.turn, entry.offered_at, entry.changed_at = Turn.OFFERED, at, now
    db.session.flush()
    notify(
        recipient(entry),
        "waitlist_offered",
        key=f"waitlist:{entry.id}:offered",
        subject_id=entry.id,
        useful_until=hold.held_until,
    )
    return True


def let_pass(coach_id: UUID, now: datetime) -> None:
    """Let who did not take the offered time in time lose their turn; the caller holds the lock."""
    offered = db.session.execute(
        select(WaitlistEntry, Hold.held_until)
        .join(Hold, Hold.entry_id == WaitlistEntry.id)
        .where(WaitlistEntry.turn == Turn.OFFERED, Hold.coach_id == coach_id, Hold.held_until <= now)
    )
    for entry, _ in offered:
        entry.turn, entry.changed_at = Turn.PASSED, now
    db.session.flush()


def forget_entries(now: datetime) -> None:
    """Drop who waited for a day that passed long ago."""
    db.session.execute(delete(WaitlistEntry).where(WaitlistEntry.until < now - KEPT))
