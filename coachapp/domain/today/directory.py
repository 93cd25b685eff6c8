"""The list of a coach's clients, with what every room knows of each: one statement for all of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, select

from coachapp.core import clock
from coachapp.core.db import Instant
from coachapp.core.pages import SIZE, Page, read_mark, write_mark
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.models import Membership, Role, User
from coachapp.domain.accounts.viewer import Viewer, anybody
from coachapp.domain.activity.lines import verbs
from coachapp.domain.activity.queries import last_activity
from coachapp.domain.bookings.queries import next_start
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.clients.queries import NAME, by_name, patterns


class Entry(NamedTuple):
    """One client of the list."""

    id: UUID
    name: str
    goal: str
    status: str
    coach_id: UUID
    coach_name: str
    starts_at: datetime | None
    """When the next session begins."""
    at: datetime | None
    """When something last happened in the file, as far as the viewer may know."""


def directory(
    viewer: Viewer, *, words: str = "", among: Collection[Status] = (), after: str | None = None
) -> Page[Entry]:
    """Give one page of the viewer's clients by name: those whose name or address holds the words, in those statuses."""
    sought = patterns(words)
    key, last = read_mark(after, str) if after else ("", None)
    given = {f"word_{n}": pattern for n, pattern in enumerate(sought)}
    ids = {"membership_id": viewer.membership_id, "user_id": viewer.user_id}
    found = _directory(viewer.role, len(sought), tuple(among), verbs(), goes_on=bool(after))
    rows = found.rows(**ids, **given, now=clock.now(), key=key, last=last)
    items, more = [Entry._make(row[:-1]) for row in rows[:SIZE]], len(rows) > SIZE
    return Page(items, write_mark(rows[SIZE - 1].key, items[-1].id) if more else None)


@prepared
def _directory(
    role: Role, words: int, among: tuple[Status, ...], _verbs: tuple[str, ...], *, goes_on: bool
) -> Statement:
    viewer = anybody(role)
    mark = (bindparam("key", type_=Text()), bindparam("last", type_=Uuid())) if goes_on else None
    sought = [bindparam(f"word_{n}", type_=Text()) for n in range(words)]
    page = by_name(viewer, words=sought, among=among, mark=mark).limit(SIZE + 1)
    file = page.with_only_columns(*Client.__table__.c, NAME.label("key")).subquery("file").c
    return (
        select(
            file.id,
            file.name,
            file.goal,
            file.status,
            file.coach_id,
            User.name,
            next_start(viewer, file.id, bindparam("now", type_=Instant())),
            last_activity(viewer, file),
            file.key,
        )
        .join(Membership, Membership.id == file.coach_id)
        .join(User, User.id == Membership.user_id)
        .order_by(file.key, file.id)
    )
