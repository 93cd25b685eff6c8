"""What is on offer, and the meetings taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.dialects.postgresql import CITEXT, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.accounts.models import Membership
from coachapp.domain.bookings.attached import BookingFile  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.coach_limits import CoachLimits  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.holds import Hold  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.hosting import EventTypeHost  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.kinds import Color, PlaceKind, Side, Status
from coachapp.domain.bookings.own import BlockedTime, BookingNote  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.private import PrivateLink  # noqa: F401 - so that metadata is complete
from coachapp.domain.bookings.questions import Question, read
from coachapp.domain.bookings.waitlist import WaitlistEntry  # noqa: F401 - so that metadata is complete

MANAGE = "manage-booking"
CONFIRM = "confirm-booking"
_TIMES = ["busy", "status", "held_until", "event_type_id", "id"]
"""What free times need of a meeting: told by the index, since a row is wide."""


class EventType(TenantRecord):
    """A kind of meeting on offer, with the public address where it is booked. Lengths are minutes.

    It goes by the hours of `schedule_id`, else the coach's default. Without `step_minutes` one start follows the other
    with the pauses between. A guest may change it until `cutoff_minutes` before. `place_zone` is where people meet.
    """

    __tablename__ = "event_types"

    coach_id: Mapped[UUID]
    schedule_id: Mapped[UUID | None]
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    minutes: Mapped[int]
    other_lengths: Mapped[list[Any]] = mapped_column(default=list)
    place_kind: Mapped[PlaceKind] = mapped_column(Choice(PlaceKind))
    place: Mapped[str] = mapped_column(default="")
    place_zone: Mapped[str | None]
    color: Mapped[Color] = mapped_column(Choice(Color), default=Color.PINE)
    description: Mapped[str] = mapped_column(default="")
    questions: Mapped[list[Any]] = mapped_column(default=list)
    step_minutes: Mapped[int | None]
    notice_minutes: Mapped[int]
    notice_days: Mapped[int] = mapped_column(default=0)
    horizon_days: Mapped[int]
    bookable_until: Mapped[date | None]
    buffer_before: Mapped[int] = mapped_column(default=0)
    buffer_after: Mapped[int] = mapped_column(default=0)
    most_per_day: Mapped[int | None]
    most_per_week: Mapped[int | None]
    most_per_month: Mapped[int | None]
    cutoff_minutes: Mapped[int] = mapped_column(default=0)
    most_moves: Mapped[int | None]
    confirm_by_mail: Mapped[bool] = mapped_column(default=False)
    needs_confirmation: Mapped[bool] = mapped_column(default=False)
    answer_hours: Mapped[int] = mapped_column(default=48)
    most_open_per_person: Mapped[int | None]
    most_in_90_days: Mapped[int | None]
    is_shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_waitlist: Mapped[bool] = mapped_column(default=True)
    is_listed: Mapped[bool] = mapped_column(default=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    coach: Mapped[Membership] = relationship(
        lazy="raise",
        primaryjoin="EventType.coach_id == Membership.id",
        foreign_keys="EventType.coach_id",
        viewonly=True,
    )
    hosts: Mapped[list[Membership]] = relationship(
        lazy="raise",
        secondary="event_type_hosts",
        primaryjoin="EventType.id == EventTypeHost.event_type_id",
        secondaryjoin="and_(EventTypeHost.coach_id == Membership.id, Membership.ended_at.is_(None))",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("coach_id", "memberships"),
        within_practice("schedule_id", "schedules"),
        CheckConstraint("minutes > 0 AND step_minutes > 0", name="lengths"),
        Index("ix_event_types_coach", "practice_id", "coach_id"),
    )

    @property
    def asked(self) -> list[Question]:
        """Give what is asked beforehand."""
        return read(self.questions)

    @property
    def host_ids(self) -> list[UUID]:
        """Give the coaches who share it; none for its own coach alone."""
        return sorted(each.id for each in self.hosts)

    @property
    def lengths(self) -> list[int]:
        """Give the minutes to choose from, the usual ones first."""
        return [self.minutes, *self.other_lengths]


class Booking(TenantRecord):
    """One meeting taken by a guest or client.

    `sequence` rises with every change of time or place and with the cancellation (RFC 5545), `busy` is the time it
    takes from the coach, buffers included, `answers` keeps each question as it was asked and `place` where it is.
    """

    __tablename__ = "bookings"

    event_type_id: Mapped[UUID]
    coach_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    guest_name: Mapped[str]
    guest_email: Mapped[str] = mapped_column(CITEXT)
    time_zone: Mapped[str]
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    goal: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answers: Mapped[list[Any]] = mapped_column(default=list)
    place_kind: Mapped[PlaceKind | None] = mapped_column(Choice(PlaceKind))
    place: Mapped[str] = mapped_column(default="")
    resume_key: Mapped[str | None]
    resume_name: Mapped[str | None]
    resume_type: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    busy: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    status: Mapped[Status] = mapped_column(Choice(Status), default=Status.CONFIRMED)
    held_until: Mapped[datetime | None]
    asked_starts_at: Mapped[datetime | None]
    was_requested: Mapped[bool] = mapped_column(default=False)
    person: Mapped[str] = mapped_column(default="")
    cancelled_by: Mapped[Side | None] = mapped_column(Choice(Side))
    cancel_reason: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[Side] = mapped_column(Choice(Side), default=Side.GUEST)
    no_show_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    moves: Mapped[int] = mapped_column(default=0)
    generation: Mapped[int] = mapped_column(default=1)
    timed_at: Mapped[datetime] = mapped_column(default=clock.now)
    wall_time: Mapped[str] = mapped_column(default="", server_default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    idempotency_key: Mapped[str | None]
    idempotency_print: Mapped[str | None]

    event_type: Mapped[EventType] = relationship(
        lazy="raise",
        primaryjoin="Booking.event_type_id == EventType.id",
        foreign_keys="Booking.event_type_id",
        viewonly=True,
    )
    coach: Mapped[Membership] = relationship(
        lazy="raise",
        primaryjoin="Booking.coach_id == Membership.id",
        foreign_keys="Booking.coach_id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("event_type_id", "event_types"),
        within_practice("coach_id", "memberships"),
        within_practice("client_id", "clients"),
        UniqueConstraint("practice_id", "event_type_id", "idempotency_key"),
        ExcludeConstraint(
            ("coach_id", "="),
            ("busy", "&&"),
            name="ex_bookings_one_at_a_time",
            using="gist",
            where=text("status = 'confirmed'"),
        ),
        CheckConstraint("starts_at < ends_at", name="forward"),
        Index("ix_bookings_agenda", "practice_id", "coach_id", "starts_at", postgresql_include=_TIMES),
        Index("ix_bookings_limits", "practice_id", "event_type_id", "starts_at"),
        Index("ix_bookings_client", "practice_id", "client_id", "starts_at"),
        Index("ix_bookings_guest", "practice_id", "guest_email", "starts_at"),
        Index("ix_bookings_held", "practice_id", "held_until", postgresql_where=text("held_until IS NOT NULL")),
        Index("ix_bookings_person", "practice_id", "event_type_id", "person", "starts_at"),
        Index("ix_bookings_due", "practice_id", "starts_at", postgresql_where=text("status = 'confirmed'")),
    )

    @property
    def minutes(self) -> int:
        """Give its length in minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the meeting stands."""
        return self.status is Status.CONFIRMED

    def is_over(self, now: datetime) -> bool:
        """Tell whether the meeting has begun or passed, so that it can't be changed any more."""
        return self.starts_at <= now
