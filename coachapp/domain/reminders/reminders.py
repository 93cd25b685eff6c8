"""Which steps are owed now: computed from the meetings, never scheduled.

A step is owed once its time has come, unless the meeting got its time, or the step its timing, after that: who
books 30 hours ahead needs no letter 72 hours before. The key carries SEQUENCE, so a moved meeting is owed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Interval, Row, Text, and_, case, cast, column, func, or_, select, values

from coachapp.core.db import db
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service.telling import recipients
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.service import notify
from coachapp.domain.reminders import queries
from coachapp.domain.reminders.models import Kind, ReminderStep, To

LATE_BEFORE = timedelta(days=1)
LATE_AFTER = timedelta(days=3)
"""How late a step may still be made up for; with it, a sweep reads a window and not the past."""
LONGEST = timedelta(days=1)
"""No meeting lasts longer: what ended within a window began within the same and a day before."""

_SIDE = values(column("side", Text), name="sides").data([(side.value,) for side in Side])
_LEAD: ColumnElement[timedelta] = func.make_interval(0, 0, 0, 0, 0, ReminderStep.minutes, type_=Interval)
_BEFORE = ReminderStep.kind.in_([kind for kind in Kind if kind.is_before])
_DUE: ColumnElement[datetime] = case((_BEFORE, Booking.starts_at - _LEAD), else_=Booking.ends_at + _LEAD)


def owe_steps(now: datetime) -> None:
    """Owe each reader each step that is due, once per meeting and SEQUENCE."""
    due = _due(now)
    live = queries.live_steps() if due else {}
    for row in due:
        booking = bookings.whole(row.booking_id)
        step: ReminderStep = row.ReminderStep
        if booking is None:
            continue
        until = useful_until(step, live.get(step.event_type_id, []), booking, Side(row.side))
        if now < until:
            _owe(booking, step, Side(row.side), until)


def useful_until(step: ReminderStep, others: Sequence[ReminderStep], booking: Booking, side: Side) -> datetime:
    """Give when a step is of no more use: a reminder once a nearer one to the same reader is due."""
    if not step.kind.is_before:
        return booking.ends_at + step.lead + LATE_AFTER
    nearer = [
        other.lead
        for other in others
        if other.kind.is_before and other.minutes < step.minutes and other.to in {To(side), To.BOTH}
    ]
    return booking.starts_at - max(nearer, default=timedelta())


def key_of(booking: Booking, step: ReminderStep, side: Side) -> str:
    """Give the key under which this reader is owed this step, once."""
    return f"booking:{booking.id}:{booking.sequence}:{step.name}:{side}"


def _owe(booking: Booking, step: ReminderStep, side: Side, until: datetime) -> None:
    notify(
        recipients(booking, booking.event_type)[side],
        "reminder_step",
        key=key_of(booking, step, side),
        subject_id=booking.id,
        useful_until=until,
        side=side.value,
        sequence=booking.sequence,
        step=step.name,
    )


def _due(now: datetime) -> Sequence[Row[tuple[UUID, ReminderStep, Any]]]:
    """Find what is due and not owed yet: a window of starts for each step, then the keys."""
    before = and_(
        _BEFORE,
        Booking.starts_at > now,
        Booking.starts_at.between(now + _LEAD - LATE_BEFORE, now + _LEAD),
    )
    after = and_(
        ~_BEFORE,
        Booking.starts_at.between(now - _LEAD - LATE_AFTER - LONGEST, now - _LEAD),
        _DUE.between(now - LATE_AFTER, now),
    )
    name = func.coalesce(ReminderStep.usual, cast(ReminderStep.id, Text))
    key = func.concat("booking:", Booking.id, ":", Booking.sequence, ":", name, ":", _SIDE.c.side)
    return db.session.execute(
        select(Booking.id.label("booking_id"), ReminderStep, _SIDE.c.side)
        .join(ReminderStep, ReminderStep.event_type_id == Booking.event_type_id)
        .join(_SIDE, ReminderStep.to.in_([To.BOTH]) | (cast(ReminderStep.to, Text) == _SIDE.c.side))
        .where(
            Booking.status == Status.CONFIRMED,
            ReminderStep.is_on,
            ReminderStep.removed_at.is_(None),
            or_(before, after),
            Booking.timed_at <= _DUE,
            ReminderStep.since <= _DUE,
            ~select(Notification.id).where(Notification.key == key).exists(),
        )
        .order_by(Booking.starts_at, Booking.id, ReminderStep.id, _SIDE.c.side)
    ).all()
