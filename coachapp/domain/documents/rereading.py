"""Reading files anew, once more can be read from them: the old text stands until the new one takes its place.

A version stays readable meanwhile: only its lease and its fence (the number of attempts) say that somebody reads it.
Links are not among them: a card that is there is never fetched anew, and a changed page is another version.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, true, update

from coachapp.core import clock, queue, storage, walls
from coachapp.core.db import db
from coachapp.domain.documents.models import READ, State, Version, VersionPage
from coachapp.domain.documents.reading import EXTRACTOR_VERSION, Reading
from coachapp.domain.documents.turns import LEASE, Turn, facts_of, pages_of


class Texts(NamedTuple):
    """What a version said before it was read anew, and what it says now."""

    before: str
    after: str


def ring(*, everything: bool = False) -> int:
    """Ring for each file of the practice that an older reader read, or for each that was read; gives how many wait.

    A ring names the attempt that it saw, so that two rings for one file are one reading.
    """
    is_old = or_(Version.extractor_version.is_(None), Version.extractor_version < EXTRACTOR_VERSION)
    rows = db.session.execute(
        select(Version.id, Version.attempts)
        .where(_is_free(), true() if everything else is_old)
        .order_by(Version.created_at)
    ).all()
    for row in rows:
        queue.later("documents.reread", walls.current_practice_id(), row.id, row.attempts)
    return len(rows)


def claim_again(version_id: UUID, seen: int) -> Turn | None:
    """Take a file that was read to read it anew; None where somebody has taken it since its attempts were `seen`."""
    row = db.session.execute(
        update(Version)
        .where(Version.id == version_id, Version.attempts == seen, _is_free())
        .values(leased_until=clock.now() + LEASE, attempts=Version.attempts + 1)
        .returning(Version.attempts, Version.storage_key, Version.file_kind)
        .execution_options(synchronize_session=False)
    ).first()
    return Turn(version_id, row.attempts, storage.current().path(row.storage_key), row.file_kind) if row else None


def _is_free() -> ColumnElement[bool]:
    """Tell which versions are files that were read, and that nobody reads now."""
    unleased = or_(Version.leased_until.is_(None), Version.leased_until < clock.now())
    return and_(Version.state.in_(READ), Version.storage_key.is_not(None), unleased)


def keep(turn: Turn) -> None:
    """Hold the turn for one more step."""
    _settle(turn, leased_until=clock.now() + LEASE)


def leave(turn: Turn) -> None:
    """Let everything stand as it was, and somebody else try."""
    _settle(turn, leased_until=None)


def replace(turn: Turn, reading: Reading) -> Texts | None:
    """Let what was read now take the place of what was read before; None where the turn was lost, or it says less."""
    was = db.session.execute(
        select(Version.text, Version.state).where(*_mine(turn)).with_for_update(key_share=True)
    ).one_or_none()
    if was is None:
        return None
    if _says_less(turn, reading, was.text, was.state):
        leave(turn)
        return None
    _settle(turn, **facts_of(reading))
    db.session.execute(
        delete(VersionPage)
        .where(VersionPage.version_id == turn.version_id)
        .execution_options(synchronize_session="fetch")
    )
    db.session.add_all(pages_of(turn, reading))
    db.session.flush()
    return Texts(was.text, reading.text)


def _says_less(turn: Turn, reading: Reading, text: str, state: State) -> bool:
    """Tell whether the old reading had a text, a preview, or pictures of pages that the new one lacks."""
    drawn = select(func.count(VersionPage.image_key)).where(VersionPage.version_id == turn.version_id)
    return (
        bool(text.strip() and not reading.text.strip())
        or (state is State.READY and not reading.shows_something)
        or sum(page.image is not None for page in reading.pages) < (db.session.scalar(drawn) or 0)
    )


def _mine(turn: Turn) -> tuple[ColumnElement[bool], ...]:
    return Version.id == turn.version_id, Version.attempts == turn.attempt, Version.state.in_(READ)


def _settle(turn: Turn, **values: object) -> None:
    mine = update(Version).where(*_mine(turn)).values(**values)
    db.session.execute(mine.execution_options(synchronize_session=False))


def hold_still(version_id: UUID) -> None:
    """Let nobody read this version, or one before it, anew until this unit of work ends: places in it stay true."""
    own = select(Version.document_id, Version.number).where(Version.id == version_id).subquery()
    these = and_(Version.document_id == own.c.document_id, Version.number <= own.c.number)
    db.session.execute(
        select(Version.id).join(own, these).order_by(Version.number.desc()).with_for_update(read=True, of=Version)
    )
