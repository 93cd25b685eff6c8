"""Job applications, their moves, and the people around them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client


class JobApplication(TenantRecord):
    """A job that the client goes for."""

    __tablename__ = "job_applications"

    client_id: Mapped[UUID]
    employer: Mapped[str]
    title: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    stage: Mapped[Stage] = mapped_column(Choice(Stage), default=Stage.WISHLIST)
    reached: Mapped[Stage] = mapped_column(Choice(Stage), default=Stage.WISHLIST)
    """The last stage before it ended; the present one while it is alive."""
    stage_since: Mapped[datetime] = mapped_column(default=clock.now)
    applied_on: Mapped[date | None]
    next_action: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")
    resume_version_id: Mapped[UUID | None]
    letter_version_id: Mapped[UUID | None]
    resume_name: Mapped[str] = mapped_column(default="")
    letter_name: Mapped[str] = mapped_column(default="")
    """What a version that was sent was called, once it is gone."""
    archived_at: Mapped[datetime | None]
    added_by_role: Mapped[str] = mapped_column(default="client")

    client: Mapped[Client] = relationship(
        lazy="raise",
        primaryjoin="JobApplication.client_id == Client.id",
        foreign_keys="JobApplication.client_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("resume_version_id", "versions", ondelete="SET NULL (resume_version_id)"),
        within_practice("letter_version_id", "versions", ondelete="SET NULL (letter_version_id)"),
        Index("ix_job_applications_client", "practice_id", "client_id", "stage"),
    )


class ApplicationMove(TenantRecord):
    """One change of stage."""

    __tablename__ = "application_moves"

    application_id: Mapped[UUID]
    from_stage: Mapped[Stage | None] = mapped_column(Choice(Stage))
    to_stage: Mapped[Stage] = mapped_column(Choice(Stage))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        within_practice("application_id", "job_applications", ondelete="CASCADE"),
        Index("ix_application_moves_application", "practice_id", "application_id", "at"),
    )


class Contact(TenantRecord):
    """Somebody who knows about a job, or may: a recruiter, a former colleague, a lead."""

    __tablename__ = "contacts"

    client_id: Mapped[UUID]
    application_id: Mapped[UUID | None]
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("application_id", "job_applications", ondelete="CASCADE"),
        Index("ix_contacts_client", "practice_id", "client_id"),
        Index("ix_contacts_application", "practice_id", "application_id"),
    )
