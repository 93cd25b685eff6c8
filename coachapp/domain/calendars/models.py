"""Calendars of a coach elsewhere, and the times that they take."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice

ADDRESS = "calendar-address"
FEED = "calendar-feed"
LOGIN = "calendar-login"


class SourceKind(StrEnum):
    """How a calendar is read."""

    ICS = "ics"
    CALDAV = "caldav"


class Trouble(StrEnum):
    """Why the last reading gave nothing."""

    ODD_ADDRESS = "odd_address"
    NOT_SECURE = "not_secure"
    NOT_PUBLIC = "not_public"
    UNKNOWN_HOST = "unknown_host"
    NO_ANSWER = "no_answer"
    NOT_TRUSTED = "not_trusted"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    CUT_OFF = "cut_off"
    SIGN_IN = "sign_in"
    GONE = "gone"
    SERVER = "server"
    NOT_A_CALENDAR = "not_a_calendar"
    TOO_MUCH = "too_much"
    LOCKED = "locked"
    NO_CALENDARS = "no_calendars"
    REFUSED = "refused"


class CalendarSource(TenantRecord):
    """A calendar whose busy times are read. `address` is a secret and sealed; `host` alone is ever shown.

    `read_for` names the reader's version and the zone that the last reading was made for; where either is
    another by now, or `spread_at` is long ago, the whole file is asked for again.
    """

    __tablename__ = "calendar_sources"

    coach_id: Mapped[UUID]
    account_id: Mapped[UUID | None]
    kind: Mapped[SourceKind] = mapped_column(Choice(SourceKind), default=SourceKind.ICS)
    name: Mapped[str]
    host: Mapped[str]
    address: Mapped[str]
    fingerprint: Mapped[str]
    is_on: Mapped[bool] = mapped_column(default=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    read_for: Mapped[str] = mapped_column(default="")
    spread_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    last_good_at: Mapped[datetime | None]
    trouble: Mapped[Trouble | None] = mapped_column(Choice(Trouble))
    failures: Mapped[int] = mapped_column(default=0)
    events_read: Mapped[int] = mapped_column(default=0)
    events_unread: Mapped[int] = mapped_column(default=0)
    unread: Mapped[list[Any]] = mapped_column(default=list)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    leased_until: Mapped[datetime | None]
    turn: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        within_practice("account_id", "calendar_accounts", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "coach_id", "fingerprint"),
        Index("ix_calendar_sources_due", "practice_id", "due_at", postgresql_where=text("is_on")),
    )

    @property
    def is_waiting(self) -> bool:
        """Tell whether a reading is about to happen."""
        return self.is_on and (self.checked_at is None or self.due_at <= clock.now())

    @property
    def state(self) -> str:
        """Say how it stands: paused, new, failing or fine."""
        if not self.is_on:
            return "paused"
        if self.checked_at is None:
            return "new"
        return "failing" if self.trouble else "fine"


class CalendarBusy(TenantRecord):
    """A time that a calendar elsewhere takes from the coach, in pieces of at most a week.

    Two instants and no range: under row security PostgreSQL looks into an index only by operators that it knows to
    tell nothing, and a range's overlap is none of them. Pieces are short, so that the start alone bounds the search.
    """

    __tablename__ = "calendar_busy"

    coach_id: Mapped[UUID]
    source_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        within_practice("source_id", "calendar_sources", ondelete="CASCADE"),
        Index("ix_calendar_busy_starts", "practice_id", "coach_id", "starts_at"),
        Index("ix_calendar_busy_source", "source_id"),
    )


class CalendarFeed(TenantRecord):
    """How often a person's own feed got a new link; without a row it is still the first."""

    __tablename__ = "calendar_feeds"

    membership_id: Mapped[UUID]
    generation: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        within_practice("membership_id", "memberships", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "membership_id"),
    )


class CalendarAccount(TenantRecord):
    """A CalDAV account: calendars to read, and one to write meetings into. Address and password are sealed.

    `found` lists its calendars as its server told: url, name, whether it may be written. `writes_to` is the url of
    the one that meetings are written into, or nothing.
    """

    __tablename__ = "calendar_accounts"

    coach_id: Mapped[UUID]
    name: Mapped[str]
    host: Mapped[str]
    address: Mapped[str]
    username: Mapped[str]
    password: Mapped[str]
    found: Mapped[list[Any]] = mapped_column(default=list)
    writes_to: Mapped[str | None]
    checked_at: Mapped[datetime | None]
    trouble: Mapped[Trouble | None] = mapped_column(Choice(Trouble))

    __table_args__ = (
        within_practice("coach_id", "memberships", ondelete="CASCADE"),
        Index("ix_calendar_accounts_coach", "practice_id", "coach_id"),
    )

    @property
    def is_waiting(self) -> bool:
        """Tell whether its calendars have not been asked for yet."""
        return self.checked_at is None


class CalendarCopy(TenantRecord):
    """One meeting as it is, or is to be, in a calendar elsewhere.

    `wanted_mark` names the state that is wanted, `done_mark` the one that was written last; `wanted` is the text to
    write while it is owed. What another program does to it there is its own affair until the mark changes.
    """

    __tablename__ = "calendar_copies"

    account_id: Mapped[UUID]
    calendar_url: Mapped[str]
    uid: Mapped[str]
    wanted: Mapped[str | None]
    wanted_mark: Mapped[str]
    done_mark: Mapped[str | None]
    href: Mapped[str | None]
    written_at: Mapped[datetime | None]
    trouble: Mapped[Trouble | None] = mapped_column(Choice(Trouble))
    failures: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    leased_until: Mapped[datetime | None]
    turn: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        within_practice("account_id", "calendar_accounts", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "account_id", "calendar_url", "uid"),
        Index(
            "ix_calendar_copies_due",
            "practice_id",
            "due_at",
            postgresql_where=text("done_mark IS DISTINCT FROM wanted_mark"),
        ),
    )
