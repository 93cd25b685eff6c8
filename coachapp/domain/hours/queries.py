"""A coach's hours, from the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.models import Membership, User
from coachapp.domain.hours import windows
from coachapp.domain.hours.models import Override, Schedule
from coachapp.domain.hours.openings import Hours


def schedule_of(coach_id: UUID) -> Schedule | None:
    """Give the coach's weekly hours, or None where they have set none."""
    return db.session.scalar(select(Schedule).where(Schedule.coach_id == coach_id))


def overrides_of(coach_id: UUID, *, since: date | None = None) -> Sequence[Override]:
    """Give the coach's dates that differ, the next first."""
    query = select(Override).where(Override.coach_id == coach_id).order_by(Override.day)
    if since is not None:
        query = query.where(Override.day >= since)
    return db.session.scalars(query).all()


def hours_of(coach_id: UUID) -> Hours:
    """Give the coach's hours; without a schedule they are empty, in the coach's own zone."""
    schedule = schedule_of(coach_id)
    if schedule is None:
        name = db.session.scalar(
            select(User.time_zone).join(Membership, Membership.user_id == User.id).where(Membership.id == coach_id)
        )
        return Hours(ZoneInfo(name or "UTC"), {})
    dates = {override.day: windows.read(override.windows) for override in overrides_of(coach_id)}
    return Hours(ZoneInfo(schedule.time_zone), windows.read_weekly(schedule.weekly), dates)
