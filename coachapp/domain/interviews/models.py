"""Interviews and practice answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.clients.models import Client


class Kind(StrEnum):
    """How an interview is held."""

    RECRUITER_CALL = "recruiter_call"
    PHONE = "phone"
    VIDEO = "video"
    ON_SITE = "on_site"
    PANEL = "panel"
    CASE = "case"
    LATER_ROUND = "later_round"

    @property
    def label(self) -> str:
        """Give the words that people read."""
        return {"recruiter_call": "Recruiter call", "on_site": "On site", "later_round": "Later round"}.get(
            self.value, self.value.title()
        )


class Interview(TenantRecord):
    """A real interview, and what the client thought of it afterwards."""

    __tablename__ = "interviews"

    client_id: Mapped[UUID]
    application_id: Mapped[UUID | None]
    employer: Mapped[str]
    kind: Mapped[Kind] = mapped_column(Choice(Kind), default=Kind.VIDEO)
    starts_at: Mapped[datetime]
    people: Mapped[str] = mapped_column(default="")
    went_well: Mapped[str] = mapped_column(default="")
    was_hard: Mapped[str] = mapped_column(default="")
    next_time: Mapped[str] = mapped_column(default="")
    debriefed_at: Mapped[datetime | None]

    client: Mapped[Client] = relationship(
        lazy="raise",
        primaryjoin="Interview.client_id == Client.id",
        foreign_keys="Interview.client_id",
        viewonly=True,
    )
    application: Mapped[JobApplication | None] = relationship(
        lazy="raise",
        primaryjoin="Interview.application_id == JobApplication.id",
        foreign_keys="Interview.application_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("application_id", "job_applications", ondelete="SET NULL (application_id)"),
        Index("ix_interviews_client", "practice_id", "client_id", "starts_at"),
        Index("ix_interviews_ahead", "practice_id", "starts_at"),
    )


class PracticeAnswer(TenantRecord):
    """An answer that the client practises: the situation, their own action, what came of it."""

    __tablename__ = "practice_answers"

    client_id: Mapped[UUID]
    interview_id: Mapped[UUID | None]
    question: Mapped[str]
    situation: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    """When the client asked the coach to look at it; before that it is the client's alone."""
    band: Mapped[int | None]
    """The level that a published review gave it, 1 to 4, once the client has read it."""
    reviewed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]

    client: Mapped[Client] = relationship(
        lazy="raise",
        primaryjoin="PracticeAnswer.client_id == Client.id",
        foreign_keys="PracticeAnswer.client_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("interview_id", "interviews", ondelete="SET NULL (interview_id)"),
        Index("ix_practice_answers_client", "practice_id", "client_id"),
    )
