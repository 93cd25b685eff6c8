"""Practices, users, and what ties them together."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core import clock
from coachapp.core.db import Choice, Record, TenantRecord, within_practice


class Role(StrEnum):
    """What a membership lets a person do."""

    OWNER = "owner"
    COACH = "coach"
    CLIENT = "client"


class Purpose(StrEnum):
    """What a link in a mail is good for, once."""

    SIGN_IN = "sign-in"
    RESET = "reset"


class Practice(Record):
    """The tenant: one or more coaches, at least one owner. `shown_on` are the sites that may show its booking pages."""

    __tablename__ = "practices"

    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    time_zone: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    promise_working_days: Mapped[int] = mapped_column(default=2)
    promise_word: Mapped[str] = mapped_column(default="", server_default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    shown_on: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'::jsonb"))


class User(Record):
    """A person who can sign in, known by one mail address."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(CITEXT, unique=True)
    name: Mapped[str]
    time_zone: Mapped[str]
    password_hash: Mapped[str | None]


class Membership(TenantRecord):
    """A user's role in a practice."""

    __tablename__ = "memberships"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(Choice(Role))
    headline: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("practice_id", "user_id"),
        Index("ix_memberships_user", "user_id"),
    )


class SignInSession(TenantRecord):
    """One browser that is signed in; ending the row ends it at the next request."""

    __tablename__ = "sessions"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    membership_id: Mapped[UUID]
    token_hash: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("membership_id", "memberships", ondelete="CASCADE"),
        Index("ix_sessions_user", "user_id"),
    )


class OneTimeLink(TenantRecord):
    """A link in a mail, good for one purpose, once, for a while."""

    __tablename__ = "one_time_links"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Invitation(TenantRecord):
    """An open door into the practice for one address, in one role."""

    __tablename__ = "invitations"

    email: Mapped[str] = mapped_column(CITEXT)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(Choice(Role))
    invited_by_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    time_zone: Mapped[str]
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ApiToken(TenantRecord):
    """A key for a program that acts as one member."""

    __tablename__ = "api_tokens"

    membership_id: Mapped[UUID]
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[Any]] = mapped_column(default=list)
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (within_practice("membership_id", "memberships", ondelete="CASCADE"),)
