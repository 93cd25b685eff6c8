"""A meeting that never was, to show how a letter reads before anybody gets it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm.attributes import set_committed_value

from coachapp.core import clock
from coachapp.core.ids import new_id
from coachapp.domain.bookings import places
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.notifications.letters import Letter
from coachapp.domain.reminders.letters import letter_of
from coachapp.domain.reminders.models import Kind, ReminderStep

FAR, NEAR = "Asia/Tokyo", "Europe/Lisbon"
MORE = [("Met before", "not yet")]


def letters(event_type: EventType, step: ReminderStep) -> list[tuple[Side, str, Letter]]:
    """Give the letter of each reader with the name it greets, times as that reader's clock shows them."""
    booking, coach = meeting(event_type), event_type.coach.user
    more = MORE if step.kind is Kind.BRIEF else None
    zones = {Side.GUEST: (booking.guest_name, booking.time_zone), Side.COACH: (coach.name, coach.time_zone)}
    return [
        (side, zones[side][0], letter_of(step, booking, side, zone=zones[side][1], more=more)) for side in step.sides
    ]


def meeting(event_type: EventType) -> Booking:
    """Give the example: a guest far away, in two days, at two in the coach's afternoon. It is never stored."""
    coach = event_type.coach.user
    zone = clock.zone(coach.time_zone)
    day = clock.today(coach.time_zone) + timedelta(days=2)
    starts_at = datetime.combine(day, time(14), zone)
    ends_at = starts_at + timedelta(minutes=event_type.minutes)
    made = new_id()
    booking = Booking(
        id=made,
        uid=f"{made}@coachapp",
        event_type_id=event_type.id,
        coach_id=event_type.coach_id,
        guest_name="Amira Haddad",
        guest_email="amira@example.org",
        time_zone=event_type.place_zone or (NEAR if coach.time_zone == FAR else FAR),
        place=places.place_for(event_type),
        goal="A product role in climate tech",
        note="",
        answers=[{"question": each, "answer": "Their answer"} for each in _asked(event_type)],
        resume_key=None,
        starts_at=starts_at,
        ends_at=ends_at,
        busy=Range(starts_at, ends_at),
        status=Status.CONFIRMED,
        sequence=0,
        generation=1,
    )
    set_committed_value(booking, "event_type", event_type)
    set_committed_value(booking, "coach", event_type.coach)
    return booking


def _asked(event_type: EventType) -> list[str]:
    return [str(each.get("text", "") if isinstance(each, dict) else each) for each in event_type.questions]
