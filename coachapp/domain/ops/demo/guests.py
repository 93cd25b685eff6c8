"""Hours, offers, and people who came through the booking link."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries
from coachapp.domain.bookings import service as bookings
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window
from coachapp.domain.ops.demo import stage

MORNING, AFTERNOON = Window(9 * 60, 12 * 60), Window(13 * 60, 17 * 60)
QUESTION = "What would make this talk worth it for you?"


def open_doors(coach: Viewer) -> tuple[EventType, EventType]:
    """Set the hours and offer two kinds of talk."""
    weekly = {day: [MORNING, AFTERNOON] for day in range(5)}
    hours.set_hours(coach, time_zone=stage.ZONE, weekly=weekly)
    shared = {
        "step_minutes": 30,
        "horizon_days": 60,
        "place_kind": PlaceKind.VIDEO,
        "place": "https://meet.demo.test/dana",
    }
    first = bookings.add_event_type(
        coach,
        name="Free consultation",
        slug="free-consultation",
        minutes=30,
        notice_minutes=240,
        buffer_after=15,
        most_per_day=4,
        description="Half an hour on where you stand and what could help. No preparation needed, and no strings.",
        questions=[QUESTION],
        **shared,
    )
    second = bookings.add_event_type(
        coach,
        name="Review session",
        slug="review-session",
        minutes=50,
        notice_minutes=1440,
        description="We go through your resume or an interview answer together.",
        questions=[],
        **shared,
    )
    return queries.get_event_type(coach, first.id), queries.get_event_type(coach, second.id)


def book(event_type: EventType, *, days: int, hour: int, booked: int, **guest: str) -> Booking:
    """Let somebody book a talk on a day, some days before it; the past is lived through."""
    who = bookings.Guest(
        name=guest["name"],
        email=guest["email"],
        goal=guest.get("goal", ""),
        time_zone=guest.get("zone", stage.ZONE),
        answers={QUESTION: guest["wish"]} if "wish" in guest else {},
    )
    with stage.on_day(booked):
        return bookings.book(event_type, who, starts_at=stage.moment(days, hour))


def play(consultation: EventType) -> Booking:
    """Bring guests of the past and of the days to come; gives the talk of whoever becomes Maya, the client."""
    first, last = stage.past_working_day(-38), stage.past_working_day(-1)
    talk = book(consultation, days=first, hour=10, booked=first - 3, **MAYA)
    book(consultation, days=last, hour=14, booked=last - 4, **PRIYA)
    book(consultation, days=stage.working_day(1), hour=11, booked=-2, **TOM)
    later = book(consultation, days=stage.working_day(3), hour=15, booked=-5, **ANA)
    with stage.on_day(-1, 16):
        bookings.cancel(later, reason="I found a role. Thank you for the slot.")
    return talk


MAYA = {
    "name": "Maya Lindqvist",
    "email": "client@demo.test",
    "goal": "A senior product role in climate tech",
    "wish": "I get interviews and then a form letter. I would like to know what happens in between.",
}
PRIYA = {
    "name": "Priya Raman",
    "email": "priya.raman@demo.test",
    "goal": "Back into data work after two years with my son",
    "wish": "How do I talk about the gap?",
    "zone": "Europe/London",
}
TOM = {
    "name": "Tom Becker",
    "email": "tom.becker@demo.test",
    "goal": "From teaching to learning design",
    "wish": "Which of my classroom stories count?",
}
ANA = {
    "name": "Ana Sofía Fernández de la Vega",
    "email": "ana.fernandez@demo.test",
    "goal": "A finance role with less travel",
    "wish": "Honest words on my resume.",
    "zone": "Europe/Madrid",
}
