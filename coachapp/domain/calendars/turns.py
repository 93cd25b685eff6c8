"""Whose turn it is to be read: claims with a lease, and what came of them.

A calendar is claimed by a conditional update; `turn` is its fence. A reader that was killed loses its lease, and
the sweep finds the calendar again. Whatever goes wrong, the last good busy times stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, insert, or_, select, update

from coachapp.core import clock, fetch, sealing, walls
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.calendars import reading
from coachapp.domain.calendars.accounts import login_of
from coachapp.domain.calendars.dav import Login
from coachapp.domain.calendars.models import ADDRESS, CalendarBusy, CalendarSource, SourceKind, Trouble
from coachapp.domain.calendars.queries import PIECE
from coachapp.domain.calendars.reading import Reading, Span

EVERY = timedelta(minutes=10)
SOON = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
SPREAD_AGAIN = timedelta(hours=12)
LEASE = timedelta(seconds=fetch.SECONDS + reading.LONGEST + 30)


@dataclass(frozen=True, slots=True)
class Turn:
    """A calendar that this process reads now. `etag` and `last_modified` are there where an unchanged one may stay."""

    source_id: UUID
    coach_id: UUID
    number: int
    kind: SourceKind
    zone: str
    began_at: datetime
    failures: int
    address: str = field(default="", repr=False)
    login: Login | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def read_for(self) -> str:
        """Name the reader and the zone that this reading is made for."""
        return f"{reading.VERSION} {self.zone}"


def claim(source_id: UUID, zone: str) -> Turn | None:
    """Take a calendar to read, for a coach who lives in that zone; None when it is not due or somebody has it."""
    now = clock.now()
    source = db.session.execute(
        update(CalendarSource)
        .where(CalendarSource.id == source_id, CalendarSource.is_on, CalendarSource.due_at <= now)
        .where(or_(CalendarSource.leased_until.is_(None), CalendarSource.leased_until < now))
        .values(leased_until=now + LEASE, turn=CalendarSource.turn + 1)
        .returning(CalendarSource)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).scalar()
    if source is None:
        return None
    turn = Turn(source.id, source.coach_id, source.turn, source.kind, zone, now, source.failures)
    try:
        address = sealing.unseal(ADDRESS, source.address)
        login = login_of(source.account_id) if source.account_id else None
    except sealing.SealBroken:
        fail(turn, Trouble.LOCKED)
        return None
    is_fresh = source.spread_at is not None and source.spread_at > now - SPREAD_AGAIN
    may_stay = is_fresh and source.read_for == turn.read_for
    told = (source.etag, source.last_modified) if may_stay else (None, None)
    return replace(turn, address=address, login=login, etag=told[0], last_modified=told[1])


def coach_of(source_id: UUID) -> UUID | None:
    """Give whose calendar it is, or None where it is gone."""
    return db.session.scalar(select(CalendarSource.coach_id).where(CalendarSource.id == source_id))


def give_back(turn: Turn) -> None:
    """Let it be read a little later."""
    _settle(turn, due_at=_next(turn, clock.now() + SOON))


def stay(turn: Turn) -> None:
    """Note that nothing has changed since the last reading."""
    now = clock.now()
    _settle(turn, checked_at=now, last_good_at=now, trouble=None, failures=0, due_at=_next(turn, now + EVERY))


def fail(turn: Turn, trouble: Trouble) -> None:
    """Note why nothing was read; what was read before stays, and the next try waits longer each time."""
    now = clock.now()
    wait = min(EVERY * 2 ** min(turn.failures, 9), LONGEST_WAIT)
    _settle(turn, checked_at=now, trouble=trouble, failures=turn.failures + 1, due_at=_next(turn, now + wait))


def keep(turn: Turn, found: Reading, own: Iterable[str], *, etag: str | None, last_modified: str | None) -> bool:
    """Let the busy times be what was read, at one stroke; False when the turn was lost meanwhile.

    `own` are the UIDs of this installation's meetings among those that were read: they stand in its own rows.
    """
    now = clock.now()
    kept = _settle(
        turn,
        etag=etag[:500] if etag else None,
        last_modified=last_modified[:100] if last_modified else None,
        read_for=turn.read_for,
        spread_at=now,
        checked_at=now,
        last_good_at=now,
        trouble=None,
        failures=0,
        events_read=found.n_read,
        events_unread=found.n_unread,
        unread=found.unread,
        due_at=_next(turn, now + EVERY),
    )
    if kept:
        skipped = set(own)
        others = [span for uid, spans in found.ours.items() if uid not in skipped for span in spans]
        _replace(turn, [*found.busy, *others])
    return kept


def _next(turn: Turn, then: datetime) -> Any:
    """Give when it is due next; where somebody asked for another reading meanwhile, that stands."""
    return case((CalendarSource.due_at > turn.began_at, CalendarSource.due_at), else_=then)


def _settle(turn: Turn, **values: Any) -> bool:
    mine = (CalendarSource.id == turn.source_id, CalendarSource.turn == turn.number)
    done = db.session.execute(
        update(CalendarSource)
        .where(*mine, CalendarSource.leased_until.is_not(None))
        .values(leased_until=None, **values)
        .returning(CalendarSource.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def _replace(turn: Turn, spans: Sequence[Span]) -> None:
    """Change the rows to these times; those that are there already stay as they are."""
    rows = db.session.execute(
        select(CalendarBusy.id, CalendarBusy.starts_at, CalendarBusy.ends_at).where(
            CalendarBusy.source_id == turn.source_id
        )
    ).all()
    there = {(row.starts_at, row.ends_at): row.id for row in rows}
    wanted = {piece for span in spans for piece in _pieces(*span)}
    gone = [row_id for span, row_id in there.items() if span not in wanted]
    if gone:
        db.session.execute(
            delete(CalendarBusy).where(CalendarBusy.id.in_(gone)).execution_options(synchronize_session=False)
        )
    practice_id, now = walls.current_practice_id(), clock.now()
    new = [
        {
            "id": new_id(),
            "practice_id": practice_id,
            "coach_id": turn.coach_id,
            "source_id": turn.source_id,
            "starts_at": first,
            "ends_at": last,
            "created_at": now,
        }
        for first, last in sorted(wanted - there.keys())
    ]
    if new:
        db.session.execute(insert(CalendarBusy), new)


def _pieces(first: datetime, last: datetime) -> Iterator[Span]:
    while last - first > PIECE:
        yield first, first + PIECE
        first += PIECE
    yield first, last
