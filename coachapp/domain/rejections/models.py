"""Rejections and other endings, their factors, and the letters that ask for advice."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.rejections.factors import Area, Confidence, SaidBy
from coachapp.domain.rejections.kinds import EndStage, FollowUp, Kind, LetterState


class Rejection(TenantRecord):
    """How an application ended."""

    __tablename__ = "rejections"

    client_id: Mapped[UUID]
    application_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    stage: Mapped[EndStage] = mapped_column(Choice(EndStage))
    left_stage: Mapped[Stage] = mapped_column(Choice(Stage))
    """The column of the board that it was taken from; an undo puts it back there."""
    happened_on: Mapped[date]
    quiet_until: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    reflection: Mapped[str] = mapped_column(default="")
    reflection_shared: Mapped[bool | None]
    """The client's word on this page; None follows what they share in general."""
    reflected_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    """When the coach gave feedback on it or put something on the plan for it."""
    band: Mapped[int | None]
    reopened_at: Mapped[datetime | None]

    application: Mapped[JobApplication] = relationship(
        lazy="raise",
        primaryjoin="Rejection.application_id == JobApplication.id",
        foreign_keys="Rejection.application_id",
        viewonly=True,
    )
    client: Mapped[Client] = relationship(
        lazy="raise",
        primaryjoin="Rejection.client_id == Client.id",
        foreign_keys="Rejection.client_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("application_id", "job_applications", ondelete="CASCADE"),
        Index("ix_rejections_client", "practice_id", "client_id", "happened_on"),
        Index("ix_rejections_unanswered", "practice_id", "created_at", postgresql_where=text("answered_at IS NULL")),
        Index(
            "uq_rejections_one_ending",
            "practice_id",
            "application_id",
            unique=True,
            postgresql_where=text("reopened_at IS NULL"),
        ),
    )


class RejectionFactor(TenantRecord):
    """One possible reason, and where the client put it."""

    __tablename__ = "rejection_factors"

    rejection_id: Mapped[UUID]
    factor: Mapped[str]
    area: Mapped[Area] = mapped_column(Choice(Area), default=Area.UNKNOWN)
    said_by: Mapped[SaidBy] = mapped_column(Choice(SaidBy), default=SaidBy.MY_GUESS)
    confidence: Mapped[Confidence] = mapped_column(Choice(Confidence), default=Confidence.LOW)

    __table_args__ = (
        within_practice("rejection_id", "rejections", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "rejection_id", "factor"),
    )


class FeedbackRequest(TenantRecord):
    """The letter that asks an employer for advice, and its reply."""

    __tablename__ = "feedback_requests"

    rejection_id: Mapped[UUID]
    client_id: Mapped[UUID]
    text: Mapped[str]
    to_address: Mapped[str] = mapped_column(default="")
    to_name: Mapped[str] = mapped_column(default="")
    state: Mapped[LetterState] = mapped_column(Choice(LetterState), default=LetterState.DRAFT)
    sent_at: Mapped[datetime | None]
    follow_up: Mapped[FollowUp] = mapped_column(Choice(FollowUp), default=FollowUp.REMIND)
    reminded_at: Mapped[datetime | None]
    followed_up_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime | None]

    rejection: Mapped[Rejection] = relationship(
        lazy="raise",
        primaryjoin="FeedbackRequest.rejection_id == Rejection.id",
        foreign_keys="FeedbackRequest.rejection_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("rejection_id", "rejections", ondelete="CASCADE"),
        within_practice("client_id", "clients", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "rejection_id"),
        Index("ix_feedback_requests_sent", "practice_id", "state", "sent_at"),
    )
