"""Say when meetings can be had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.hours import queries, windows
from coachapp.domain.hours.errors import NameTaken, ScheduleInUse
from coachapp.domain.hours.models import Override, Schedule
from coachapp.domain.hours.openings import Window

Weekly = Mapping[int, Iterable[Window]]


def set_hours(actor: Viewer, *, time_zone: str, weekly: Weekly, **facts: Any) -> Schedule:
    """Replace the hours of one's default schedule; meetings already taken stay as they are."""
    require(actor.is_coach, "Coaches have hours.")
    schedule = queries.schedule_of(actor.membership_id)
    if schedule is None:
        return add_schedule(actor, name="Weekly hours", time_zone=time_zone, weekly=weekly, **facts)
    return change_schedule(actor, schedule, time_zone=time_zone, weekly=weekly, **facts)


def add_schedule(actor: Viewer, *, name: str, time_zone: str, weekly: Weekly, holidays: str | None = None) -> Schedule:
    """Keep hours under a name; one's first schedule is the default one."""
    require(actor.is_coach, "Coaches have hours.")
    schedule = Schedule(
        id=new_id(),
        coach_id=actor.membership_id,
        name=name,
        is_default=queries.schedule_of(actor.membership_id) is None,
        time_zone=time_zone,
        weekly=_kept(weekly),
        holidays=holidays,
    )
    with _unless_name_taken():
        db.session.add(schedule)
    record(actor, "hours.changed", schedule)
    return schedule


def change_schedule(actor: Viewer, schedule: Schedule, *, weekly: Weekly | None = None, **facts: Any) -> Schedule:
    """Change name, zone, windows or holidays; meetings already taken keep their instants."""
    require(schedule.coach_id == actor.membership_id)
    with _unless_name_taken():
        if weekly is not None:
            schedule.weekly = _kept(weekly)
        for name, value in facts.items():
            setattr(schedule, name, value)
        schedule.changed_at = clock.now()
    record(actor, "hours.changed", schedule)
    return schedule


def make_default(actor: Viewer, schedule: Schedule) -> Schedule:
    """Let this schedule count for all offers that name none."""
    require(schedule.coach_id == actor.membership_id)
    for other in queries.schedules_of(actor.membership_id):
        other.is_default = False
    db.session.flush()
    schedule.is_default = True
    db.session.flush()
    record(actor, "hours.changed", schedule)
    return schedule


def remove_schedule(actor: Viewer, schedule: Schedule) -> None:
    """Forget a schedule with its own dates; the default one and one that an offer goes by stay."""
    require(schedule.coach_id == actor.membership_id)
    if schedule.is_default:
        raise ScheduleInUse(message="This is the schedule that offers go by. Make another one the default first.")
    record(actor, "hours.changed", schedule)
    with unless_taken("fk_schedule_id_schedules", ScheduleInUse):
        db.session.delete(schedule)


def _unless_name_taken() -> Any:
    return unless_taken("uq_schedules_practice_id_coach_id_name", NameTaken, fields={"name": [NameTaken.message]})


def _kept(weekly: Weekly) -> dict[str, Any]:
    kept = {str(day): windows.stored(_one_day(day, those)) for day, those in sorted(weekly.items())}
    return {day: those for day, those in kept.items() if those}


def _one_day(day: int, those: Iterable[Window]) -> tuple[Window, ...]:
    try:
        return windows.one_day(those)
    except windows.OddWindow as error:
        raise Invalid(fields={windows.WEEKDAYS[day]: [str(error)]}) from error


def set_override(
    actor: Viewer, *, day: date, those: Iterable[Window], until: date | None = None, schedule_id: UUID | None = None
) -> Override:
    """Let a date, or each from `day` to `until`, differ from the weekly hours; gives the first. No window: days off."""
    require(actor.is_coach, "Coaches have hours.")
    if schedule_id is not None:
        queries.get_own_schedule(actor, schedule_id)
    try:
        kept = windows.stored(windows.one_day(those))
    except windows.OddWindow as error:
        raise Invalid(fields={"windows": [str(error)]}) from error
    last = until or day
    found = {each.day: each for each in _overrides_between(actor, day, last, schedule_id)}
    for each in (day + timedelta(days=n) for n in range((last - day).days + 1)):
        if each not in found:
            found[each] = Override(id=new_id(), coach_id=actor.membership_id, schedule_id=schedule_id, day=each)
            db.session.add(found[each])
        found[each].windows = kept
    db.session.flush()
    record(actor, "override.set", found[day])
    return found[day]


def _overrides_between(actor: Viewer, first: date, last: date, schedule_id: UUID | None) -> Iterable[Override]:
    return db.session.scalars(
        select(Override).where(
            Override.coach_id == actor.membership_id,
            Override.day.between(first, last),
            Override.schedule_id.is_not_distinct_from(schedule_id),
        )
    )


def remove_override(actor: Viewer, override_id: UUID, *, until: date | None = None) -> None:
    """Let a date, or all alike from it to `until`, follow the weekly hours again."""
    override = db.session.scalar(
        select(Override).where(Override.id == override_id, Override.coach_id == actor.membership_id)
    )
    if override is None:
        raise NotFound
    record(actor, "override.removed", override)
    if until is None:
        db.session.delete(override)
        return
    alike = (Override.schedule_id.is_not_distinct_from(override.schedule_id), Override.windows == override.windows)
    db.session.execute(
        delete(Override).where(
            Override.coach_id == actor.membership_id, Override.day.between(override.day, until), *alike
        )
    )
