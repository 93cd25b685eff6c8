"""When a zone's clocks change (RFC 9636 data), and instants as whole numbers: microseconds since 1970, in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

LOOK = timedelta(hours=6)  # no zone changes its clock twice within six hours
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
SECOND = 1_000_000
LAST_YEAR = 9999


def ticks(at: datetime) -> int:
    """Return the instant as a number."""
    return (at - EPOCH) // TICK


def instant(at: int) -> datetime:
    """Return the number as an instant."""
    seconds, rest = divmod(at, SECOND)
    return EPOCH + timedelta(seconds=seconds, microseconds=rest) if rest else datetime.fromtimestamp(seconds, UTC)


def instants(numbers: list[int]) -> list[datetime]:
    """Return numbers as instants; whole seconds, which nearly all are, cost half."""
    made = datetime.fromtimestamp
    return [instant(at) if at % SECOND else made(at // SECOND, UTC) for at in numbers]


class Stretch(NamedTuple):
    """Instants [starts, ends) during which the zone keeps one UTC offset."""

    starts: datetime
    ends: datetime
    offset: timedelta


def stretches(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Cut [since, until) at each clock change of the zone, exact to the second."""
    start, offset = since, offset_at(zone, since)
    for year in range(since.year, until.year + 1):
        for change, after in _changes(zone, year):
            if start < change < until:
                yield Stretch(start, change, offset)
                start, offset = change, after
    if start < until:
        yield Stretch(start, until, offset)


def offset_at(zone: ZoneInfo, at: datetime) -> timedelta:
    """Return how far the zone's clocks are ahead of UTC."""
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None  # noqa: S101 - an aware instant in a zone always has an offset
    return offset


@lru_cache(maxsize=4096)
def _changes(zone: ZoneInfo, year: int) -> tuple[tuple[datetime, timedelta], ...]:
    """List the clock changes of a year as (first instant, new offset)."""
    at = datetime(year, 1, 1, tzinfo=UTC)
    if year > 1:
        at -= LOOK
    end = datetime(year + 1, 1, 1, tzinfo=UTC) if year < LAST_YEAR else datetime.max.replace(tzinfo=UTC)
    found, offset = [], offset_at(zone, at)
    while at < end:
        ahead = at + LOOK if end - at > LOOK else end
        after = offset_at(zone, ahead)
        if after != offset:
            change = _change(zone, at, ahead)
            if change.year == year:
                found.append((change, after))
        at, offset = ahead, after
    return tuple(found)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first whole second in (before, after] whose offset is no longer that of `before`."""
    old = offset_at(zone, before)
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(zone, before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
