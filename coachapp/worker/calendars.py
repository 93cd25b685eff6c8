"""Read coaches' calendars elsewhere, outside of any request; find those that are due."""

from __future__ import annotations

from uuid import UUID

import structlog

from coachapp.core import clock, queue, sandbox, unit
from coachapp.core.queue import celery
from coachapp.domain.accounts.queries import practice_ids
from coachapp.domain.bookings.queries import own_uids
from coachapp.domain.calendars import arriving, queries, turns
from coachapp.domain.calendars.reading import TryLater
from coachapp.domain.hours.queries import hours_of

log = structlog.get_logger()
PATIENCE = 1.0  # seconds for a place; mails wait behind whoever waits longer
CALLERS = 2  # how many servers elsewhere this machine waits for at once


@celery.task(name="calendars.read")
def read(practice_id: str, source_id: str) -> None:
    """Read one calendar, and keep what it takes of the coach's time; whatever fails, the last good times stay."""
    practice = UUID(practice_id)
    with sandbox.place(PATIENCE, kind="calendars", places=CALLERS) as free:
        if not free:
            with unit.own(practice):
                queue.later("calendars.read", practice, source_id)
            return
        with unit.own(practice):
            turn = _claim(UUID(source_id))
        if turn is not None:
            _read(practice, turn)


def _claim(source_id: UUID) -> turns.Turn | None:
    coach_id = turns.coach_of(source_id)
    return turns.claim(source_id, hours_of(coach_id).zone.key) if coach_id else None


def _read(practice: UUID, turn: turns.Turn) -> None:
    try:
        found = arriving.get(turn, clock.now())
    except arriving.NotArrived as failure:
        log.info("calendars.not_read", source=str(turn.source_id), reason=str(failure.trouble))
        with unit.own(practice):
            turns.fail(turn, failure.trouble)
    except TryLater:
        with unit.own(practice):
            turns.give_back(turn)
            queue.later("calendars.read", practice, turn.source_id)
    except BaseException:
        with unit.own(practice):
            turns.give_back(turn)
        raise
    else:
        with unit.own(practice):
            if found is None:
                turns.stay(turn)
            else:
                own = own_uids(found.reading.ours)
                turns.keep(turn, found.reading, own, etag=found.etag, last_modified=found.last_modified)


@celery.task(name="calendars.sweep")
def sweep() -> None:
    """Ring for every calendar that is due, whether it was forgotten or its time has come."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            due = queries.due_ids(clock.now())
        queue.publish([("calendars.read", [str(practice), str(source_id)]) for source_id in due])
