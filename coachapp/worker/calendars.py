"""Read coaches' calendars elsewhere, outside of any request; find those that are due."""

from __future__ import annotations

from uuid import UUID

import structlog

from coachapp.core import clock, queue, sandbox, unit
from coachapp.core.queue import celery
from coachapp.core.sealing import SealBroken
from coachapp.domain.accounts.queries import practice_ids
from coachapp.domain.bookings.copies import owe_calendar_copies
from coachapp.domain.bookings.queries import own_uids
from coachapp.domain.calendars import accounts, arriving, copies, dav, queries, turns
from coachapp.domain.calendars.models import Trouble
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
            return  # the sweep comes by again
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


@celery.task(name="calendars.discover")
def discover(practice_id: str, account_id: str) -> None:
    """Ask an account's server which calendars it has."""
    practice, account = UUID(practice_id), UUID(account_id)
    with unit.own(practice):
        try:
            login = accounts.login_of(account)
        except SealBroken:
            accounts.told(account, [], Trouble.LOCKED)
            return
    if login is None:
        return
    found: list[dav.Found] = []
    trouble = None
    try:
        found = dav.calendars(login)
    except dav.DavTrouble as failure:
        trouble = failure.trouble
    with unit.own(practice):
        accounts.told(account, found, trouble)


@celery.task(name="calendars.owe")
def owe() -> None:
    """Owe coaches' calendars the meetings that they don't hold yet, or hold otherwise."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            owe_calendar_copies(clock.now())


@celery.task(name="calendars.write")
def write(practice_id: str, copy_id: str) -> None:
    """Write one meeting into a calendar elsewhere, or delete it there; what fails stays owed."""
    practice = UUID(practice_id)
    with sandbox.place(PATIENCE, kind="calendars", places=CALLERS) as free:
        if not free:
            return  # the sweep comes by again
        with unit.own(practice):
            job = copies.claim(UUID(copy_id))
        if job is not None:
            _write(practice, job)


def _write(practice: UUID, job: copies.Job) -> None:
    href = job.href
    try:
        if job.text is not None:
            href = dav.put(job.login, job.calendar_url, job.href, job.uid, job.text)
        elif href := href or dav.find(job.login, job.calendar_url, job.uid):
            dav.delete(job.login, href)
    except dav.DavTrouble as failure:
        log.info("calendars.not_written", copy=str(job.copy_id), reason=str(failure.trouble))
        with unit.own(practice):
            copies.failed(job, failure.trouble)
    else:
        with unit.own(practice):
            copies.done(job, href)


@celery.task(name="calendars.sweep")
def sweep() -> None:
    """Ring for every calendar that is due and every meeting that is owed to one, forgotten or not."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            owed = [("calendars.read", each) for each in queries.due_ids(clock.now())]
            owed += [("calendars.write", each) for each in copies.due_ids(clock.now())]
            owed += [("calendars.discover", each) for each in accounts.unasked_ids()]
        queue.publish([(name, [str(practice), str(each)]) for name, each in owed])
