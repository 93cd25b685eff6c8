"""Reads a calendar file in a confined child, and gives what was found as a value."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from coachapp.core import sandbox
from coachapp.core.confine import MEBIBYTE
from coachapp.core.fields import clean_line
from coachapp.core.sandbox import Limits
from coachapp.domain.calendars.reasons import Reason

VERSION = 1
"""Raised when files are read differently, so that each is read anew."""
BACK = timedelta(days=1)
AHEAD = timedelta(days=400)
_PROGRAM = "coachapp.domain.calendars.extract"
_LIMITS = Limits(cpu_seconds=30, wall_seconds=60, output=8 * MEBIBYTE)
LONGEST = _LIMITS.wall_seconds

Span = tuple[datetime, datetime]


class Trouble(StrEnum):
    """Why a file gave nothing at all."""

    NOT_A_CALENDAR = "not_a_calendar"
    TOO_MUCH = "too_much"
    CUT_OFF = "cut_off"


class NotRead(Exception):
    """The file gave nothing; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


class TryLater(Exception):
    """Nothing is known about the file yet: the machine had no place to read it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds between two instants: busy times, those under UIDs of our kind, and what was not read.

    `unread` holds reason, title and start as written, for the first fifty of `n_unread`.
    """

    busy: list[Span]
    ours: dict[str, list[Span]]
    n_read: int
    n_unread: int
    unread: list[dict[str, str]] = field(default_factory=list)
    is_whole: bool = True


def horizon(now: datetime) -> tuple[datetime, datetime]:
    """Give the instants between which files are read."""
    return now - BACK, now + AHEAD


def read(data: bytes, zone: str, now: datetime, *, patience: float = 2) -> Reading:
    """Read a file for a coach who lives in that zone; raises NotRead, and TryLater where the machine is busy."""
    since, until = horizon(now)
    arguments = (zone, str(int(since.timestamp())), str(int(until.timestamp())))
    with sandbox.place(patience) as free:
        if not free:
            raise TryLater
        with tempfile.NamedTemporaryFile(prefix="coachapp-calendar-") as file:
            file.write(data)
            file.flush()
            outcome = sandbox.run(_PROGRAM, arguments, Path(file.name), _LIMITS)
    if not outcome.ok:
        raise NotRead(Trouble.TOO_MUCH)
    try:
        return _believed(json.loads(outcome.answer))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError):
        raise NotRead(Trouble.TOO_MUCH) from None


def _believed(found: dict[str, Any]) -> Reading:
    """Take over what the child says, as far as it has the shape that we expect; a taken-over child may lie."""
    if "trouble" in found:
        raise NotRead(Trouble(found["trouble"]))
    return Reading(
        busy=_spans(found["busy"]),
        ours={str(uid): _spans(spans) for uid, spans in found["ours"].items()},
        n_read=int(found["n_read"]),
        n_unread=int(found["n_unread"]),
        unread=[
            {"reason": str(Reason(reason)), "title": clean_line(str(title))[:80], "starts": clean_line(str(at))[:40]}
            for reason, title, at in found["unread"][:50]
        ],
        is_whole=bool(found["is_whole"]),
    )


def _spans(told: list[list[float]]) -> list[Span]:
    spans = [(datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)) for first, last in told]
    return [(first, last) for first, last in spans if first < last]
