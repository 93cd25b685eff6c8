"""Which time zone a calendar file means: IANA names, Windows names, decorated ones, and definitions of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from coachapp.domain.calendars.content import Component
from coachapp.domain.calendars.patience import OutOfPatience, patient

_UTC = {"utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "tzone://microsoft/utc", "coordinated universal time", "utc+0"}
_OFFSET = re.compile(r"(?:etc/)?(?:utc|gmt)\s*([+-])(\d{1,2})(?:[:.]?(\d\d))?", re.IGNORECASE)
_DISPLAY = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*(.+)", re.IGNORECASE | re.DOTALL)
_WINDOWS = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones()) if not name.startswith(("posix", "right"))}


@cache
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2].replace("_", " "): real for name, real in _names().items() if "/" in name}


def known(name: str) -> tzinfo | None:
    """Give the zone of a name that the world knows, in any of its spellings, or None."""
    told = name.strip().strip('"').lower()
    if told in _UTC:
        return UTC
    for spelled in (told, re.sub(r"[ _-]\d+$", "", told)):
        if real := _names().get(spelled) or _windows(spelled):
            return ZoneInfo(real)
    if found := _OFFSET.fullmatch(told):
        return _fixed(*found.groups(), is_etc=told.startswith("etc/"))
    return _inside(told)


def _windows(told: str) -> str | None:
    real = _WINDOWS.get(told) or _WINDOWS.get(told.replace("daylight", "standard"))
    return _names().get(real.lower()) if real else None


def _fixed(sign: str, hours: str, minutes: str | None, *, is_etc: bool) -> tzinfo | None:
    away = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if away > timedelta(hours=15):
        return None
    return timezone(away if (sign == "+") != is_etc else -away)


def _inside(told: str) -> tzinfo | None:
    """Find a known name at the end of a decorated one, or a city of it in one that is meant for people."""
    parts = told.split("/")
    for n in (3, 2):
        if len(parts) > n and (real := _names().get("/".join(parts[-n:]))):
            return ZoneInfo(real)
    if shown := _DISPLAY.fullmatch(told):
        for city in re.split(r"[,/&]| and ", shown.group(1)):
            if real := _cities().get(city.strip()) or _windows(city.strip()):
                return ZoneInfo(real)
    return None


class Zones:
    """The zones of one calendar: what it defines itself, and what stands for a time without one."""

    def __init__(self, calendar: Component, own: tzinfo) -> None:
        """`own` is the coach's zone, in which dates begin, and times where the calendar names no zone itself."""
        self.own = own
        self.floating = known(calendar.text("X-WR-TIMEZONE")) or own
        self._defined = {part.text("TZID").strip('"'): part for part in calendar.parts if part.name == "VTIMEZONE"}
        self._found: dict[str, tzinfo | None] = {}

    def of(self, name: str) -> tzinfo | None:
        """Give the zone that this calendar means by a name; None where nobody knows it."""
        if name not in self._found:
            self._found[name] = known(name) or self._own_definition(name)
        return self._found[name]

    def _own_definition(self, name: str) -> tzinfo | None:
        part = self._defined.get(name)
        if part is None:
            return None
        return known(part.text("X-LIC-LOCATION")) or _made(part.source)


def _made(source: Sequence[str]) -> tzinfo | None:
    """Make a zone of a definition, bounded and tried out; None where that can't be done."""
    if len(source) > 400:
        return None
    kept = [line for line in source if not line.upper().startswith("X-")]
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *kept, "END:VCALENDAR", ""])
    try:
        with patient(1.0):
            made: tzinfo = Calendar.from_ical(text).timezones[0].to_tz(lookup_tzid=False)
            for month in range(1, 13):
                made.utcoffset(datetime(2026, month, 15, 12))  # noqa: DTZ001 - wall time, to see that it answers
    except (OutOfPatience, Exception):  # noqa: BLE001 - whatever a stranger's definition provokes means one thing
        return None
    return made
