"""Weekly hours and dates that differ, as instants: wall time in, UTC out.

Hours mean wall time in an IANA zone (RFC 9636 data). An instant is open when the clock on the coach's
wall shows a time inside a window. So a wall time that a clock change skips is never open, and one that
it repeats is open twice.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coachapp.domain.hours.changes import EPOCH, SECOND, TICK, instant, stretches, ticks

DAY = timedelta(days=1)
MINUTES_A_DAY = 24 * 60
A_MINUTE, A_DAY = 60 * SECOND, MINUTES_A_DAY * 60 * SECOND
_FIRST_DAY = EPOCH.date()
Span = tuple[int, int]
"""A stretch of time between two instants as whole numbers (changes.py): [starts, ends)."""


class Window(NamedTuple):
    """Minutes of wall time after midnight: [starts, ends). Past 1440 it goes on into the next day, by 6 hours at most.

    It belongs to the day on which it starts: a day off leaves what began the evening before as it is.
    """

    starts: int
    ends: int


class Interval(NamedTuple):
    """A stretch of time between two aware instants: [starts, ends)."""

    starts: datetime
    ends: datetime


class Part(NamedTuple):
    """An open part of a window in whole numbers: [starts, ends), where its grid begins, and the zone's offset."""

    starts: int
    ends: int
    origin: int
    offset: int

    def first(self, at: int, step: int) -> int:
        """Return the first instant on the grid from that one on."""
        return at + (self.origin - at) % step


@dataclass(frozen=True)
class Hours:
    """When a coach takes meetings: windows per weekday (Monday is 0), and the dates that differ.

    A date in `dates` replaces its weekday; an empty tuple is a day off.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[Window, ...]]
    dates: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """Return the windows of one wall date."""
        if day in self.dates:
            return self.dates[day]
        return self.weekly.get(day.weekday(), ())


@dataclass(frozen=True)
class Openings:
    """The instants within [since, until) at which hours are open, and those on the grid.

    `open` is sorted and merged: windows that touch (Saturday until 24:00, Sunday from 0:00) are one.
    `grid` holds every instant at which a meeting may start, `step` apart in wall time, counted from the
    start of its window.
    """

    hours: Hours
    since: datetime
    until: datetime
    step: timedelta

    @cached_property
    def parts(self) -> list[Part]:
        """List each open part of a window, sorted; a clock change and the ends of the time looked at cut them."""
        found: list[Part] = []
        for stretch in stretches(self.hours.zone, self.since, self.until):
            first, last, offset = ticks(stretch.starts), ticks(stretch.ends), stretch.offset // TICK
            number = (first + offset) // A_DAY - 1  # whose windows may reach past midnight
            day, at = _FIRST_DAY + number * DAY, number * A_DAY - offset
            while at < last:
                for window in self.hours.windows_on(day):
                    origin, ends = at + window.starts * A_MINUTE, at + window.ends * A_MINUTE
                    starts = max(first, origin)
                    ends = min(last, ends)
                    if starts < ends:
                        found.append(Part(starts, ends, origin, offset))
                day, at = day + DAY, at + A_DAY
        found.sort()
        return found

    @cached_property
    def spans(self) -> list[Span]:
        """List the open times, sorted, none touching another."""
        return joined([(part.starts, part.ends) for part in self.parts])

    @cached_property
    def open(self) -> list[Interval]:
        """List the same as intervals of instants."""
        return [Interval(instant(starts), instant(ends)) for starts, ends in self.spans]

    @cached_property
    def grid(self) -> list[datetime]:
        """List the instants at which a meeting may start, sorted, each once."""
        step = self.step // TICK
        found = {at for part in self.parts for at in range(part.first(part.starts, step), part.ends, step)}
        return [instant(at) for at in sorted(found)]

    def is_on_grid(self, at: datetime) -> bool:
        """Say whether a meeting may start at this instant."""
        wanted, step = ticks(at), self.step // TICK
        return any((wanted - part.origin) % step == 0 for part in self.parts if part.starts <= wanted < part.ends)

    def around(self, at: datetime) -> Interval | None:
        """Return the open interval that holds this instant."""
        wanted = ticks(at)
        place = bisect_right(self.spans, wanted, key=itemgetter(0)) - 1
        if place >= 0 and wanted < self.spans[place][1]:
            return self.open[place]
        return None


def joined(spans: list[Span]) -> list[Span]:
    """Return the same times sorted, none touching or overlapping another; empty ones are left out."""
    result: list[Span] = []
    last_starts, last_ends = 0, None
    for starts, ends in sorted(spans):
        if starts >= ends:
            continue
        if last_ends is None:
            last_starts, last_ends = starts, ends
        elif starts <= last_ends:
            last_ends = max(last_ends, ends)
        else:
            result.append((last_starts, last_ends))
            last_starts, last_ends = starts, ends
    if last_ends is not None:
        result.append((last_starts, last_ends))
    return result


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a date (where a clock change skips midnight, the first that exists)."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
