"""Whose turn it is to be read: claims with a lease, and what came of them.

A version is claimed by a conditional update; the number of attempts is its fence. A reader that was
killed loses its lease, and the sweep finds the version again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import and_, or_, select, update

from coachapp.core import clock, storage, walls
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.documents.files import Kind, Reason
from coachapp.domain.documents.link_reading import Look
from coachapp.domain.documents.models import State, Version, VersionPage
from coachapp.domain.documents.reading import EXTRACTOR_VERSION, LONGEST_STEP, Reading

LEASE = timedelta(seconds=LONGEST_STEP + 15)
NUDGED = timedelta(seconds=10)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A version that this process reads now, and where its file lies, or its page."""

    version_id: UUID
    attempt: int
    path: Path | None
    kind: Kind | None
    url: str = ""


def claim(version_id: UUID) -> Turn | None:
    """Take a version to read; None when somebody else has it or it is read already."""
    now = clock.now()
    free = or_(Version.state == State.QUEUED, and_(Version.state == State.READING, Version.leased_until < now))
    row = db.session.execute(
        update(Version)
        .where(Version.id == version_id, free)
        .values(state=State.READING, leased_until=now + LEASE, attempts=Version.attempts + 1)
        .returning(Version.attempts, Version.storage_key, Version.file_kind, Version.url)
        .execution_options(synchronize_session=False)
    ).first()
    if row is None:
        return None
    path = storage.current().path(row.storage_key) if row.storage_key else None
    turn = Turn(version_id, row.attempts, path, row.file_kind, row.url or "")
    if row.attempts > MOST_ATTEMPTS:
        finish(turn, Reading(Reason.UNREACHABLE if row.url else Reason.TOO_SLOW))
        return None
    return turn


def keep(turn: Turn) -> None:
    """Hold the turn for one more step."""
    _settle(turn, leased_until=clock.now() + LEASE)


def give_back(turn: Turn, *, counted: bool) -> None:
    """Let somebody else read it; it counts as an attempt where the file may be to blame."""
    _settle(turn, state=State.QUEUED, attempts=turn.attempt - (not counted), leased_until=None)


def finish(turn: Turn, found: Reading | Look) -> bool:
    """Keep what was read, or seen on a page; False when the turn was lost meanwhile."""
    reading = found if isinstance(found, Reading) else found.reading
    kept = _settle(turn, **facts_of(reading), **(_card(found) if isinstance(found, Look) else {}))
    if kept:
        db.session.add_all(pages_of(turn, reading))
        db.session.flush()
    return kept


def facts_of(reading: Reading) -> dict[str, object]:
    """Give what a version keeps of a reading, beside its pages."""
    return {
        "state": State.READY if reading.shows_something else State.NO_PREVIEW,
        "reason": reading.reason,
        "text": reading.text,
        "html": reading.html,
        "page_count": len(reading.pages) or None,
        "extractor_version": EXTRACTOR_VERSION,
        "read_at": clock.now(),
        "leased_until": None,
    }


def _card(look: Look) -> dict[str, object]:
    """Give what a version keeps of a page: the facts of its card, and its picture."""
    card, practice_id = look.card, walls.current_practice_id()
    return {
        "preview": {"title": card["title"], "description": card["description"], "site": card["site"]} if card else None,
        "preview_key": storage.current().put(practice_id, look.picture) if look.picture else None,
    }


def _settle(turn: Turn, **values: object) -> bool:
    mine = (Version.id == turn.version_id, Version.attempts == turn.attempt, Version.state == State.READING)
    done = db.session.execute(
        update(Version).where(*mine).values(**values).execution_options(synchronize_session=False).returning(Version.id)
    )
    return done.first() is not None


def pages_of(turn: Turn, reading: Reading) -> list[VersionPage]:
    """Give the pages of a reading as rows, their pictures stored."""
    practice_id = walls.current_practice_id()
    return [
        VersionPage(
            id=new_id(),
            version_id=turn.version_id,
            number=page.number,
            width=page.width,
            height=page.height,
            start=page.start,
            end=page.end,
            words=page.words,
            lines=page.lines,
            legibility=page.legibility,
            image_key=storage.current().put(practice_id, page.image) if page.image else None,
        )
        for page in reading.pages
    ]


def unread_ids(now: datetime) -> Sequence[UUID]:
    """Give the versions that nobody reads though somebody should: rings lost, readers killed."""
    forgotten = and_(Version.state == State.QUEUED, Version.created_at < now - NUDGED)
    orphaned = and_(Version.state == State.READING, Version.leased_until < now)
    return db.session.scalars(select(Version.id).where(or_(forgotten, orphaned)).order_by(Version.created_at)).all()
