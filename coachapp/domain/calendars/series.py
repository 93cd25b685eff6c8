"""When the events of one UID take place within a span of time: repetitions, exceptions, moves, and their bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

from coachapp.domain.calendars.items import DAY, HOUR, Item, Reason
from coachapp.domain.calendars.patience import OutOfPatience, patient
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
    if not any(item.repeats or item.replaces is not None or item.spans for item in standing):
        for item in standing:
            if not item.is_free:
                yield in_utc(item.starts, item.ends, own)
        return
    for item in standing:
        if not item.is_free:
            yield from ((first.astimezone(UTC), last.astimezone(UTC)) for first, last in item.spans)
    masters = [item for item in standing if item.replaces is None]
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
            if not item.is_free:
                yield in_utc(item.starts, item.ends, own)


def _latest(items: Sequence[Item]) -> list[Item]:
    """Leave out what a higher SEQUENCE replaced; events that share a UID alone all stand."""
    newest: dict[When | None, int] = {}
    for item in items:
        newest[item.replaces] = max(item.sequence, newest.get(item.replaces, 0))
    return [item for item in items if item.sequence == newest[item.replaces]]


def _is_over(item: Item, own: tzinfo, since: datetime) -> bool:
    """Tell whether nothing of the event can reach the span any more; an exception may still take a time away."""
    if item.replaces is not None or item.also or item.spans:
        return False
    if item.rule is None:
        return in_utc(item.starts, item.ends, own)[1] < since
    until = item.rule.get("UNTIL")
    return until is not None and _instant(until, own) + item.length + DAY < since


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
    rule = item.rule or {}
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
    """Give the items, with at most one master: of several that repeat under one UID each gets its own series."""
    masters = [item for item in items if item.replaces is None]
    for item in items:
        if item.replaces is None and item is not masters[0]:
            yield replace(item, uid=f"{item.uid}#{id(item)}")
        else:
            yield item


def _event(item: Item, number: int) -> Event:
    event = Event()
    event.add("UID", item.uid or f"item-{number}")
    event.add(_MARK, str(number))
    event.add("SEQUENCE", item.sequence)
    event.add("DTSTART", item.starts)
    event.add("DTEND", item.ends)
    if item.replaces is not None:
        event.add("RECURRENCE-ID", item.replaces, {"RANGE": "THISANDFUTURE"} if item.and_after else {})
    if item.rule and (item.replaces is None):
        event.add("RRULE", vRecur(item.rule))
    for day in item.also:
        event.add("RDATE", _plain(day))
    for day in item.never:
        event.add("EXDATE", _plain(day))
    return event


def _plain(told: When) -> date | datetime:
    return told
