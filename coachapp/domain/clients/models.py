"""Clients and the notes of their sessions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.accounts.models import Membership


class Status(StrEnum):
    """Where the work with a client stands."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """What people call it."""
        return "At work" if self is Status.ACTIVE else self.capitalize()


class Client(TenantRecord):
    """A job seeker whom one coach of the practice works with."""

    __tablename__ = "clients"

    coach_id: Mapped[UUID]
    membership_id: Mapped[UUID | None]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(CITEXT)
    time_zone: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    status: Mapped[Status] = mapped_column(Choice(Status), default=Status.INVITED)
    source_booking_id: Mapped[UUID | None]
    shares_documents: Mapped[bool] = mapped_column(default=True)
    shares_board: Mapped[bool] = mapped_column(default=True)
    shares_endings: Mapped[bool] = mapped_column(default=True)
    shares_reflections: Mapped[bool] = mapped_column(default=False)
    sharing_asked_at: Mapped[datetime | None]
    weekly_floor: Mapped[int] = mapped_column(default=3)

    coach: Mapped[Membership] = relationship(
        lazy="raise",
        primaryjoin="Client.coach_id == Membership.id",
        foreign_keys="Client.coach_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("coach_id", "memberships"),
        within_practice("membership_id", "memberships"),
        UniqueConstraint("practice_id", "membership_id"),
        UniqueConstraint("practice_id", "source_booking_id"),
        UniqueConstraint("practice_id", "email"),
        Index("ix_clients_coach", "practice_id", "coach_id", text("lower(name)"), "id"),
        Index("ix_clients_name", "practice_id", text("lower(name)"), "id"),
    )


class SessionNote(TenantRecord):
    """What was said in a session: shared with the client, or the coach's own."""

    __tablename__ = "session_notes"

    client_id: Mapped[UUID]
    author_id: Mapped[UUID]
    held_on: Mapped[date]
    text: Mapped[str]
    is_private: Mapped[bool]
    changed_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("author_id", "memberships"),
        Index("ix_session_notes_client", "practice_id", "client_id", "held_on"),
    )
