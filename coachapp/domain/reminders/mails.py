"""The letters of a sequence: each re-reads meeting and step, and says nothing when they have changed since."""

from __future__ import annotations

from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reminders import brief, queries
from coachapp.domain.reminders.letters import letter_of
from coachapp.domain.reminders.models import Kind, ReminderStep


@writes("reminder_step")
def reminder_step(owed: Notification) -> Letter | None:
    """Write the step that was owed."""
    return _written(owed, str(owed.facts["step"]))


@writes("day_before")
def day_before(owed: Notification) -> Letter | None:
    """Write a reminder that an earlier release owed."""
    return _written(owed, "day_before")


@writes("hour_before")
def hour_before(owed: Notification) -> Letter | None:
    """Write a reminder that an earlier release owed."""
    return _written(owed, "hour_before")


def _written(owed: Notification, name: str) -> Letter | None:
    booking = bookings.whole(owed.subject_id)
    if booking is None or booking.sequence != owed.facts["sequence"] or not booking.is_confirmed:
        return None
    step, side = queries.find_live(booking, name), Side(owed.facts["side"])
    if step is None or not _still_fits(step, booking, side):
        return None
    more = brief.more_of(booking) if step.kind is Kind.BRIEF else None
    return letter_of(step, booking, side, zone=owed.time_zone, more=more)


def _still_fits(step: ReminderStep, booking: Booking, side: Side) -> bool:
    if step.kind.is_before:
        return True
    if not queries.stood(booking) or (side is Side.GUEST and queries.wants_none(booking.guest_email)):
        return False
    return step.kind is not Kind.FOLLOW_UP or not queries.is_settled(booking)
