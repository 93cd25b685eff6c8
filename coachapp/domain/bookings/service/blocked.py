"""Keep time free: nobody can book it, and meetings already taken stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings.instants import Skipped, first_of, last_of
from coachapp.domain.bookings.own import BlockedTime
from coachapp.domain.hours.openings import DAY, midnight
from coachapp.domain.hours.windows import OddWindow, minute_of

LONGEST = 366 * DAY
UNDO = timedelta(hours=1)


def block(actor: Viewer, *, starts_at: datetime, ends_at: datetime, title: str = "") -> BlockedTime:
    """Keep the time from one instant to another free."""
    require(actor.is_coach, "Coaches block time.")
    if ends_at <= starts_at:
        raise Invalid(fields={"ends_at": ["This lies before the start, or at it."]})
    if ends_at - starts_at > LONGEST:
        raise Invalid(fields={"ends_at": ["Block a year at most. For good, change your hours."]})
    if ends_at <= clock.now():
        raise Invalid(fields={"ends_at": ["That time has passed already."]})
    made = BlockedTime(id=new_id(), coach_id=actor.membership_id, during=Range(starts_at, ends_at), title=title)
    db.session.add(made)
    db.session.flush()
    record(actor, "time.blocked", made)
    return made


def block_wall(
    actor: Viewer, *, first: date, starts: str, last: date | None, ends: str, is_all_day: bool, title: str
) -> BlockedTime:
    """Keep time free, said in dates and times on the actor's wall; where the clock is set back, the longer time."""
    zone, until = ZoneInfo(actor.time_zone), last or first
    if is_all_day or not (starts or ends):
        starts_at, ends_at = midnight(first, zone), midnight(until + DAY, zone)
    else:
        starts_at = _instant("starts", first, starts, zone, first_of)
        ends_at = _instant("ends", until, ends, zone, last_of)
    try:
        return block(actor, starts_at=starts_at, ends_at=ends_at, title=title)
    except Invalid as refusal:
        refusal.fields = {"last" if last else "ends" if ends else "first": refusal.fields["ends_at"]}
        raise


def _instant(
    name: str, day: date, text: str, zone: ZoneInfo, choose: Callable[[date, int, ZoneInfo], datetime]
) -> datetime:
    if not text:
        raise Invalid(fields={name: ["Give both times, or none for whole days."]})
    try:
        return choose(day, minute_of(text), zone)
    except (OddWindow, Skipped) as error:
        raise Invalid(fields={name: [str(error)]}) from error


def unblock(actor: Viewer, blocked: BlockedTime) -> None:
    """Let that time be booked again; for an hour it can be taken back."""
    require(blocked.coach_id == actor.membership_id)
    now = clock.now()
    old = BlockedTime.coach_id == actor.membership_id, BlockedTime.removed_at < now - UNDO
    db.session.execute(delete(BlockedTime).where(*old))
    blocked.removed_at = now
    record(actor, "time.unblocked", blocked)


def block_again(actor: Viewer, blocked: BlockedTime) -> None:
    """Take it back: the time stays blocked."""
    require(blocked.coach_id == actor.membership_id)
    blocked.removed_at = None
    record(actor, "time.blocked", blocked)
