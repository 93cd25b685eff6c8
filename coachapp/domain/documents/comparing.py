"""What changed between two texts: words that stayed, came, went or moved, each with its place in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coachapp.domain.documents.aligning import NOBODY, mirrored
from coachapp.domain.documents.matching import Matching, match
from coachapp.domain.documents.tokens import Span, Token, span_of, tokens


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """Some words: what became of them, and where they stand in the old and the new text, as [start, end).

    What moved is told twice: where it left (`old`, with `twin` in the new text) and where it came to (`new`, with
    `twin` in the old one).
    """

    kind: Kind
    old: Span | None
    new: Span | None
    twin: Span | None = None


def compare(old: str, new: str) -> list[Change]:
    """Give all words of both texts, in reading order, as what became of them.

    Those with `old` spell the old text and those with `new` the new one, each in order and without overlap; between
    them stand white space and the bullets of lists alone. What went stands before what came in its place. Swapping
    the texts mirrors the answer: what was added is removed. Near-linear in the length of the texts.
    """
    return list(_Teller(match(tokens(old), tokens(new))).changes())


class _Teller:
    """Reads two matched texts side by side."""

    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.came = mirrored(matching.same, len(matching.new))
        self.home = mirrored(matching.moved, len(matching.new))
        self.told: list[Change] = []

    def changes(self) -> list[Change]:
        i = j = 0
        old, new = len(self.matching.old), len(self.matching.new)
        while i < old or j < new:
            i = self._gone(i)
            j = self._come(j)
            n = 0
            while i + n < old and self.matching.same[i + n] == j + n:
                n += 1
            if n:
                spans = span_of(self.matching.old, i, i + n), span_of(self.matching.new, j, j + n)
                self.told.append(Change(Kind.SAME, *spans))
                i, j = i + n, j + n
        return self.told

    def _gone(self, i: int) -> int:
        """Tell what is gone from here on, until something stayed."""
        for first, last, twin in _pieces(i, self.matching.same, self.matching.moved, self.matching.new):
            kind = Kind.MOVED if twin else Kind.REMOVED
            self.told.append(Change(kind, span_of(self.matching.old, first, last), None, twin))
            i = last
        return i

    def _come(self, j: int) -> int:
        for first, last, twin in _pieces(j, self.came, self.home, self.matching.old):
            kind = Kind.MOVED if twin else Kind.ADDED
            self.told.append(Change(kind, None, span_of(self.matching.new, first, last), twin))
            j = last
        return j


def _pieces(at: int, same: list[int], moved: list[int], others: Sequence[Token]) -> list[tuple[int, int, Span | None]]:
    """Cut what has no partner in order into what moved as one piece, and what has no partner at all."""
    found: list[tuple[int, int, Span | None]] = []
    while at < len(same) and same[at] == NOBODY:
        end, there = at + 1, moved[at]
        while (
            end < len(same) and same[end] == NOBODY and moved[end] == (NOBODY if there == NOBODY else there + end - at)
        ):
            end += 1
        found.append((at, end, None if there == NOBODY else span_of(others, there, there + end - at)))
        at = end
    return found
