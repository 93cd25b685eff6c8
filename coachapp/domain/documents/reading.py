"""Reads a stored file in a confined child, and gives what was found as a value."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coachapp.core import sandbox
from coachapp.core.confine import MEBIBYTE
from coachapp.core.sandbox import Ending, Limits, Outcome
from coachapp.domain.documents.canonical import Box
from coachapp.domain.documents.files import MOST_PAGES, Kind, Reason
from coachapp.domain.documents.legibility import Legibility
from coachapp.domain.documents.richtext import scrubbed

EXTRACTOR_VERSION = 5
_PROGRAM = "coachapp.domain.documents.extract"
TEXT_LIMITS = Limits(cpu_seconds=4, wall_seconds=25, output=24 * MEBIBYTE)
_IMAGES = Limits(cpu_seconds=20, wall_seconds=30, output=64 * MEBIBYTE)
LONGEST_STEP = max(TEXT_LIMITS.wall_seconds, _IMAGES.wall_seconds)


class TryLater(Exception):
    """Nothing is known about the file yet."""


class Busy(TryLater):
    """The machine had no place to read the file."""


class Stalled(TryLater):
    """The reader hardly got any time on this machine, or waited for something that never came."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page as read: its size, its slice of the text, its words and lines, what a machine finds, any picture."""

    number: int
    width: float
    height: float
    start: int
    end: int
    words: list[Box]
    image: bytes | None = None
    lines: list[Box] = field(default_factory=list)
    legibility: Legibility = Legibility.TEXT


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. `reason` says why there is no text, or nothing to show at all."""

    reason: Reason | None
    text: str = ""
    html: str = ""
    pages: list[PageRead] = field(default_factory=list)

    @property
    def shows_something(self) -> bool:
        return bool(self.html or self.pages)


def read(path: Path, kind: Kind, *, patience: float = 30, halfway: Callable[[], None] = lambda: None) -> Reading:
    """Read a file's text, say that this is done, and draw its pages; raises TryLater where the machine is busy."""
    with sandbox.place(patience) as free:
        if not free:
            raise Busy
        outcome = _run("text", path, kind, TEXT_LIMITS)
        if outcome.ending is Ending.SLOW:
            return Reading(Reason.TOO_SLOW)
        if not outcome.ok:
            return Reading(Reason.DAMAGED)
        halfway()
        try:
            return _believed(json.loads(outcome.answer), path, kind)
        except (ValueError, KeyError, TypeError, IndexError):
            return Reading(Reason.DAMAGED)


def _believed(found: dict[str, Any], path: Path, kind: Kind) -> Reading:
    """Take over what the child says, as far as it has the shape that we expect; a taken-over child may lie."""
    reason = Reason(found["reason"]) if found["reason"] else None
    if "text" not in found:
        return Reading(reason or Reason.DAMAGED)
    images = _images(path) if kind is Kind.PDF else []
    pages = [
        PageRead(
            number=number,
            width=float(page["width"]),
            height=float(page["height"]),
            start=int(page["start"]),
            end=int(page["end"]),
            words=[_box(word) for word in page["words"]],
            lines=[_box(line) for line in page["lines"]],
            legibility=Legibility(page["legibility"]),
            image=images[number - 1] if number <= len(images) else None,
        )
        for number, page in enumerate(found["pages"][:MOST_PAGES], 1)
    ]
    return Reading(reason, str(found["text"]).replace("\0", ""), scrubbed(str(found.get("html", ""))), pages)


def _box(told: list[float]) -> Box:
    start, end, x, y, width, height = told
    return int(start), int(end), float(x), float(y), float(width), float(height)


def _images(path: Path) -> list[bytes]:
    answer = _run("images", path, Kind.PDF, _IMAGES).answer
    images: list[bytes] = []
    at = 0
    while at + 4 <= len(answer):
        (size,) = struct.unpack_from(">I", answer, at)
        at += 4 + size
        if at <= len(answer) and answer[at - size :].startswith(b"RIFF"):
            images.append(answer[at - size : at])
    return images


def _run(what: str, path: Path, kind: Kind, limits: Limits) -> Outcome:
    outcome = sandbox.run(_PROGRAM, (what, kind), path, limits)
    if outcome.ending is Ending.STALLED:
        raise Stalled
    return outcome
