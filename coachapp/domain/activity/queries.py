"""Read the log as far as the viewer may know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, ScalarSelect, false, or_, select, true
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from coachapp.core.db import db
from coachapp.core.pages import Page, read_mark, write_mark
from coachapp.domain.activity.lines import Reader, Share, Subject, Topic, name_all, saying, sayings
from coachapp.domain.activity.models import Activity

log = structlog.get_logger()
SIZE = 30


class Looker(Protocol):
    """Whoever looks: a viewer, in practice."""

    @property
    def user_id(self) -> UUID: ...

    @property
    def is_client(self) -> bool: ...


class File(Protocol):
    """Whose file it is: a client that was loaded through the viewer's walls, in practice."""

    @property
    def id(self) -> UUID: ...

    @property
    def shares_documents(self) -> bool: ...

    @property
    def shares_board(self) -> bool: ...

    @property
    def shares_endings(self) -> bool: ...

    @property
    def shares_reflections(self) -> bool: ...


@dataclass(frozen=True)
class Line:
    """One thing that happened, in words."""

    id: UUID
    at: datetime
    verb: str
    text: str
    icon: str
    tone: str
    topic: Topic
    href: str
    actor_role: str
    subject_kind: str
    subject_id: UUID


def timeline(
    viewer: Looker, client: File, *, topic: Topic | None = None, after: str | None = None, size: int = SIZE
) -> Page[Line]:
    """Give what this viewer may know of that file, the latest first, from behind the mark on."""
    query = select(Activity).where(
        Activity.client_id == client.id, _may_know(viewer, {s: _shares(client, s) for s in Share}, topic)
    )
    if after:
        at, last = read_mark(after, _instant)
        query = query.where(or_(Activity.at < at, (Activity.at == at) & (Activity.id < last)))
    rows = db.session.scalars(query.order_by(Activity.at.desc(), Activity.id.desc()).limit(size + 1)).all()
    more, rows = len(rows) > size, rows[:size]
    mark = write_mark(rows[-1].at.isoformat(), rows[-1].id) if more else None
    return Page(_in_words(viewer, rows), mark)


def last_activity(viewer: Looker, file: ReadOnlyColumnCollection[str, Any]) -> ScalarSelect[datetime]:
    """Write into a list of files (their columns) when something that this viewer may know last happened in each."""
    known = _may_know(viewer, {share: file[f"shares_{share}"] for share in Share}, None)
    query = select(Activity.at).where(Activity.client_id == file["id"], known)
    return query.order_by(Activity.at.desc()).limit(1).scalar_subquery()


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _shares(client: File, share: Share) -> bool:
    return bool(getattr(client, f"shares_{share}"))


def _may_know(viewer: Looker, shared: Mapping[Share, object], topic: Topic | None) -> ColumnElement[bool]:
    """Write the read right as a condition: verbs in words, for this reader, as far as the client shares."""
    mine = {Reader.ALL, Reader.CLIENT if viewer.is_client else Reader.COACH}
    told: dict[Share | None, list[str]] = {}
    own: list[str] = []
    for said in sayings():
        if topic is not None and said.topic is not topic:
            continue
        if said.visible_to is Reader.AUTHOR:
            own.append(said.verb)
        elif said.visible_to in mine:
            told.setdefault(None if viewer.is_client else said.needs, []).append(said.verb)
    ways = [_is(shared[need]) & Activity.verb.in_(verbs) if need else Activity.verb.in_(verbs)
            for need, verbs in told.items()]  # fmt: skip
    return or_(false(), *ways, Activity.verb.in_(own) & (Activity.actor_user_id == viewer.user_id))


def _is(shared: object) -> ColumnElement[bool]:
    if isinstance(shared, ColumnElement):
        return shared
    return true() if shared else false()


def _in_words(viewer: Looker, rows: Sequence[Activity]) -> list[Line]:
    wanted: dict[str, set[UUID]] = {"users": {row.actor_user_id for row in rows if row.actor_user_id}}
    for row in rows:
        wanted.setdefault(row.subject_kind, set()).add(row.subject_id)
    known = {kind: name_all(kind, ids) for kind, ids in wanted.items()}
    return [line for row in rows if (line := _say(viewer, row, known)) is not None]


def _say(viewer: Looker, row: Activity, known: Mapping[str, Mapping[UUID, Subject]]) -> Line | None:
    said = saying(row.verb)
    if said is None:
        return None
    subject = known[row.subject_kind].get(row.subject_id)
    facts = dict(row.facts) | {"actor": _who(viewer, row, known["users"])}
    if subject is not None:
        facts["subject"] = subject.name
    try:
        text = said.sentence.format_map(facts)
    except KeyError as missing:
        if missing.args != ("subject",):
            log.warning("timeline.fact_missing", verb=row.verb, fact=missing.args[0])
        return None
    href = "" if subject is None else subject.client if viewer.is_client else subject.coach
    return Line(row.id, row.at, row.verb, text[:1].upper() + text[1:], said.icon, said.tone, said.topic, href,
                row.actor_role, row.subject_kind, row.subject_id)  # fmt: skip


def _who(viewer: Looker, row: Activity, people: Mapping[UUID, Subject]) -> str:
    if row.actor_user_id == viewer.user_id:
        return "you"
    found = people.get(row.actor_user_id) if row.actor_user_id else None
    return found.name if found else {"client": "the client", "system": "the practice"}.get(row.actor_role, "a coach")
