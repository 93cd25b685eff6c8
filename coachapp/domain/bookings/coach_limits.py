"""How much a coach takes on, whatever is offered."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice


class CoachLimits(TenantRecord):
    """How many meetings a coach takes over all that they offer; None for no limit."""

    __tablename__ = "coach_limits"

    coach_id: Mapped[UUID]
    most_per_day: Mapped[int | None]
    most_per_week: Mapped[int | None]
    most_per_month: Mapped[int | None]

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "coach_id"),
    )
