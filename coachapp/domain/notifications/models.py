"""One message owed to one person."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord


class State(StrEnum):
    """Where a message stands."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    EXPIRED = "expired"
    REFUSED = "refused"


class Notification(TenantRecord):
    """A message that somebody is owed, under a key that exists once."""

    __tablename__ = "notifications"

    kind: Mapped[str]
    key: Mapped[str]
    subject_id: Mapped[UUID]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    user_id: Mapped[UUID | None]
    to_address: Mapped[str]
    to_name: Mapped[str]
    time_zone: Mapped[str]
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    state: Mapped[State] = mapped_column(Choice(State), default=State.OWED)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    useful_until: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("practice_id", "key"),
        Index("ix_notifications_due", "practice_id", "due_at", postgresql_where=text("state IN ('owed', 'sending')")),
        Index("ix_notifications_refused", "practice_id", "created_at", postgresql_where=text("state = 'refused'")),
    )
