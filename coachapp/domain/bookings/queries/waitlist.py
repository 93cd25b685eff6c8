"""Who waits for a day that is full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock, signing, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.hosting import EventTypeHost
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.queries.hosts import host_ids
from coachapp.domain.bookings.waitlist import WAITLIST, Turn, WaitlistEntry

_WITH_COACH = joinedload(EventType.coach).joinedload(Membership.user)


def in_line(event_type_ids: Sequence[UUID]) -> Sequence[WaitlistEntry]:
    """Give who waits for these offers, the first to come first."""
    return db.session.scalars(
        select(WaitlistEntry)
        .where(
            WaitlistEntry.event_type_id.in_(event_type_ids),
            WaitlistEntry.turn == Turn.WAITING,
            WaitlistEntry.until > clock.now(),
        )
        .order_by(WaitlistEntry.created_at, WaitlistEntry.id)
    ).all()


def is_waiting(entry: WaitlistEntry) -> bool:
    """Tell whether somebody still waits, and keep the place from others until the transaction ends.

    Another coach of a shared offer may free a time at the same moment; who is being asked already counts as asked.
    """
    waits = select(WaitlistEntry).where(WaitlistEntry.id == entry.id, WaitlistEntry.turn == Turn.WAITING)
    kept = waits.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return db.session.scalar(kept) is not None


def in_line_for(event_type: EventType, since: datetime, person: str) -> WaitlistEntry | None:
    """Give the place that this person has in the line for that day."""
    return db.session.scalar(
        select(WaitlistEntry).where(
            WaitlistEntry.event_type_id == event_type.id,
            WaitlistEntry.since == since,
            WaitlistEntry.person == person,
            WaitlistEntry.turn.in_([Turn.WAITING, Turn.OFFERED]),
        )
    )


def length_of_line(event_type: EventType, since: datetime, until: datetime) -> int:
    """Count who waits for a part of that day."""
    count = select(func.count()).where(
        WaitlistEntry.event_type_id == event_type.id,
        WaitlistEntry.turn.in_([Turn.WAITING, Turn.OFFERED]),
        WaitlistEntry.since < until,
        WaitlistEntry.until > since,
    )
    return db.session.scalar(count) or 0


def coaches_with_a_line(now: datetime) -> set[UUID]:
    """Give the coaches for whose meetings somebody waits."""
    waits = WaitlistEntry.turn.in_([Turn.WAITING, Turn.OFFERED]) & (WaitlistEntry.until > now)
    waited_for = select(WaitlistEntry.event_type_id).where(waits)
    offers = db.session.scalars(select(EventType).options(_WITH_COACH).where(EventType.id.in_(waited_for)))
    return {coach_id for offer in offers for coach_id in host_ids(offer)}


def offers_of_coach(coach_id: UUID) -> dict[UUID, EventType]:
    """Give the open offers whose meetings a coach holds, with their coach."""
    hosted = select(EventTypeHost.event_type_id).where(EventTypeHost.coach_id == coach_id)
    rows = db.session.scalars(
        select(EventType)
        .options(_WITH_COACH)
        .where(or_(EventType.coach_id == coach_id, EventType.id.in_(hosted)), EventType.is_open)
    )
    return {each.id: each for each in rows if coach_id in host_ids(each) and each.coach.ended_at is None}


def kept_for(entry: WaitlistEntry) -> Hold | None:
    """Give the time that is kept for somebody who waits, while it is."""
    return db.session.scalar(select(Hold).where(Hold.entry_id == entry.id, Hold.held_until > clock.now()))


def entry_of(token: str) -> tuple[WaitlistEntry, EventType]:
    """Give the place in line behind the link of a mail, with its offer, and enter its practice."""
    signed = signing.unsign(WAITLIST, token)
    found = walls.ask("find_waitlist_entry", entry=signed[0]) if signed else None
    if found is None:
        raise NotFound
    walls.enter(found.practice_id)
    entry = db.session.get_one(WaitlistEntry, found.id)
    return entry, offer_of_entry(entry)


def find_entry(entry_id: UUID) -> WaitlistEntry | None:
    """Give a place in line of this practice, or None."""
    return db.session.get(WaitlistEntry, entry_id)


def offer_of_entry(entry: WaitlistEntry) -> EventType:
    """Give the offer that somebody waits for, with its coach."""
    return db.session.scalars(select(EventType).options(_WITH_COACH).where(EventType.id == entry.event_type_id)).one()


def entries_visible_to(viewer: Viewer) -> Select[WaitlistEntry]:
    """Coaches see who waits for their own offers, the owner all of the practice, clients nobody."""
    query: Select[WaitlistEntry] = select(WaitlistEntry).join(EventType, EventType.id == WaitlistEntry.event_type_id)
    if viewer.is_owner:
        return query
    return query.where(EventType.coach_id == viewer.membership_id)


def waiting(viewer: Viewer, *, limit: int = 200) -> list[tuple[WaitlistEntry, EventType, Hold | None]]:
    """Give who waits, by day and then by who came first, with what is offered to them just now."""
    now = clock.now()
    rows = db.session.execute(
        entries_visible_to(viewer)
        .add_columns(EventType, Hold)
        .outerjoin(Hold, (Hold.entry_id == WaitlistEntry.id) & (Hold.held_until > now))
        .where(WaitlistEntry.turn.in_([Turn.WAITING, Turn.OFFERED]), WaitlistEntry.until > now)
        .order_by(WaitlistEntry.since, WaitlistEntry.created_at, WaitlistEntry.id)
        .limit(limit)
    )
    return [(entry, offer, kept) for entry, offer, kept in rows]


def get_entry(viewer: Viewer, entry_id: UUID) -> WaitlistEntry:
    """Give one who waits, as far as the viewer may see it."""
    found: WaitlistEntry | None = db.session.scalar(entries_visible_to(viewer).where(WaitlistEntry.id == entry_id))
    if found is None:
        raise NotFound
    return found
