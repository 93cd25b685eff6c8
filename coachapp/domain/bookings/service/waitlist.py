"""Wait for a day that is full, take what is offered, leave the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies, queries
from coachapp.domain.bookings.errors import LineFull, NotFull, NoWaitlist, OfferOver
from coachapp.domain.bookings.guest import Guest, Resume
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.persons import person_of
from coachapp.domain.bookings.service.booking import book
from coachapp.domain.bookings.service.holding import release
from coachapp.domain.bookings.service.locking import lock
from coachapp.domain.bookings.service.offering import offer_freed, recipient
from coachapp.domain.bookings.service.unwelcome import refuse_unwelcome
from coachapp.domain.bookings.waitlist import MOST_IN_LINE, Turn, WaitlistEntry
from coachapp.domain.hours.openings import DAY, midnight
from coachapp.domain.notifications.service import notify


def join(event_type: EventType, guest: Guest, *, day: date, minutes: int | None = None) -> WaitlistEntry:
    """Put somebody in line for a day that is full; the same person stands in it once."""
    if not event_type.has_waitlist:
        raise NoWaitlist
    refuse_unwelcome(guest.email)
    zone, length = ZoneInfo(guest.time_zone), queries.length_of(event_type, minutes)
    since, until, person = midnight(day, zone), midnight(day + DAY, zone), person_of(guest.email)
    lock(*queries.host_ids(event_type))
    earlier = queries.in_line_for(event_type, since, person)
    if earlier is not None:
        return earlier
    _check_full(event_type, since, until, length)
    entry = WaitlistEntry(
        id=new_id(),
        event_type_id=event_type.id,
        minutes=length,
        day=day,
        since=since,
        until=until,
        name=guest.name,
        email=guest.email,
        person=person,
        time_zone=guest.time_zone,
        language=guest.language,
        goal=guest.goal,
    )
    db.session.add(entry)
    db.session.flush()
    notify(
        recipient(entry),
        "waitlist_joined",
        key=f"waitlist:{entry.id}:joined",
        subject_id=entry.id,
        useful_until=until,
    )
    return entry


def _check_full(event_type: EventType, since: datetime, until: datetime, minutes: int) -> None:
    """Refuse to wait where times are free, where none could come free, and where too many wait."""
    diary = queries.diary(event_type, since=since, until=until, minutes=minutes)
    free = diary.free_slots(since, until)
    if free:
        raise NotFull(alternatives=free[:3])
    if not diary.without_meetings().free_slots(since, until):
        raise NoWaitlist
    if queries.length_of_line(event_type, since, until) >= MOST_IN_LINE:
        raise LineFull


def take(
    entry: WaitlistEntry,
    event_type: EventType,
    *,
    answers: Mapping[str, str],
    files: Mapping[str, Resume] | None = None,
    note: str = "",
) -> Booking:
    """Book the offered time for who waited; a second time finds the same meeting.

    Their address is known to be theirs: the link stands in their mail alone.
    """
    lock(*queries.host_ids(event_type))
    db.session.refresh(entry)
    taken = queries.whole(entry.booking_id) if entry.booking_id else None
    if taken is not None:
        return taken
    kept = queries.kept_for(entry)
    if entry.turn is not Turn.OFFERED or kept is None:
        raise OfferOver
    guest = Guest(
        name=entry.name,
        email=entry.email,
        time_zone=entry.time_zone,
        language=entry.language,
        goal=entry.goal,
        note=note,
        answers=answers,
        files=files or {},
    )
    booking = book(event_type, guest, starts_at=kept.starts_at, minutes=entry.minutes, offered=kept)
    entry.turn, entry.booking_id, entry.changed_at = Turn.TAKEN, booking.id, clock.now()
    db.session.flush()
    return booking


def leave(entry: WaitlistEntry, event_type: EventType) -> WaitlistEntry:
    """Step out of the line; what was offered goes to the next. A second time changes nothing."""
    lock(*queries.host_ids(event_type))
    db.session.refresh(entry)
    if entry.turn in {Turn.WAITING, Turn.OFFERED}:
        kept = queries.kept_for(entry)
        entry.turn, entry.changed_at = Turn.LEFT, clock.now()
        if kept is not None:
            release(kept)
        db.session.flush()
        offer_freed(kept.coach_id if kept else event_type.coach_id)
    return entry


def take_off(actor: Viewer, entry: WaitlistEntry) -> WaitlistEntry:
    """Take somebody off the line, as the coach; nobody is told."""
    event_type = queries.offer_of_entry(entry)
    require(policies.may_change(actor, event_type))
    record(actor, "waitlist.taken_off", entry)
    return leave(entry, event_type)


def put_back(actor: Viewer, entry: WaitlistEntry) -> WaitlistEntry:
    """Put somebody who was taken off back where they stood, unless they stand in the line again."""
    event_type = queries.offer_of_entry(entry)
    require(policies.may_change(actor, event_type))
    lock(*queries.host_ids(event_type))
    db.session.refresh(entry)
    if entry.turn is Turn.LEFT and queries.in_line_for(event_type, entry.since, entry.person) is None:
        entry.turn, entry.changed_at = Turn.WAITING, clock.now()
        record(actor, "waitlist.put_back", entry)
        db.session.flush()
    return entry
