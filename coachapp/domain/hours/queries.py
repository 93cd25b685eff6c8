"""A coach's hours, from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Select, Uuid, bindparam, func, or_, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.models import Membership, User
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.hours import public_holidays, windows
from coachapp.domain.hours.models import Override, Schedule
from coachapp.domain.hours.openings import Hours, Window

YEARS = range(-1, 3)
"""Years around this one whose public holidays count; nobody books further ahead."""


def schedules_of(coach_id: UUID) -> Sequence[Schedule]:
    """Give the coach's schedules, the default one first."""
    return db.session.scalars(
        select(Schedule).where(Schedule.coach_id == coach_id).order_by(Schedule.is_default.desc(), Schedule.name)
    ).all()


def schedule_of(coach_id: UUID, schedule_id: UUID | None = None) -> Schedule | None:
    """Give that schedule of the coach, the default one without an id, or None."""
    wanted = Schedule.is_default if schedule_id is None else Schedule.id == schedule_id
    return db.session.scalar(select(Schedule).where(Schedule.coach_id == coach_id, wanted))


def get_own_schedule(viewer: Viewer, schedule_id: UUID) -> Schedule:
    """Give one of the viewer's own schedules."""
    found = schedule_of(viewer.membership_id, schedule_id)
    if found is None:
        raise NotFound
    return found


def overrides_of(coach_id: UUID, *, since: date | None = None, schedule_id: UUID | None = None) -> Sequence[Override]:
    """Give the coach's dates that differ, the next first; with a schedule, those that count there."""
    query = select(Override).where(Override.coach_id == coach_id).order_by(Override.day, Override.schedule_id)
    if since is not None:
        query = query.where(Override.day >= since)
    if schedule_id is not None:
        query = query.where(or_(Override.schedule_id.is_(None), Override.schedule_id == schedule_id))
    return db.session.scalars(query).all()


def hours_of(coach_id: UUID, schedule_id: UUID | None = None) -> Hours:
    """Give the hours of a schedule, from yesterday on; without one they are empty, in the coach's own zone."""
    rows = _schedule(is_default=schedule_id is None).rows(**asked_for(coach_id, schedule_id))
    return hours_from(rows[0]) if rows else Hours(ZoneInfo(_zone_of(coach_id)), {})


def asked_for(coach_id: UUID, schedule_id: UUID | None) -> dict[str, Any]:
    """Give what `hours_selected` is asked with."""
    given: dict[str, Any] = {"coach": coach_id, "since": since_when()}
    return given if schedule_id is None else given | {"schedule": schedule_id}


def since_when() -> date:
    """Give the first date whose differing hours may still count, in any zone."""
    return clock.now().date() - timedelta(days=3)


def hours_from(row: Any) -> Hours:
    """Give the hours that a row of `hours_selected` tells: holidays, then dates of all schedules, then its own."""
    dates: dict[date, tuple[Window, ...]] = {}
    if row.holidays:
        for ahead in YEARS:
            dates |= dict.fromkeys(public_holidays.on(row.holidays, clock.today(row.time_zone).year + ahead), ())
    for day, stored, _ in sorted(row.overrides or (), key=itemgetter(2)):
        dates[date.fromisoformat(day)] = windows.read(stored)
    return Hours(ZoneInfo(row.time_zone), windows.read_weekly(row.weekly), dates)


@prepared
def _schedule(*, is_default: bool) -> Statement:
    return hours_selected(is_default=is_default)


def hours_selected(*, is_default: bool) -> Select[str, dict[str, Any], str | None, Any]:
    """Select the default schedule, or the one asked for, with its dates that differ."""
    wanted = Schedule.is_default if is_default else Schedule.id == bindparam("schedule", type_=Uuid())
    return select(*hours_columns()).where(Schedule.coach_id == bindparam("coach", type_=Uuid()), wanted)


def hours_columns() -> tuple[Any, ...]:
    """Give what `hours_from` reads of each schedule that a statement selects; asked with `since`."""
    one = func.json_build_array(Override.day, Override.windows, Override.schedule_id.is_not(None))
    overrides = (
        select(func.json_agg(one))
        .where(Override.coach_id == Schedule.coach_id, Override.day >= bindparam("since", type_=Date()))
        .where(or_(Override.schedule_id.is_(None), Override.schedule_id == Schedule.id))
        .correlate(Schedule)
        .scalar_subquery()
    )
    return Schedule.time_zone, Schedule.weekly, Schedule.holidays, overrides.label("overrides")


def _zone_of(coach_id: UUID) -> str:
    name = db.session.scalar(
        select(User.time_zone).join(Membership, Membership.user_id == User.id).where(Membership.id == coach_id)
    )
    return name or "UTC"


def holidays_ahead(schedule: Schedule, *, days: int = 400) -> list[tuple[date, str]]:
    """Give the public holidays of the schedule from today on, with their names."""
    if not schedule.holidays:
        return []
    today = clock.today(schedule.time_zone)
    last = today + timedelta(days=days)
    found = [each for n in YEARS for each in public_holidays.on(schedule.holidays, today.year + n).items()]
    return [(day, name) for day, name in found if today <= day <= last]
