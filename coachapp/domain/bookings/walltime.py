"""The clock times for which a meeting was taken, kept beside its instant: rules of time zones change in between."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Shift(NamedTuple):
    """A clock that shows another time for a meeting than when it was taken; times like "2027-03-02T15:00"."""

    zone: str
    was: str
    now: str


def told(at: datetime, *zones: str) -> str:
    """Write what the clocks of those zones show at an instant: "2027-03-02T15:00 Europe/Berlin; ... Asia/Tokyo"."""
    return "; ".join(f"{_wall(at, zone)} {zone}" for zone in dict.fromkeys(zones))


def shifts(at: datetime, kept: str) -> list[Shift]:
    """Give the clocks that show another time at that instant than was kept of it."""
    found = []
    for part in filter(None, kept.split("; ")):
        was, _, zone = part.partition(" ")
        now = _wall(at, zone)
        if now != was:
            found.append(Shift(zone, was, now))
    return found


def _wall(at: datetime, zone: str) -> str:
    try:
        return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    except (ZoneInfoNotFoundError, ValueError):
        return "no such zone"
