"""Weekly hours and dates that differ, as instants: wall time in, UTC out.

Hours mean wall time in an IANA zone (RFC 9636 data). An instant is open when the clock on the coach's
wall shows a time inside a window. So a wall time that a clock change skips is never open, and one that
it repeats is open twice.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LOOK = timedelta(hours=6)  # no zone changes its clock twice within six hours
MINUTES_A_DAY = 24 * 60


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


class Stretch(NamedTuple):
    """Instants [starts, ends) during which the zone keeps one UTC offset."""

    starts: datetime
    ends: datetime
    offset: timedelta


def stretches(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Cut [since, until) at each clock change of the zone, exact to the second."""
    start, at, offset = since, since, _offset(zone, since)
    while at < until:
        ahead = min(at + LOOK, until)
        if _offset(zone, ahead) != offset:
            change = _change(zone, at, ahead)
            yield Stretch(start, change, offset)
            start, offset = change, _offset(zone, change)
            at = change
        else:
            at = ahead
    if start < until:
        yield Stretch(start, until, offset)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None  # noqa: S101 - an aware instant in a zone always has an offset
    return offset


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first whole second in (before, after] whose offset is no longer that of `before`."""
    old = _offset(zone, before)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


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
    def _parts(self) -> list[tuple[Interval, datetime]]:
        """List each open part of a window with the instant from which its grid is counted."""
        found: list[tuple[Interval, datetime]] = []
        for stretch in stretches(self.hours.zone, self.since, self.until):
            day = (stretch.starts + stretch.offset).date() - DAY  # whose windows may reach past midnight
            last = (stretch.ends + stretch.offset).date()
            while day <= last:
                midnight = datetime.combine(day, time(), UTC) - stretch.offset
                found += _clipped(self.hours.windows_on(day), midnight, stretch)
                day += DAY
        return found

    @cached_property
    def open(self) -> list[Interval]:
        """List the open intervals, sorted, none touching another."""
        return merged([part for part, _ in self._parts])

    @cached_property
    def grid(self) -> list[datetime]:
        """List the instants at which a meeting may start, sorted, each once."""
        found: set[datetime] = set()
        for part, origin in self._parts:
            skipped = -((origin - part.starts) // self.step)
            at = origin + max(skipped, 0) * self.step
            while at < part.ends:
                found.add(at)
                at += self.step
        return sorted(found)

    @cached_property
    def _on_grid(self) -> frozenset[datetime]:
        return frozenset(self.grid)

    @cached_property
    def _starts(self) -> list[datetime]:
        return [interval.starts for interval in self.open]

    def is_on_grid(self, at: datetime) -> bool:
        """Say whether a meeting may start at this instant."""
        return at in self._on_grid

    def around(self, at: datetime) -> Interval | None:
        """Return the open interval that holds this instant."""
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and at < self.open[place].ends:
            return self.open[place]
        return None


def _clipped(windows: tuple[Window, ...], midnight: datetime, stretch: Stretch) -> Iterator[tuple[Interval, datetime]]:
    for window in windows:
        origin = midnight + timedelta(minutes=window.starts)
        starts = max(origin, stretch.starts)
        ends = min(midnight + timedelta(minutes=window.ends), stretch.ends)
        if starts < ends:
            yield Interval(starts, ends), origin


def merged(intervals: list[Interval]) -> list[Interval]:
    """Return the same instants as sorted intervals, none touching or overlapping another."""
    result: list[Interval] = []
    for interval in sorted(intervals):
        if interval.starts >= interval.ends:
            continue
        if result and interval.starts <= result[-1].ends:
            result[-1] = Interval(result[-1].starts, max(result[-1].ends, interval.ends))
        else:
            result.append(interval)
    return result


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a date (where a clock change skips midnight, the first that exists)."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
