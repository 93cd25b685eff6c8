"""The program that reads a stranger's calendar: `python -m coachapp.domain.calendars.extract`.

Runs in a confined child alone. Arguments: the coach's zone, since and until as seconds of 1970, then the
limits. The file comes on standard input; the answer is JSON, its instants seconds of 1970.
"""

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


def _load() -> None:
    """Read now what would be read at first use: later those files may be out of reach."""
    for name in zoneinfo.available_timezones():
        zoneinfo.ZoneInfo(name)
    expand(_WARM, zoneinfo.ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))


_WARM = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART:20260105T100000Z
RRULE:FREQ=WEEKLY;COUNT=2
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
