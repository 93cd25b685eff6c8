"""Say when meetings can be had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.hours import queries, windows
from coachapp.domain.hours.models import Override, Schedule
from coachapp.domain.hours.openings import Window


def set_hours(actor: Viewer, *, time_zone: str, weekly: Mapping[int, Iterable[Window]]) -> Schedule:
    """Replace one's weekly hours; meetings already taken stay as they are."""
    require(actor.is_coach, "Coaches have hours.")
    kept = {str(day): windows.stored(_one_day(day, those)) for day, those in sorted(weekly.items())}
    schedule = queries.schedule_of(actor.membership_id)
    if schedule is None:
        schedule = Schedule(id=new_id(), coach_id=actor.membership_id)
        db.session.add(schedule)
    schedule.time_zone = time_zone
    schedule.weekly = {day: those for day, those in kept.items() if those}
    schedule.changed_at = clock.now()
    db.session.flush()
    record(actor, "hours.changed", schedule)
    return schedule


def _one_day(day: int, those: Iterable[Window]) -> tuple[Window, ...]:
    try:
        return windows.one_day(those)
    except windows.OddWindow as error:
        raise Invalid(fields={windows.WEEKDAYS[day]: [str(error)]}) from error


def set_override(actor: Viewer, *, day: date, those: Iterable[Window]) -> Override:
    """Let one date differ from the weekly hours; without windows it is a day off."""
    require(actor.is_coach, "Coaches have hours.")
    try:
        kept = windows.stored(windows.one_day(those))
    except windows.OddWindow as error:
        raise Invalid(fields={"windows": [str(error)]}) from error
    override = db.session.scalar(select(Override).where(Override.coach_id == actor.membership_id, Override.day == day))
    if override is None:
        override = Override(id=new_id(), coach_id=actor.membership_id, day=day)
        db.session.add(override)
    override.windows = kept
    db.session.flush()
    record(actor, "override.set", override)
    return override


def remove_override(actor: Viewer, override_id: UUID) -> None:
    """Let a date follow the weekly hours again."""
    override = db.session.scalar(
        select(Override).where(Override.id == override_id, Override.coach_id == actor.membership_id)
    )
    if override is None:
        raise NotFound
    record(actor, "override.removed", override)
    db.session.delete(override)
