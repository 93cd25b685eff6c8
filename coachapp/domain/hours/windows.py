"""Windows as people write them ("09:00" to "12:30", "22:30" to "02:00" past midnight) and as they are stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from coachapp.domain.hours.openings import MINUTES_A_DAY, Window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")


MOST_PAST_MIDNIGHT = 6 * 60
"""Minutes; a window that reaches further is more likely two times the wrong way round."""


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
    """Return the minute as a clock shows it: 570 is "09:30", 1440 "24:00", 1530 "01:30" of the next day."""
    shown = minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY
    return f"{shown // 60:02}:{shown % 60:02}"


def said(window: Window) -> str:
    """Say a window: "22:30 to 02:00 the next day"."""
    past = " the next day" if window.ends > MINUTES_A_DAY else ""
    return f"{clock_of(window.starts)} to {clock_of(window.ends)}{past}"


def window_of(starts: str, ends: str) -> Window:
    """Return the window between two clock times; one that ends before it starts ends on the next day."""
    first, last = minute_of(starts), minute_of(ends)
    if first >= MINUTES_A_DAY:
        raise OddWindow("A day begins at 00:00, the next one, too. Start before 24:00.")
    if last == first:
        raise OddWindow(f"{clock_of(first)} to {clock_of(first)} is no time at all. All day is 00:00 to 24:00.")
    if last < first:
        last += MINUTES_A_DAY
    if last > MINUTES_A_DAY + MOST_PAST_MIDNIGHT:
        raise OddWindow(f"{said(Window(first, last))} is a long night. Swap the two times, or split it at 24:00.")
    return Window(first, last)


def one_day(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return the windows of one day in order; two that overlap are refused."""
    ordered = tuple(sorted(windows))
    for first, second in pairwise(ordered):
        if second.starts < first.ends:
            raise OddWindow(f"{said(first)} and {said(second)} overlap.")
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
