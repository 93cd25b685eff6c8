"""Reads a stored file in a confined child, and gives what was found as a value."""

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path

from coachapp.core import sandbox
from coachapp.core.confine import MEBIBYTE
from coachapp.core.sandbox import Ending, Limits, Outcome
from coachapp.domain.documents.canonical import Box
from coachapp.domain.documents.files import Kind, Reason

EXTRACTOR_VERSION = 1
_PROGRAM = "coachapp.domain.documents.extract"
_TEXT = Limits(cpu_seconds=4, wall_seconds=15, output=24 * MEBIBYTE)
_IMAGES = Limits(cpu_seconds=20, wall_seconds=45, output=64 * MEBIBYTE)


class TryLater(Exception):
    """No place was free to read the file in; nothing is known about it yet."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page as read: its size, its slice of the text, its words, and its picture where one was drawn."""

    number: int
    width: float
    height: float
    start: int
    end: int
    words: list[Box]
    image: bytes | None = None


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


def read(path: Path, kind: Kind) -> Reading:
    """Read a file's text and draw its pages; raises TryLater when the machine is busy."""
    outcome = _run("text", path, kind, _TEXT)
    if outcome.ending is Ending.SLOW:
        return Reading(Reason.TOO_SLOW)
    if not outcome.ok:
        return Reading(Reason.DAMAGED)
    found = json.loads(outcome.answer)
    reason = Reason(found["reason"]) if found["reason"] else None
    if "text" not in found:
        return Reading(reason)
    images = _images(path) if kind is Kind.PDF else []
    pages = [
        PageRead(
            **{**page, "words": [tuple(w) for w in page["words"]]},
            image=images[i] if i < len(images) else None,
        )
        for i, page in enumerate(found["pages"])
    ]
    return Reading(reason, found["text"], found.get("html", ""), pages)


def _images(path: Path) -> list[bytes]:
    answer = _run("images", path, Kind.PDF, _IMAGES).answer
    images: list[bytes] = []
    at = 0
    while at + 4 <= len(answer):
        (size,) = struct.unpack_from(">I", answer, at)
        at += 4 + size
        if at <= len(answer):
            images.append(answer[at - size : at])
    return images


def _run(what: str, path: Path, kind: Kind, limits: Limits) -> Outcome:
    outcome = sandbox.run(_PROGRAM, (what, kind), path, limits)
    if outcome.ending is Ending.BUSY:
        raise TryLater
    return outcome
