"""Steps of a sequence, and what they owe."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reminders import queries, reminders, service
from coachapp.domain.reminders.models import Kind, ReminderStep, To

HOUR, DAY = 60, 1440


def step(coach: Viewer, offer: EventType, **facts: Any) -> ReminderStep:
    """Add a reminder to both, a day before, if nothing else is asked."""
    given = {"kind": Kind.REMINDER, "to": To.BOTH, "minutes": DAY, "subject": "Soon: {offer}", "body": "See you."}
    return service.add(coach, offer, **(given | facts))


def alone(coach: Viewer, offer: EventType, *leads: int, **facts: Any) -> list[ReminderStep]:
    """Take the usual steps away and put reminders with these leads there, long ago."""
    for each in queries.steps_of(offer):
        service.remove(coach, offer, each)
    return [step(coach, offer, minutes=lead, **facts) for lead in leads]


def usual(offer: EventType, name: str) -> ReminderStep:
    """Give the usual step of that name."""
    return next(each for each in queries.steps_of(offer) if each.usual == name)


def owed(booking: Booking, name: str | None = None) -> list[Notification]:
    """Give what the steps owe about this meeting, or that step alone, by key."""
    query = select(Notification).where(Notification.subject_id == booking.id, Notification.kind == "reminder_step")
    found = db.session.scalars(query.order_by(Notification.key)).all()
    return [each for each in found if name is None or each.facts["step"] == name]


def sides(booking: Booking, name: str) -> list[str]:
    """Give who is owed that step, of the meeting as it stands."""
    return [each.facts["side"] for each in owed(booking, name) if each.facts["sequence"] == booking.sequence]


def sweep(at: datetime) -> None:
    """Let beat ring at that instant."""
    reminders.owe_steps(at)
