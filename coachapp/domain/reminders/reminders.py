"""Which steps are owed now: computed from the meetings, never scheduled.

A step is owed once its time has come, unless the meeting got its time, or the step its timing, after that: who
books 30 hours ahead needs no letter 72 hours before. The key carries SEQUENCE, so a moved meeting is owed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Protocol
from uuid import UUID

from sqlalchemy import Row, or_, select

from coachapp.core.db import db
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service.telling import recipients
from coachapp.domain.notifications.queries import known_keys
from coachapp.domain.notifications.service import notify
from coachapp.domain.reminders import queries
from coachapp.domain.reminders.models import ReminderStep

LATE_BEFORE = timedelta(days=1)
LATE_AFTER = timedelta(days=3)
"""How late a step may still be made up for; with it, a sweep reads a window and not the past."""
LONGEST = timedelta(days=1)
"""No meeting lasts longer: what ended within a window began within the same and a day before."""


class Meeting(Protocol):
    """What decides about a meeting's steps."""

    @property
    def id(self) -> UUID: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def timed_at(self) -> datetime: ...

    @property
    def sequence(self) -> int: ...


@dataclass(frozen=True)
class Debt:
    """A step that one reader is owed about one meeting."""

    booking_id: UUID
    step: ReminderStep
    side: Side
    until: datetime


def owe_steps(now: datetime) -> None:
    """Owe each reader each step that is due, once per meeting and SEQUENCE."""
    due = _due(now)
    known = known_keys(due)
    for key, debt in due.items():
        if key not in known:
            _owe(key, debt)


def _due(now: datetime) -> dict[str, Debt]:
    """Give what is due and still of use, owed already or not, by key."""
    by_offer: dict[UUID, list[ReminderStep]] = {}
    for step in queries.live_steps():
        by_offer.setdefault(step.event_type_id, []).append(step)
    due = {}
    for meeting in _near(chain.from_iterable(by_offer.values()), now):
        steps = by_offer.get(meeting.event_type_id, [])
        for step in (each for each in steps if is_due(each, meeting, now)):
            for side in step.sides:
                until = useful_until(step, steps, meeting, side)
                if now < until:
                    due[key_of(meeting, step, side)] = Debt(meeting.id, step, side, until)
    return due


def due_at(step: ReminderStep, meeting: Meeting) -> datetime:
    """Give the instant at which a step goes out."""
    return meeting.starts_at - step.lead if step.kind.is_before else meeting.ends_at + step.lead


def is_due(step: ReminderStep, meeting: Meeting, now: datetime) -> bool:
    """Tell whether a step's time has come, after meeting and step were set, and is not long over."""
    due = due_at(step, meeting)
    if not max(meeting.timed_at, step.since) <= due <= now:
        return False
    return now < meeting.starts_at if step.kind.is_before else now - due <= LATE_AFTER


def useful_until(step: ReminderStep, others: Sequence[ReminderStep], meeting: Meeting, side: Side) -> datetime:
    """Give when a step is of no more use: a reminder once a nearer one to the same reader is due."""
    if not step.kind.is_before:
        return due_at(step, meeting) + LATE_AFTER
    nearer = [
        other.lead for other in others if other.kind.is_before and other.minutes < step.minutes and side in other.sides
    ]
    return meeting.starts_at - max(nearer, default=timedelta())


def key_of(meeting: Meeting, step: ReminderStep, side: Side) -> str:
    """Give the key under which this reader is owed this step, once."""
    return f"booking:{meeting.id}:{meeting.sequence}:{step.name}:{side}"


def _owe(key: str, debt: Debt) -> None:
    booking = bookings.whole(debt.booking_id)
    if booking is None:
        return
    notify(
        recipients(booking)[debt.side],
        "reminder_step",
        key=key,
        subject_id=booking.id,
        useful_until=debt.until,
        side=debt.side.value,
        sequence=booking.sequence,
        step=debt.step.name,
    )


def _near(steps: Iterable[ReminderStep], now: datetime) -> Sequence[Row[UUID, UUID, datetime, datetime, datetime, int]]:
    """Give the standing meetings for which a step may be due: a few ranges of an index, however many steps."""
    ranges = merged(_window(step, now) for step in steps)
    if not ranges:
        return []
    return db.session.execute(
        select(
            Booking.id, Booking.event_type_id, Booking.starts_at, Booking.ends_at, Booking.timed_at, Booking.sequence
        )
        .where(Booking.status == Status.CONFIRMED, or_(*(Booking.starts_at.between(*each) for each in ranges)))
        .order_by(Booking.starts_at, Booking.id)
    ).all()


def merged(windows: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Join windows that overlap or touch; gives them apart and in order."""
    found: list[tuple[datetime, datetime]] = []
    for first, last in sorted(windows):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _window(step: ReminderStep, now: datetime) -> tuple[datetime, datetime]:
    """Give the first and last start of meetings whose step may be due now."""
    if step.kind.is_before:
        return max(now, now + step.lead - LATE_BEFORE), now + step.lead
    return now - step.lead - LATE_AFTER - LONGEST, now - step.lead
