"""A date and a time of day as instants: exactly one, none where the clock skips it, two where it comes twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachapp.domain.hours.windows import clock_of


class Skipped(ValueError):
    """A wall time that does not exist on that date; the text says so."""


def instants_of(day: date, minute: int, zone: ZoneInfo) -> list[datetime]:
    """Return each instant at which the wall shows that minute of the day (1440 is the next midnight), in UTC."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(at for at in both if at.astimezone(zone).replace(tzinfo=None) == wall)


def first_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time, the first where the clock is set back over it."""
    return _some(day, minute, zone)[0]


def last_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time, the second where the clock is set back over it."""
    return _some(day, minute, zone)[-1]


def _some(day: date, minute: int, zone: ZoneInfo) -> list[datetime]:
    found = instants_of(day, minute, zone)
    if not found:
        raise Skipped(f"There is no {clock_of(minute)} on that day: the clock is set forward over it.")
    return found
