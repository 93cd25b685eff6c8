"""Windows as people write them ("09:00" to "12:30", "24:00" at the latest) and as they are stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from coachapp.domain.hours.openings import MINUTES_A_DAY, Window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")


class OddWindow(ValueError):
    """A window that can't be; the text says why."""


def minute_of(text: str) -> int:
    """Return the minute of the day that "9:30" or "24:00" names."""
    match = _CLOCK.fullmatch(text.strip())
    minute = int(match[1]) * 60 + int(match[2]) if match else MINUTES_A_DAY + 1
    if minute > MINUTES_A_DAY:
        raise OddWindow("Give a time like 09:30. A day ends at 24:00.")
    return minute


def clock_of(minute: int) -> str:
    """Return the minute of the day as a clock shows it: 570 is "09:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def window_of(starts: str, ends: str) -> Window:
    """Return the window between two clock times; "00:00" as its end means the end of the day."""
    first, last = minute_of(starts), minute_of(ends)
    if last == 0:
        last = MINUTES_A_DAY
    if first >= last:
        raise OddWindow(f"{clock_of(first)} to {ends} ends before it starts. Past midnight? Split it at 24:00.")
    return Window(first, last)


def one_day(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return the windows of one day in order; two that overlap are refused."""
    ordered = tuple(sorted(windows))
    for first, second in pairwise(ordered):
        if second.starts < first.ends:
            raise OddWindow(
                f"{clock_of(first.starts)} to {clock_of(first.ends)} and "
                f"{clock_of(second.starts)} to {clock_of(second.ends)} overlap."
            )
    return ordered


def stored(windows: Iterable[Window]) -> list[list[int]]:
    """Return the windows as they stand in the database."""
    return [[window.starts, window.ends] for window in windows]


def read(stored_windows: Iterable[Any]) -> tuple[Window, ...]:
    """Return stored windows of one day as windows."""
    return tuple(Window(int(starts), int(ends)) for starts, ends in stored_windows)


def read_weekly(weekly: Mapping[str, Any]) -> dict[int, tuple[Window, ...]]:
    """Return stored weekly hours as windows per weekday, Monday is 0."""
    return {int(day): read(windows) for day, windows in weekly.items()}


def rows(weekly: Mapping[int, Iterable[Window]]) -> list[dict[str, str]]:
    """Return weekly hours as a flat list of windows, each with its weekday, as people write them."""
    return [
        {"weekday": WEEKDAYS[day], "starts": clock_of(window.starts), "ends": clock_of(window.ends)}
        for day in sorted(weekly)
        for window in weekly[day]
    ]
