"""Weekly hours and the dates that differ, as they are stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import TenantRecord, within_practice


class Schedule(TenantRecord):
    """Weekly hours of a coach under a name: wall time in one zone.

    `weekly` maps a weekday ("0" is Monday) to its windows, each [first minute, last minute), past 1440 into the next
    day. `holidays` is the ISO 3166 code of a country or part of one ("DE", "DE-BY") whose public holidays are off.
    The default one counts for offers that name none.
    """

    __tablename__ = "schedules"

    coach_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(default="Weekly hours")
    is_default: Mapped[bool] = mapped_column(default=True)
    time_zone: Mapped[str]
    weekly: Mapped[dict[str, Any]] = mapped_column(default=dict)
    holidays: Mapped[str | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "coach_id", "name"),
        Index(
            "uq_schedules_one_default",
            "practice_id",
            "coach_id",
            unique=True,
            postgresql_where=text("is_default"),
        ),
    )


class Override(TenantRecord):
    """A date that differs from the weekly hours, in one schedule or (without one) in all of the coach's.

    Without windows it is a day off. One for a schedule goes before one for all, and both before a public holiday.
    """

    __tablename__ = "overrides"

    coach_id: Mapped[UUID]
    schedule_id: Mapped[UUID | None]
    day: Mapped[date]
    windows: Mapped[list[Any]] = mapped_column(default=list)

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        within_practice("schedule_id", "schedules", ondelete="CASCADE"),
        UniqueConstraint(
            "practice_id",
            "coach_id",
            "schedule_id",
            "day",
            name="uq_overrides_one_a_day",
            postgresql_nulls_not_distinct=True,
        ),
    )
