"""Hours, offers and meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from coachapp.core import clock
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.reminders import owe_expired
from coachapp.domain.bookings.waitlist import WaitlistEntry
from coachapp.domain.hours import service as hours_service
from coachapp.domain.hours.openings import Window

_numbers = count(1)
ALL_DAY = {day: [Window(0, 1440)] for day in range(7)}


def hours(coach: Viewer, *, weekly: Mapping[int, list[Window]] = ALL_DAY, zone: str = "Europe/Berlin") -> None:
    """Give the coach hours: all of every day, if nothing else is asked."""
    hours_service.set_hours(coach, time_zone=zone, weekly=weekly)


def event_type(coach: Viewer, **facts: Any) -> EventType:
    """Offer a half-hour consultation without notice; gives it with its coach loaded."""
    n = next(_numbers)
    given = {
        "name": "Free consultation",
        "slug": f"consultation-{n}",
        "minutes": 30,
        "step_minutes": 30,
        "notice_minutes": 0,
        "horizon_days": 60,
        "place_kind": PlaceKind.VIDEO,
        "place": "https://video.example.org/olivia",
        "questions": ["What role are you looking for?"],
    }
    made = service.add_event_type(coach, **(given | facts))
    return queries.get_event_type(coach, made.id)


def offer(coach: Viewer, **facts: Any) -> EventType:
    """Give the coach hours and an event type."""
    hours(coach)
    return event_type(coach, **facts)


def guest(**facts: Any) -> service.Guest:
    """Give somebody who books."""
    n = next(_numbers)
    given = {"name": "Amira Haddad", "email": f"guest{n}@example.org", "time_zone": "Asia/Tokyo"}
    return service.Guest(**(given | facts))


def in_days(days: float) -> datetime:
    """Give the full hour that many days from now."""
    return (clock.now().astimezone(UTC) + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)


def booking(coach: Viewer, *, at: EventType | None = None, days: float = 3, **facts: Any) -> Booking:
    """Take a meeting with the coach."""
    taken = service.book(at or offer(coach), guest(**facts), starts_at=in_days(days))
    return queries.get_booking(coach, taken.id)


def wait(time: timedelta) -> None:
    """Let that time pass, and what it alone changes happen."""
    clock.shift(clock.offset() + time.total_seconds())
    owe_expired(clock.now())


def waiting(coach: Viewer) -> WaitlistEntry:
    """Put somebody in line for a day of a new offer that one meeting fills."""
    made = event_type(coach, most_per_day=1, questions=[])
    at = in_days(6).replace(hour=12)
    service.book(made, guest(), starts_at=at)
    return service.join(made, guest(time_zone="Europe/Berlin"), day=at.date())
