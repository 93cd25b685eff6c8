"""What a coach has put aside on Today."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice


class Aside(TenantRecord):
    """A reason that a coach does not want to see until then."""

    __tablename__ = "today_asides"

    membership_id: Mapped[UUID]
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    until: Mapped[datetime]

    __table_args__ = (
        within_practice("membership_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "membership_id", "kind", "subject_id"),
    )
