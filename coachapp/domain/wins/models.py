"""Wins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import TenantRecord, within_practice


class Win(TenantRecord):
    """Something that went well, with where it comes from."""

    __tablename__ = "wins"

    client_id: Mapped[UUID]
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    key: Mapped[str]
    source_kind: Mapped[str | None]
    source_id: Mapped[UUID | None]

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "key"),
        Index("ix_wins_client", "practice_id", "client_id", "at"),
        Index("ix_wins_latest", "practice_id", "at"),
    )
