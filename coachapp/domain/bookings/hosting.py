"""Who holds the meetings of an offer that several coaches share."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice


class EventTypeHost(TenantRecord):
    """A coach who holds meetings of a shared offer; without such rows it is the offer's own coach alone."""

    __tablename__ = "event_type_hosts"

    event_type_id: Mapped[UUID]
    coach_id: Mapped[UUID]

    __table_args__ = (
        within_practice("event_type_id", "event_types", ondelete="CASCADE"),
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "event_type_id", "coach_id"),
        Index("ix_event_type_hosts_coach", "practice_id", "coach_id"),
    )
