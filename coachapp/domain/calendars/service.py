"""Have calendars read, pause them, let them go."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func, select

from coachapp.core import clock, fetch, queue, sealing, signing
from coachapp.core.db import db, unless_taken
from coachapp.core.ids import new_id
from coachapp.core.throttle import hit
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.calendars import policies
from coachapp.domain.calendars.errors import AddedAlready, NotByAddress, TooManySources, address_refused
from coachapp.domain.calendars.models import ADDRESS, CalendarAccount, CalendarSource

MOST = 20
_ONCE = "uq_calendar_sources_practice_id_coach_id_fingerprint"


def add_source(actor: Viewer, *, address: str, name: str = "") -> CalendarSource:
    """Read the busy times behind that address from now on; the first reading begins at once, elsewhere."""
    require(policies.may_add(actor), "Coaches have calendars.")
    query = select(func.count()).select_from(CalendarSource).where(CalendarSource.coach_id == actor.membership_id)
    if (db.session.scalar(query) or 0) >= MOST:
        raise TooManySources
    source = CalendarSource(id=new_id(), coach_id=actor.membership_id)
    _point(source, address)
    source.name = name or source.host
    with unless_taken(_ONCE, AddedAlready):
        db.session.add(source)
    record(actor, "calendar.added", source)
    _ring(source)
    return source


def change_source(
    actor: Viewer, source: CalendarSource, *, name: str = "", address: str = "", is_on: bool | None = None
) -> CalendarSource:
    """Call it otherwise, read it elsewhere, pause it or go on; what was read stays until the next good reading."""
    require(policies.may_change(actor, source))
    if name:
        source.name = name
    if address:
        if source.account_id:
            raise NotByAddress
        with unless_taken(_ONCE, AddedAlready):
            _point(source, address)
        source.etag = source.last_modified = source.spread_at = None
        source.turn, source.leased_until = source.turn + 1, None  # who reads the old address now comes too late
    goes_on = is_on is True and not source.is_on
    if is_on is not None:
        source.is_on = is_on
    if address or goes_on:
        _want(source)
    record(actor, "calendar.changed", source)
    return source


def remove_source(actor: Viewer, source: CalendarSource) -> None:
    """Read it no more, and forget what it took."""
    require(policies.may_change(actor, source))
    record(actor, "calendar.removed", source)
    db.session.delete(source)


def forget_all(coach_id: UUID) -> None:
    """Forget every calendar and account of a coach who leaves, addresses and passwords first of all."""
    for kind in (CalendarSource, CalendarAccount):
        for row in db.session.scalars(select(kind).where(kind.coach_id == coach_id)):
            db.session.delete(row)
    db.session.flush()


def read_now(actor: Viewer, source: CalendarSource) -> CalendarSource:
    """Read it as soon as a worker is free, not at the next turn."""
    require(policies.may_change(actor, source))
    hit("20/minute", "calendar", str(source.id), message="That was read a moment ago. Please wait a little.")
    _want(source)
    return source


def _want(source: CalendarSource) -> None:
    source.due_at = clock.now()
    _ring(source)


def _ring(source: CalendarSource) -> None:
    db.session.flush()
    queue.later("calendars.read", source.practice_id, source.id)


def _point(source: CalendarSource, address: str) -> None:
    """Let a calendar be read at that address; asks nobody."""
    try:
        tidy = fetch.checked(address)
    except fetch.NotFetched as refusal:
        raise address_refused(refusal.trouble) from None
    source.host = urlsplit(tidy).hostname or ""
    source.address = sealing.seal(ADDRESS, tidy)
    source.fingerprint = signing.hash_token(tidy)
