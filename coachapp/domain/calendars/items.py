"""One event of a calendar file as what matters here: when it is, how it repeats, whether it takes the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from coachapp.domain.calendars import values
from coachapp.domain.calendars.content import Component, Line
from coachapp.domain.calendars.reasons import Reason
from coachapp.domain.calendars.values import Odd, When
from coachapp.domain.calendars.zones import Zones

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
_FREE = {"FREE", "WORKINGELSEWHERE"}


@dataclass(slots=True)
class Item:
    """An event. `starts` and `ends` are dates (all day, in the coach's zone) or aware; `doubts` is what was guessed."""

    uid: str
    starts: When
    ends: When
    title: str = ""
    is_free: bool = False
    rules: list[dict[str, Any]] = field(default_factory=list)
    also: list[When] = field(default_factory=list)
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    never: list[When] = field(default_factory=list)
    replaces: When | None = None
    and_after: bool = False
    sequence: int = 0
    doubts: list[Reason] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        """Tell whether it takes place more than once."""
        return bool(self.rules or self.also)

    @property
    def length(self) -> timedelta:
        """Give how long it takes."""
        return span_of(self.starts, self.ends)


def span_of(starts: When, ends: When) -> timedelta:
    """Give the time from one to the other: by the clock for instants, by the calendar for dates."""
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        return ends.astimezone(UTC) - starts.astimezone(UTC)
    return as_date(ends) - as_date(starts)


def as_date(told: When) -> date:
    """Give the date of a date or time."""
    return told.date() if isinstance(told, datetime) else told


def title_of(part: Component) -> str:
    """Give how an event is called, on one line, cut."""
    text = re.sub(r"\\([nN,;\\])", lambda m: " " if m.group(1) in "nN" else m.group(1), part.text("SUMMARY"))
    return " ".join(text.split())[:80]


def item_of(part: Component, zones: Zones, *, is_cancelled: bool = False) -> Item:
    """Read one event; raises Odd where not even its start can be made out."""
    doubts: list[Reason] = []
    start = part.first("DTSTART")
    if start is None or not start.value.strip():
        raise Odd(Reason.NO_START)
    try:
        starts = read_time(start, zones, doubts)
    except Odd:
        raise Odd(Reason.ODD_START) from None
    starts, ends = _span(part, starts, zones, doubts)
    item = Item(part.text("UID"), starts, ends, title_of(part), doubts=doubts)
    item.is_free = is_cancelled or _is_free(part)
    sequence = part.text("SEQUENCE")
    item.sequence = int(sequence) if re.fullmatch(r"\d{1,9}", sequence) else 0
    _repetition(item, part, zones)
    return item


def _is_free(part: Component) -> bool:
    status = part.text("STATUS").upper()
    busy = part.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return status == "CANCELLED" or part.text("TRANSP").upper() == "TRANSPARENT" or busy in _FREE


def read_time(
    line: Line, zones: Zones, doubts: list[Reason], *, value: str | None = None, beside: When | None = None
) -> When:
    """Read the date or time of a line: with its own zone, else that of the start beside it, else the calendar's."""
    told = values.when(line.value if value is None else value, as_date=line.params.get("VALUE", "").upper() == "DATE")
    if not isinstance(told, datetime) or told.tzinfo is not None:
        return told
    zone = _zone(line, zones, doubts)
    if zone is None:
        zone = beside.tzinfo if isinstance(beside, datetime) else None
    return told.replace(tzinfo=zone or zones.floating)


def _zone(line: Line, zones: Zones, doubts: list[Reason]) -> tzinfo | None:
    name = line.params.get("TZID", "")
    if not name:
        return None
    found = zones.of(name)
    if found is None and Reason.UNKNOWN_ZONE not in doubts:
        doubts.append(Reason.UNKNOWN_ZONE)
    return found


def _span(part: Component, starts: When, zones: Zones, doubts: list[Reason]) -> tuple[When, When]:
    """Give start and end: as written, by the length, or what the standard says where neither stands.

    An end that lies up to a day before its start was mistaken for it; any other that makes no sense is an hour.
    """
    line, lasts = part.first("DTEND"), part.text("DURATION")
    try:
        if line is not None and line.value.strip():
            return _ordered(starts, read_time(line, zones, doubts, beside=starts), doubts)
        if lasts:
            return starts, _later(starts, values.length(lasts))
    except (Odd, OverflowError):
        doubts.append(Reason.ODD_END)
        return starts, _later(starts, HOUR)
    return starts, starts + DAY if not isinstance(starts, datetime) else starts


def _later(starts: When, lasts: timedelta) -> When:
    if isinstance(starts, datetime):
        return starts + lasts
    return starts + max(DAY, -(-lasts // DAY) * DAY)


def _ordered(starts: When, ends: When, doubts: list[Reason]) -> tuple[When, When]:
    """Give start and end in their order, the end of the kind that the start is: a date, or a time of its zone."""
    if not isinstance(starts, datetime):
        ends = as_date(ends)
    elif not isinstance(ends, datetime):
        ends = datetime.combine(ends, time(), starts.tzinfo)
    lasts = span_of(starts, ends)
    if lasts < -DAY:
        raise Odd(Reason.ODD_END)
    if lasts < timedelta():
        doubts.append(Reason.ODD_END)
        starts, ends = ends, starts
    return starts, ends if isinstance(starts, datetime) else max(ends, starts + DAY)


def _repetition(item: Item, part: Component, zones: Zones) -> None:
    """Read how the event repeats, and what of the series it replaces; what is odd there costs nothing else."""
    replaces = part.first("RECURRENCE-ID")
    try:
        item.rules = [
            _with_end(values.rule(line.value), item.starts) for line in part.every("RRULE") if line.value.strip()
        ]
        if replaces is not None:
            item.replaces = read_time(replaces, zones, item.doubts, beside=item.starts)
            item.and_after = replaces.params.get("RANGE", "").upper() == "THISANDFUTURE"
    except (Odd, OverflowError):
        item.doubts.append(Reason.ODD_RULE)
    for name, read in (("RDATE", _also), ("EXDATE", _never)):
        for line in part.every(name):
            for value in values.several(line.value):
                try:
                    read(item, line, value, zones)
                except (Odd, OverflowError):
                    item.doubts.append(Reason.ODD_RULE)


def _never(item: Item, line: Line, value: str, zones: Zones) -> None:
    item.never.append(_fitted_time(item, line, value, zones))


def _also(item: Item, line: Line, value: str, zones: Zones) -> None:
    if "/" not in value:
        item.also.append(_fitted_time(item, line, value, zones))
        return
    first = _fitted_time(item, line, value.partition("/")[0], zones)
    _, until = values.period(value)
    last = first + until if isinstance(until, timedelta) else _fitted_time(item, line, value.partition("/")[2], zones)
    if isinstance(first, datetime) and isinstance(last, datetime) and first < last:
        item.spans.append((first, last))


def _fitted_time(item: Item, line: Line, value: str, zones: Zones) -> When:
    return fitted(read_time(line, zones, item.doubts, value=value, beside=item.starts), item.starts)


def fitted(told: When, starts: When) -> When:
    """Give a date or time of the series as the series counts: dates for whole days, wall times in its zone."""
    if not isinstance(starts, datetime):
        return as_date(told)
    if not isinstance(told, datetime):
        return datetime.combine(told, starts.timetz())
    return told.astimezone(starts.tzinfo)


def _with_end(rule: dict[str, Any], starts: When) -> dict[str, Any]:
    """Let UNTIL be of the kind that the start is; a bare date means that whole day."""
    until = rule.get("UNTIL")
    if until is None:
        return rule
    if not isinstance(starts, datetime):
        return {**rule, "UNTIL": as_date(until)}
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    zoned = until if until.tzinfo else until.replace(tzinfo=starts.tzinfo)
    return {**rule, "UNTIL": zoned.astimezone(UTC)}
