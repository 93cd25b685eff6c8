"""A coach's hours, from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
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
    schedule = schedule_of(coach_id, schedule_id)
    if schedule is None:
        return Hours(ZoneInfo(_zone_of(coach_id)), {})
    return Hours(ZoneInfo(schedule.time_zone), windows.read_weekly(schedule.weekly), dates_of(schedule))


def _zone_of(coach_id: UUID) -> str:
    name = db.session.scalar(
        select(User.time_zone).join(Membership, Membership.user_id == User.id).where(Membership.id == coach_id)
    )
    return name or "UTC"


def dates_of(schedule: Schedule) -> dict[date, tuple[Window, ...]]:
    """Give the windows of each date that differs: public holidays, then dates of all schedules, then its own."""
    today = clock.today(schedule.time_zone)
    dates: dict[date, tuple[Window, ...]] = {}
    if schedule.holidays:
        for ahead in YEARS:
            dates |= dict.fromkeys(public_holidays.on(schedule.holidays, today.year + ahead), ())
    found = overrides_of(schedule.coach_id, since=today - timedelta(days=2), schedule_id=schedule.id)
    for override in sorted(found, key=lambda each: each.schedule_id is not None):
        dates[override.day] = windows.read(override.windows)
    return dates


def holidays_ahead(schedule: Schedule, *, days: int = 400) -> list[tuple[date, str]]:
    """Give the public holidays of the schedule from today on, with their names."""
    if not schedule.holidays:
        return []
    today = clock.today(schedule.time_zone)
    last = today + timedelta(days=days)
    found = [each for n in YEARS for each in public_holidays.on(schedule.holidays, today.year + n).items()]
    return [(day, name) for day, name in found if today <= day <= last]
