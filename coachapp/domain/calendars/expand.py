"""A calendar file as busy times: one event that can't be read never loses the others, and is counted.

Where something had to be guessed the guess is on the busy side: a time that may be taken is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from coachapp.domain.calendars import values
from coachapp.domain.calendars.content import Component, calendars, decoded
from coachapp.domain.calendars.items import Item, item_of, read_time, title_of
from coachapp.domain.calendars.reasons import Reason
from coachapp.domain.calendars.series import Span, in_utc, spans_of
from coachapp.domain.calendars.values import Odd, When
from coachapp.domain.calendars.zones import Zones

MOST_EVENTS = 50_000
MOST_SPANS = 40_000
OURS = "@coachapp"


class NotACalendar(Exception):
    """The file is something else: a web page, most likely."""


class TooMuch(Exception):
    """The calendar holds more than is taken."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One event that was not read as it stands: why, how it is called, and its start as written."""

    reason: Reason
    title: str
    starts: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds between two instants.

    `busy` is sorted, merged and in UTC. `ours` are the times of events that bear a UID of this program's kind,
    by UID: whoever knows whether they are this installation's own meetings decides. `n_read` counts the events
    that were understood, `unread` those that were not, or not fully.
    """

    busy: list[Span]
    n_read: int = 0
    unread: list[Unread] = field(default_factory=list)
    ours: dict[str, list[Span]] = field(default_factory=dict)
    is_whole: bool = True


def expand(data: bytes, zone: tzinfo, since: datetime, until: datetime) -> Read:
    """Give the busy times of a file between two instants.

    `zone` is the coach's: whole days begin in it, and times that float where the calendar names no zone. Raises
    NotACalendar and TooMuch, and nothing else, whatever the bytes are.
    """
    found = calendars(decoded(data))
    if not any(each.name == "VCALENDAR" or each.parts for each in found):
        raise NotACalendar
    collected = _Collected()
    for calendar in found:
        _read(calendar, Zones(calendar, zone), since, until, collected)
    return Read(
        busy=merged(collected.busy, since, until),
        n_read=collected.n_read,
        unread=collected.unread,
        ours={uid: merged(spans, since, until) for uid, spans in collected.ours.items()},
        is_whole=all(each.is_closed or not each.name for each in found),
    )


@dataclass(slots=True)
class _Collected:
    busy: list[Span] = field(default_factory=list)
    ours: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    unread: list[Unread] = field(default_factory=list)
    n_events: int = 0
    n_read: int = 0

    def miss(self, part: Component, reason: Reason) -> None:
        """Count an event that was not read as it stands."""
        start = part.first("DTSTART")
        self.unread.append(Unread(reason, title_of(part), start.value.strip()[:40] if start else ""))

    def add(self, uid: str, spans: Iterable[Span]) -> None:
        """Keep times that are taken."""
        self.busy += spans
        if len(self.busy) > MOST_SPANS:
            self.busy = _joined(self.busy)
            if len(self.busy) > MOST_SPANS:
                raise TooMuch


def _read(calendar: Component, zones: Zones, since: datetime, until: datetime, into: _Collected) -> None:
    groups: dict[str, list[tuple[Component, Item]]] = defaultdict(list)
    is_cancelled = calendar.text("METHOD").upper() == "CANCEL"
    for part in calendar.parts:
        into.n_events += part.name in {"VEVENT", "VFREEBUSY"}
        if into.n_events > MOST_EVENTS:
            raise TooMuch
        if part.name == "VFREEBUSY":
            _read_free_busy(part, zones, into)
        elif part.name == "VEVENT":
            try:
                item = item_of(part, zones, is_cancelled=is_cancelled)
            except Odd as odd:
                into.miss(part, odd.args[0] if isinstance(odd.args[0], Reason) else Reason.BROKEN)
            except Exception:  # noqa: BLE001 - whatever a stranger's event provokes means one thing
                into.miss(part, Reason.BROKEN)
            else:
                groups[item.uid or f"#{len(groups)}"].append((part, item))
    for group in groups.values():
        _settle(group, zones, since, until, into)


def _settle(
    group: list[tuple[Component, Item]], zones: Zones, since: datetime, until: datetime, into: _Collected
) -> None:
    """Keep when the events of one UID take place, and count those that were not read as they stand."""
    items = [item for _, item in group]
    try:
        spans = list(_within(spans_of(items, zones.own, since, until), since, until))
    except Exception:  # noqa: BLE001 - dates at the ends of time overflow in many ways
        spans = []
        for item in items:
            item.doubts.append(Reason.BROKEN)
    uid = items[0].uid
    if uid.endswith(OURS):
        into.ours[uid] += spans
    else:
        into.add(uid, spans)
    for part, item in group:
        if item.doubts:
            into.miss(part, item.doubts[-1])
        else:
            into.n_read += 1


def _read_free_busy(part: Component, zones: Zones, into: _Collected) -> None:
    """Read the periods of a VFREEBUSY; all that are not said to be free are taken."""
    is_odd = False
    for line in part.every("FREEBUSY"):
        if line.params.get("FBTYPE", "").upper() == "FREE":
            continue
        for text in values.several(line.value):
            try:
                first = read_time(line, zones, [], value=text.partition("/")[0])
                _, end = values.period(text)
                last = first + end if isinstance(end, timedelta) else _zoned(end, zones.floating)
                into.add("", [in_utc(first, last, zones.own)])
            except (Odd, OverflowError, TypeError):
                is_odd = True
    if is_odd:
        into.miss(part, Reason.BROKEN)
    else:
        into.n_read += 1


def _zoned(told: When, zone: tzinfo) -> When:
    return told.replace(tzinfo=zone) if isinstance(told, datetime) and told.tzinfo is None else told


def _within(spans: Iterable[Span], since: datetime, until: datetime) -> Iterator[Span]:
    return ((first, last) for first, last in spans if first < last and first < until and last > since)


def merged(spans: Iterable[Span], since: datetime, until: datetime) -> list[Span]:
    """Give the same time as sorted spans that don't touch, within since and until."""
    cut = ((max(first, since), min(last, until)) for first, last in _within(spans, since, until))
    return [(first.astimezone(UTC), last.astimezone(UTC)) for first, last in _joined(cut)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
