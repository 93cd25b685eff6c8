"""The program that reads a stranger's calendar: `python -m coachapp.domain.calendars.extract`.

Runs in a confined child alone. Arguments: the coach's zone, since and until as seconds of 1970, then the
limits. The file comes on standard input; the answer is JSON, its instants seconds of 1970.
"""

import codecs
import json
import os
import sys
import zoneinfo
from datetime import UTC, datetime
from typing import Any

from coachapp.core.confine import confine
from coachapp.domain.calendars.expand import NotACalendar, Read, TooMuch, expand
from coachapp.domain.calendars.series import Span

MOST_BYTES = 12 * 1024 * 1024
MOST_TOLD = 50

Answer = dict[str, Any]


_held: list[zoneinfo.ZoneInfo] = []


def _load() -> None:
    """Read now what would be read at first use, and hold it: later those files may be out of reach."""
    _held.extend(zoneinfo.ZoneInfo(name) for name in zoneinfo.available_timezones())
    for name in ("ascii", "cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "idna"):
        codecs.lookup(name)
    warm = expand(_WARM, zoneinfo.ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
    if len(warm.busy) != 3 or warm.unread:
        raise RuntimeError("the reader can't read what it should")


_WARM = b"""BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Some Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
RDATE:20001105T030000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;UNTIL=20361231T000000Z;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Some Zone:20260105T100000
DURATION:PT1H
RRULE:FREQ=WEEKLY;UNTIL=20260126T120000Z
RDATE;TZID=Some Zone:20260106T100000
EXDATE;TZID=Some Zone:20260112T100000
EXDATE;TZID=Some Zone:20260126T100000
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Some Zone:20260119T100000
DTSTART;TZID=Europe/Berlin:20260119T120000
DURATION:PT1H
END:VEVENT
END:VCALENDAR
"""


def _told(read: Read) -> Answer:
    return {
        "busy": _seconds(read.busy),
        "ours": {uid[:200]: _seconds(spans) for uid, spans in read.ours.items()},
        "n_read": read.n_read,
        "n_unread": len(read.unread),
        "unread": [[each.reason, each.title, each.starts] for each in read.unread[:MOST_TOLD]],
        "is_whole": read.is_whole,
    }


def _seconds(spans: list[Span]) -> list[list[float]]:
    return [[first.timestamp(), last.timestamp()] for first, last in spans]


def main(arguments: list[str]) -> None:
    """Bind this process, read the file and answer."""
    zone, since, until, memory, cpu_seconds, output = arguments
    _load()
    confine(memory=int(memory), cpu_seconds=int(cpu_seconds), output=int(output))
    data = sys.stdin.buffer.read(MOST_BYTES)
    span = datetime.fromtimestamp(int(since), UTC), datetime.fromtimestamp(int(until), UTC)
    try:
        answer = _told(expand(data, zoneinfo.ZoneInfo(zone), *span))
    except NotACalendar:
        answer = {"trouble": "not_a_calendar"}
    except TooMuch:
        answer = {"trouble": "too_much"}
    sys.stdout.write(json.dumps(answer, separators=(",", ":")))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
