"""Links to an offer that a coach hands out: for one booking, for some days, for one client."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core.db import TenantRecord, within_practice

PRIVATE = "private-booking"


class PrivateLink(TenantRecord):
    """A link that may be used up, run out or be closed; its address is signed, so that it can be shown again.

    One for a client books in their name, without asking who comes.
    """

    __tablename__ = "private_links"

    event_type_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(default="")
    uses_left: Mapped[int | None]
    expires_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("event_type_id", "event_types", ondelete="CASCADE"),
        within_practice("client_id", "clients", ondelete="CASCADE"),
        CheckConstraint("uses_left >= 0", name="uses"),
        Index("ix_private_links_offer", "practice_id", "event_type_id"),
    )

    def is_open(self, now: datetime) -> bool:
        """Tell whether it still books."""
        runs = self.expires_at is None or self.expires_at > now
        return self.closed_at is None and runs and self.uses_left != 0
