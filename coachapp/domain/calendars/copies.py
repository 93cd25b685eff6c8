"""Meetings as they are to be in calendars elsewhere: owed in rows, written in the worker, never in a request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, case, or_, select, update

from coachapp.core import clock, queue, sealing
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.calendars.accounts import login_of
from coachapp.domain.calendars.dav import Login
from coachapp.domain.calendars.models import CalendarAccount, CalendarCopy, Trouble

GONE = "gone"
LEASE = timedelta(minutes=3)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Job:
    """One event that this process writes or deletes now; `text` is None where it is to be deleted."""

    copy_id: UUID
    number: int
    failures: int
    mark: str
    uid: str
    text: str | None
    calendar_url: str
    href: str | None
    login: Login


def writing_accounts() -> Sequence[CalendarAccount]:
    """Take the accounts of this practice that meetings are written to, or were, unless somebody else has them."""
    held = select(CalendarCopy.account_id).where(CalendarCopy.wanted_mark != GONE)
    wanted = or_(CalendarAccount.writes_to.is_not(None), CalendarAccount.id.in_(held))
    return db.session.scalars(select(CalendarAccount).where(wanted).with_for_update(skip_locked=True)).all()


def uids_in(account: CalendarAccount) -> Sequence[str]:
    """Give the meetings that stand in an account, or are to."""
    query = select(CalendarCopy.uid).where(CalendarCopy.account_id == account.id, CalendarCopy.wanted_mark != GONE)
    return db.session.scalars(query).all()


def owe(account: CalendarAccount, marks: Mapping[str, str], gone: Collection[str], write: Callable[[str], str]) -> None:
    """Owe its chosen calendar these meetings (UID -> mark of their state); `write` gives the text of one.

    Those that are gone are owed their deletion, and so are these in any calendar that was chosen before. All others,
    the meetings that are over, stay as they are.
    """
    rows = db.session.scalars(select(CalendarCopy).where(CalendarCopy.account_id == account.id)).all()
    there = {row.uid: row for row in rows if row.calendar_url == account.writes_to}
    for row in rows:
        is_elsewhere = row.calendar_url != account.writes_to and row.uid in marks
        if row.wanted_mark != GONE and (is_elsewhere or row.uid in gone):
            _want(row, None, GONE)
    if account.writes_to is None:
        return
    for uid, mark in marks.items():
        row = there.get(uid) or _new(account.id, account.writes_to, uid)
        if row.wanted_mark != mark:
            _want(row, write(uid), mark)


def _new(account_id: UUID, calendar_url: str, uid: str) -> CalendarCopy:
    row = CalendarCopy(id=new_id(), account_id=account_id, calendar_url=calendar_url, uid=uid, wanted_mark="", turn=0)
    db.session.add(row)
    return row


def _want(row: CalendarCopy, text: str | None, mark: str) -> None:
    """Let a state be wanted. Even one that was never noted as written is deleted: its note may have been lost."""
    row.wanted, row.wanted_mark, row.due_at, row.failures = text, mark, clock.now(), 0
    db.session.flush()
    queue.later("calendars.write", row.practice_id, row.id)


def claim(copy_id: UUID) -> Job | None:
    """Take one to write; None when there is nothing to do, or somebody else has it."""
    now = clock.now()
    row = db.session.execute(
        update(CalendarCopy)
        .where(CalendarCopy.id == copy_id, _is_owed(now))
        .values(leased_until=now + LEASE, turn=CalendarCopy.turn + 1)
        .returning(CalendarCopy)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).scalar()
    if row is None:
        return None
    try:
        login = login_of(row.account_id)
    except sealing.SealBroken:
        login = None
    if login is None:
        row.leased_until, row.trouble, row.due_at = None, Trouble.LOCKED, now + LONGEST_WAIT
        return None
    return Job(row.id, row.turn, row.failures, row.wanted_mark, row.uid, row.wanted, row.calendar_url, row.href, login)


def done(job: Job, href: str | None) -> None:
    """Note that it stands there as it was wanted; where something else is wanted by now, that is still owed."""
    text = case((CalendarCopy.wanted_mark == job.mark, None), else_=CalendarCopy.wanted)
    _settle(job, done_mark=job.mark, wanted=text, href=href, written_at=clock.now(), trouble=None, failures=0)


def failed(job: Job, trouble: Trouble) -> None:
    """Note why it could not be written; the next try waits longer each time, and it is never given up."""
    wait = min(timedelta(minutes=1) * 2 ** min(job.failures, 9), LONGEST_WAIT)
    _settle(job, trouble=trouble, failures=job.failures + 1, due_at=clock.now() + wait)


def _settle(job: Job, **values: object) -> None:
    db.session.execute(
        update(CalendarCopy)
        .where(CalendarCopy.id == job.copy_id, CalendarCopy.turn == job.number)
        .values(leased_until=None, **values)
        .execution_options(synchronize_session=False)
    )


def _is_owed(now: datetime) -> ColumnElement[bool]:
    free = or_(CalendarCopy.leased_until.is_(None), CalendarCopy.leased_until < now)
    return CalendarCopy.done_mark.is_distinct_from(CalendarCopy.wanted_mark) & (CalendarCopy.due_at <= now) & free


def due_ids(now: datetime) -> Sequence[UUID]:
    """Give what is owed to calendars of this practice by now."""
    return db.session.scalars(
        select(CalendarCopy.id).where(_is_owed(now)).order_by(CalendarCopy.due_at).limit(200)
    ).all()


def counts(account_id: UUID) -> tuple[int, int, Trouble | None]:
    """Give how many meetings stand in an account, how many are owed, and what the last trouble with one was."""
    rows = db.session.execute(
        select(CalendarCopy.done_mark, CalendarCopy.wanted_mark, CalendarCopy.trouble).where(
            CalendarCopy.account_id == account_id
        )
    ).all()
    owed = [row for row in rows if row.done_mark != row.wanted_mark]
    written = sum(row.done_mark is not None and row.done_mark != GONE for row in rows)
    return written, len(owed), next((row.trouble for row in owed if row.trouble), None)
