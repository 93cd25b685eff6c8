"""Lines of the next session's agenda."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice

OPEN = text("settled_at IS NULL")


class AgendaLine(TenantRecord):
    """One thing to talk about; it stays until somebody says that it was talked about."""

    __tablename__ = "agenda_lines"

    client_id: Mapped[UUID]
    text: Mapped[str]
    source_kind: Mapped[str | None]
    source_id: Mapped[UUID | None]
    added_by_role: Mapped[str]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        Index("ix_agenda_lines_open", "practice_id", "client_id", postgresql_where=OPEN),
        Index("ix_agenda_lines_settled", "practice_id", "client_id", "settled_at"),
    )
