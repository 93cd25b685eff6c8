"""When the events of one UID take place within a span of time: repetitions, exceptions, moves, and their bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

from coachapp.domain.calendars.items import DAY, HOUR, Item, fitted
from coachapp.domain.calendars.patience import OutOfPatience, patient
from coachapp.domain.calendars.reasons import Reason
from coachapp.domain.calendars.values import LONGEST, When

Span = tuple[datetime, datetime]
MOST = 5_000
SECONDS = 1.5
_SHORT = {"SECONDLY": timedelta(seconds=1), "MINUTELY": timedelta(minutes=1), "HOURLY": HOUR}
_MARK = "X-COACHAPP-ITEM"


def spans_of(items: Sequence[Item], own: tzinfo, since: datetime, until: datetime) -> Iterator[Span]:
    """Give when the events of one UID take the time, in UTC; what had to be guessed is added to their doubts.

    `own` is the zone in which days begin. Spans may reach over since and until, and may overlap.
    """
    standing = [item for item in _latest(items) if not _is_over(item, own, since)]
    masters = _aligned(standing)
    if not any(item.repeats or item.replaces is not None or item.spans for item in standing):
        yield from (in_utc(item.starts, item.ends, own) for item in standing if not item.is_free)
        return
    taken = [item for item in standing if not item.is_free]
    yield from ((first.astimezone(UTC), last.astimezone(UTC)) for item in taken for first, last in item.spans)
    if len(masters) == 1 and len(standing) == 1 and (quick := _often(masters[0], since, until)) is not None:
        yield from quick
        return
    try:
        with patient(SECONDS):
            yield from list(_expanded(standing, own, since, until))
    except (OutOfPatience, Exception) as trouble:  # noqa: BLE001 - whatever a stranger's rule provokes means one thing
        reason = Reason.TOO_OFTEN if isinstance(trouble, OutOfPatience) else Reason.ODD_RULE
        for item in standing:
            item.doubts.append(reason)
        yield from (in_utc(item.starts, item.ends, own) for item in taken)


def _latest(items: Sequence[Item]) -> list[Item]:
    """Leave out what a higher SEQUENCE replaced; events that share a UID alone all stand."""
    newest: dict[When | None, int] = {}
    for item in items:
        newest[item.replaces] = max(item.sequence, newest.get(item.replaces, 0))
    return [item for item in items if item.sequence == newest[item.replaces]]


def _aligned(items: Sequence[Item]) -> list[Item]:
    """Give the masters, after each exception names the time that it replaces as the first of them counts."""
    masters = [item for item in items if item.replaces is None]
    for item in items if masters else ():
        if item.replaces is not None:
            item.replaces = fitted(item.replaces, masters[0].starts)
    return masters


def _is_over(item: Item, own: tzinfo, since: datetime) -> bool:
    """Tell whether nothing of the event can reach the span any more; an exception may still take a time away."""
    if item.replaces is not None or item.also or item.spans:
        return False
    if not item.rules:
        return in_utc(item.starts, item.ends, own)[1] < since
    ends = [rule["UNTIL"] for rule in item.rules if "UNTIL" in rule]
    return len(ends) == len(item.rules) and max(_instant(end, own) for end in ends) + item.length + DAY < since


def in_utc(starts: When, ends: When, own: tzinfo) -> Span:
    """Give the instants of an event; whole days begin and end at midnight of the coach's zone."""
    return _instant(starts, own), _instant(ends, own)


def _instant(told: When, own: tzinfo) -> datetime:
    if not isinstance(told, datetime):
        told = datetime.combine(told, time(), own)
    elif told.tzinfo is None:
        told = told.replace(tzinfo=own)
    return told.astimezone(UTC)


def _often(item: Item, since: datetime, until: datetime) -> list[Span] | None:
    """Work out a plain rule of hours, minutes or seconds by arithmetic; None for all other rules.

    Where the next begins before the last one ends, or where there are too many, the whole of it is taken.
    """
    rule = item.rules[0] if len(item.rules) == 1 else {}
    step = _SHORT.get(rule.get("FREQ", ""))
    if step is None or not isinstance(item.starts, datetime):
        return None
    if item.is_free:
        return []
    step *= rule.get("INTERVAL", 1)
    first, last = item.starts.astimezone(UTC), min(rule.get("UNTIL", until), until)
    if "COUNT" in rule:
        last = min(last, first + step * (rule["COUNT"] - 1))
    if last < first:
        return []
    n = max(0, (since - item.length - first) // step)
    is_plain = not any(key.startswith("BY") for key in rule) and not item.never and not item.also
    if item.length >= step or (last - first) // step - n > MOST:
        item.doubts += [] if item.length >= step and is_plain else [Reason.TOO_OFTEN]
        return [(first, last + item.length)] if item.length else []
    if not is_plain:
        return None
    found = []
    while (start := first + step * n) <= last:
        found.append((start, start + item.length))
        n += 1
    return found


def _expanded(items: Sequence[Item], own: tzinfo, since: datetime, until: datetime) -> Iterator[Span]:
    calendar = Calendar()
    for number, item in enumerate(_unique(items)):
        calendar.add_component(_event(item, number))
    known = list(_unique(items))
    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    reach = max([item.length for item in items], default=DAY)
    for event in query.between(since - min(reach, LONGEST) - 2 * DAY, until + 2 * DAY):
        if not known[int(event[_MARK])].is_free:
            yield in_utc(event["DTSTART"].dt, event["DTEND"].dt, own)


def _unique(items: Sequence[Item]) -> Iterator[Item]:
    """Give the items, with at most one master: of several that repeat under one UID each gets its own series.

    An exception that brings a rule of its own goes on by that rule, unless the master is the newer one.
    """
    masters = [item for item in items if item.replaces is None]
    newest = max((item.sequence for item in masters), default=0)
    for item in items:
        is_master = item.replaces is None
        yield replace(item, uid=f"{item.uid}#{id(item)}") if is_master and item is not masters[0] else item
        if not is_master and item.rules and item.sequence >= newest:
            yield replace(item, uid=f"{item.uid}#{id(item)}", replaces=None, also=[], never=[])


def _event(item: Item, number: int) -> Event:
    event = Event()
    event.add("UID", item.uid or f"item-{number}")
    event.add(_MARK, str(number))
    event.add("SEQUENCE", item.sequence)
    event.add("DTSTART", item.starts)
    event.add("DTEND", item.ends)
    if item.replaces is not None:
        event.add("RECURRENCE-ID", item.replaces, {"RANGE": "THISANDFUTURE"} if item.and_after else {})
    for rule in item.rules if item.replaces is None else ():
        event.add("RRULE", vRecur(rule))
    for day in item.also:
        event.add("RDATE", _plain(day))
    for day in item.never:
        event.add("EXDATE", _plain(day))
    return event


def _plain(told: When) -> date | datetime:
    return told
