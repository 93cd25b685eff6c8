"""A coach's phrase."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core import clock
from coachapp.core.db import TenantRecord, within_practice
from coachapp.domain.accounts.models import Membership

BLANKS = {
    "client": "the client's first name",
    "coach": "your first name",
    "document": "the title of what you review",
    "quote": "the words that you comment on",
}


class Snippet(TenantRecord):
    """Words that a coach keeps to use them again, with blanks to fill; the colleagues' too where it is shared.

    `used` counts how often anybody took it. What was removed can be brought back for a while.
    """

    __tablename__ = "snippets"

    owner_id: Mapped[UUID]
    title: Mapped[str]
    body: Mapped[str]
    is_shared: Mapped[bool] = mapped_column(default=False)
    used: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]

    owner: Mapped[Membership] = relationship(
        lazy="raise",
        primaryjoin="Snippet.owner_id == Membership.id",
        foreign_keys="Snippet.owner_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("owner_id", "memberships", ondelete="CASCADE"),
        Index(
            "uq_snippets_title",
            "practice_id",
            "owner_id",
            text("lower(title)"),
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )
