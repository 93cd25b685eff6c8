"""Action items."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core.db import Choice, TenantRecord, within_practice


class State(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionItem(TenantRecord):
    """One thing to do, with the reason it stands here."""

    __tablename__ = "action_items"

    client_id: Mapped[UUID]
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    if_then: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    evidence_kind: Mapped[str | None]
    evidence_id: Mapped[UUID | None]
    quote: Mapped[str] = mapped_column(default="")
    state: Mapped[State] = mapped_column(Choice(State), default=State.OPEN)
    closed_at: Mapped[datetime | None]
    added_by_role: Mapped[str]

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        Index("ix_action_items_client", "practice_id", "client_id", "state", "due_on"),
        Index("ix_action_items_due", "practice_id", "due_on", "id", postgresql_where=text("state = 'open'")),
    )
