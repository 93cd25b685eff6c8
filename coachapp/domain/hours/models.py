"""Weekly hours and the dates that differ, as they are stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import TenantRecord, within_practice


class Schedule(TenantRecord):
    """A coach's weekly hours: wall time in one zone.

    `weekly` maps a weekday ("0" is Monday) to its windows, each [first minute, last minute) of the day.
    """

    __tablename__ = "schedules"

    coach_id: Mapped[UUID]
    time_zone: Mapped[str]
    weekly: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "coach_id"),
    )


class Override(TenantRecord):
    """A date that differs from the weekly hours; without windows it is a day off."""

    __tablename__ = "overrides"

    coach_id: Mapped[UUID]
    day: Mapped[date]
    windows: Mapped[list[Any]] = mapped_column(default=list)

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "coach_id", "day"),
    )
