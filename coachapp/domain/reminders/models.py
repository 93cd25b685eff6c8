"""The steps of an offer's sequence, and who wants no more of what comes after a meeting."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.bookings.kinds import Side

STOP = "stop-follow-ups"


class Kind(StrEnum):
    """What a step is for; the kind says whether it comes before or after the meeting."""

    REMINDER = "reminder"
    BRIEF = "brief"
    THANKS = "thanks"
    FOLLOW_UP = "follow_up"

    @property
    def is_before(self) -> bool:
        """Tell whether it comes before the meeting's start; else it comes after its end."""
        return self in {Kind.REMINDER, Kind.BRIEF}


class To(StrEnum):
    """Who gets it."""

    GUEST = "guest"
    COACH = "coach"
    BOTH = "both"


class ReminderStep(TenantRecord):
    """One letter of an offer's sequence: so many minutes before the start or after the end, in the coach's words.

    `usual` names the step of ours that it came from, `since` is when it got its timing or was switched on (what
    was due before is not made up for), and a removed one stays for the sake of undo.
    """

    __tablename__ = "reminder_steps"

    event_type_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    to: Mapped[To] = mapped_column(Choice(To))
    minutes: Mapped[int]
    subject: Mapped[str]
    body: Mapped[str]
    is_on: Mapped[bool] = mapped_column(default=True)
    usual: Mapped[str | None]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]

    __table_args__ = (
        within_practice("event_type_id", "event_types", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "event_type_id", "usual"),
        CheckConstraint("minutes >= 0", name="forward"),
        Index("ix_reminder_steps_offer", "practice_id", "event_type_id"),
    )

    @property
    def lead(self) -> timedelta:
        """Give how far it lies from the meeting."""
        return timedelta(minutes=self.minutes)

    @property
    def sides(self) -> list[Side]:
        """Give who gets it."""
        return [side for side in Side if self.to in {To(side), To.BOTH}]

    @property
    def name(self) -> str:
        """Give what its messages are known by: a usual step keeps its name through removal and reset."""
        return self.usual or str(self.id)


class FollowUpStop(TenantRecord):
    """Somebody wants no more thanks and follow-ups from this practice."""

    __tablename__ = "follow_up_stops"

    address: Mapped[str] = mapped_column(CITEXT)

    __table_args__ = (UniqueConstraint("practice_id", "address"),)
