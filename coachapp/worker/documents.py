"""Read files and linked pages outside the web process; find those that nobody read."""

from __future__ import annotations

from uuid import UUID

import structlog

from coachapp.core import clock, queue, unit
from coachapp.core.errors import StorageFull
from coachapp.core.queue import celery
from coachapp.domain.accounts.queries import practice_ids
from coachapp.domain.documents import link_reading, reading, rereading, turns
from coachapp.domain.documents.link_reading import Look
from coachapp.domain.reviews import service as reviews

log = structlog.get_logger()
PATIENCE = 2.0  # seconds for a place; mails wait behind whoever waits longer


@celery.task(name="documents.read")
def read(practice_id: str, version_id: str) -> None:
    """Read one version in a confined child, or look at its page, and keep what was found."""
    practice = UUID(practice_id)
    with unit.own(practice):
        turn = turns.claim(UUID(version_id))
    if turn is None:
        return
    try:
        found = _found(practice, turn)
        with unit.own(practice):
            if turns.finish(turn, found):
                queue.later("reviews.carry", practice, version_id)
    except (reading.TryLater, StorageFull, OSError) as trouble:
        log.warning("documents.later", version=version_id, reason=type(trouble).__name__)
        with unit.own(practice):
            turns.give_back(turn, counted=isinstance(trouble, reading.Stalled | FileNotFoundError))
            if isinstance(trouble, reading.TryLater):
                queue.later("documents.read", practice, version_id)


@celery.task(name="documents.restored")
def restored(practice_id: str, version_id: str) -> None:
    """Let what hangs on versions be looked for in one that was read before."""
    queue.publish([("reviews.carry", [practice_id, version_id])])


def _found(practice: UUID, turn: turns.Turn) -> reading.Reading | Look:
    """Read the file, or look at the page."""
    if turn.path is None or turn.kind is None:
        return link_reading.look(turn.url, patience=PATIENCE)
    return reading.read(turn.path, turn.kind, patience=PATIENCE, halfway=lambda: _keep(practice, turn))


def _keep(practice: UUID, turn: turns.Turn) -> None:
    with unit.own(practice):
        turns.keep(turn)


@celery.task(name="documents.reread")
def reread(practice_id: str, version_id: str, seen: str) -> None:
    """Read a file anew, and move what stands on its words along, in one step; until then all stays as it was."""
    practice = UUID(practice_id)
    with unit.own(practice):
        turn = rereading.claim_again(UUID(version_id), int(seen))
    if turn is None or turn.path is None or turn.kind is None:
        return
    try:
        found = reading.read(turn.path, turn.kind, patience=PATIENCE, halfway=lambda: _keep_again(practice, turn))
        with unit.own(practice):
            texts = rereading.replace(turn, found)
            if texts is None:
                log.warning("documents.stays", version=version_id, reason=found.reason)
            else:
                reviews.reanchor(turn.version_id, texts.before, texts.after)
    except (reading.TryLater, StorageFull, OSError) as trouble:
        log.warning("documents.stays", version=version_id, reason=type(trouble).__name__)
        with unit.own(practice):
            rereading.leave(turn)
            if isinstance(trouble, reading.Busy):  # a file at which readers stall waits until it is asked for again
                queue.later("documents.reread", practice, version_id, turn.attempt)


def _keep_again(practice: UUID, turn: turns.Turn) -> None:
    with unit.own(practice):
        rereading.keep(turn)


@celery.task(name="documents.sweep")
def sweep() -> None:
    """Ring for every version that waits though nobody reads it."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            unread = turns.unread_ids(clock.now())
        queue.publish([("documents.read", [str(practice), str(version_id)]) for version_id in unread])
