"""One line for each thing that happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import TenantRecord


class Activity(TenantRecord):
    """Somebody did something, at an instant, to a subject, in a client's file."""

    __tablename__ = "activities"

    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_user_id: Mapped[UUID | None]
    actor_role: Mapped[str] = mapped_column(default="system")
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (Index("ix_activities_client", "practice_id", "client_id", "at"),)
