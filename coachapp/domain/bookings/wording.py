"""When and where a meeting is, as people say it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from coachapp.domain.bookings.models import EventType, PlaceKind

_KINDS = {
    PlaceKind.VIDEO: "Video call",
    PlaceKind.PHONE: "Phone",
    PlaceKind.IN_PERSON: "In person",
}
_WITHOUT = {
    PlaceKind.VIDEO: "Video call; your coach sends the link before the meeting",
    PlaceKind.PHONE: "By phone; your coach writes to you about who calls whom",
    PlaceKind.IN_PERSON: "In person; your coach sends the address before the meeting",
}


def place_of(event_type: EventType) -> str:
    """Say where the meeting is: "Video call: https://..."."""
    if not event_type.place:
        return _WITHOUT[event_type.place_kind]
    return f"{_KINDS[event_type.place_kind]}: {event_type.place}"


def place_kind_of(event_type: EventType) -> str:
    """Say how people meet, without the address that only those who booked are given."""
    return _KINDS[event_type.place_kind]


def zone_of(name: str) -> str:
    """Say a zone: "Europe/Berlin" is "Berlin time"."""
    return f"{name.rpartition('/')[2].replace('_', ' ')} time"


def day_of(at: datetime, zone: str) -> str:
    """Say a day in that zone: "Tuesday 2 March 2027"."""
    wall = at.astimezone(ZoneInfo(zone))
    return f"{wall:%A} {wall.day} {wall:%B} {wall.year}"


def clock_of(at: datetime, zone: str) -> str:
    """Say a time of day in that zone: "15:00"."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def short(at: datetime, zone: str) -> str:
    """Say an instant in few words: "Tue 2 March, 15:00"."""
    wall = at.astimezone(ZoneInfo(zone))
    return f"{wall:%a} {wall.day} {wall:%B}, {wall:%H:%M}"


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Say the whole meeting: "Tuesday 2 March 2027, 15:00 to 15:30, Berlin time"."""
    hours = f"{clock_of(starts_at, zone)} to {clock_of(ends_at, zone)}"
    return f"{day_of(starts_at, zone)}, {hours}, {zone_of(zone)}"


def day_and_time(at: datetime, zone: str) -> str:
    """Say a start: "Tuesday 2 March, 15:00"."""
    wall = at.astimezone(ZoneInfo(zone))
    return f"{wall:%A} {wall.day} {wall:%B}, {wall:%H:%M}"
