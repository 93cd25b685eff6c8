"""What speaks for it that words in a new text are a certain passage of the old one: the words around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coachapp.domain.documents.aligning import NOBODY, mirrored
from coachapp.domain.documents.matching import match
from coachapp.domain.documents.settling import runs
from coachapp.domain.documents.tokens import Span, Token, tokens

_FAR = 64
_EDGE = 3
_NEAR = 40
_FIRM = 3
_AROUND = 12
_SILENT = frozenset(".,;:!?()[]{}\"'-·|/*_~¿¡")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the words around a place in the new text agree with those around the passage in the old one.

    `left` and `right` count the words beside it that are the same without a gap, `line` those of them in its own
    line; `is_framed` says that on both sides the next word or nearly all words nearby are the same. `is_aligned`
    says that reading both texts side by side leads there word by word, `is_between` that it leads there from both
    sides, `is_kin` that many words nearby are the same, in any order.
    """

    left: int
    right: int
    line: int
    is_framed: bool
    is_aligned: bool
    is_between: bool
    is_kin: bool

    @property
    def beside(self) -> int:
        """Count the words that agree on both sides."""
        return self.left + self.right

    @property
    def weight(self) -> int:
        """Weigh it all, to tell the better of two places."""
        return self.beside + 8 * self.is_aligned + 8 * self.is_between


class Surroundings:
    """An old and a new text as the words that say something, and which of them are the same ones."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = spoken(old), spoken(new)
        matching = match(self.old, self.new)
        self.partner = [j if j != NOBODY else moved for j, moved in zip(matching.same, matching.moved, strict=True)]
        self.home = mirrored(self.partner, len(self.new))
        self.firm = [False] * len(self.old)
        once = _once(self.old) & _once(self.new)
        for run in runs(self.partner):
            if any(_row(self.old, at) in once for at in range(run.old, run.old + run.length - _FIRM + 1)):
                self.firm[run.old : run.old + run.length] = [True] * run.length

    def evidence(self, passage: Span, place: Span) -> Evidence:
        """Say what speaks for the place, [start, end) of the new words, being the passage, [start, end) of the old."""
        shift = place.start - passage.start
        left = self._agreeing(passage.start - 1, place.start - 1, -1)
        right = self._agreeing(passage.end, place.end, 1)
        return Evidence(
            left,
            right,
            self._line(passage, left, right),
            all(count or self._is_alike(passage, place, side) for count, side in ((left, -1), (right, 1))),
            all(self.firm[i] and self.partner[i] == i + shift for i in range(*passage)),
            self._is_between(passage, place),
            self._kinship(passage, place),
        )

    def foreign(self, passage: Span, place: Span, *, firmly: bool = False) -> int:
        """Count the words of the place that look like those of another passage, or firmly are."""
        homes = (i for i in self.home[place.start : place.end] if i != NOBODY and (self.firm[i] or not firmly))
        return sum(not passage.start <= i < passage.end for i in homes)

    def gap(self, passage: Span) -> Span | None:
        """Give the part of the new text between what stands before and behind the passage, if both are near."""
        before = next((i for i in range(passage.start - 1, passage.start - _NEAR, -1) if i < 0 or self.firm[i]), None)
        after = next((i for i in range(passage.end, passage.end + _NEAR) if i >= len(self.old) or self.firm[i]), None)
        if before is None or after is None:
            return None
        start = self.partner[before] + 1 if before >= 0 else 0
        end = self.partner[after] if after < len(self.old) else len(self.new)
        return Span(start, end) if start < end <= start + _NEAR + passage.end - passage.start else None

    def _is_between(self, passage: Span, place: Span) -> bool:
        gap = self.gap(passage)
        return gap is not None and gap.start <= place.start and place.end <= gap.end

    def _agreeing(self, i: int, j: int, step: int) -> int:
        count = 0
        while count < _FAR:
            if min(i, j) < 0 or i >= len(self.old) or j >= len(self.new):
                at_both_ends = (i < 0) == (j < 0) and (i >= len(self.old)) == (j >= len(self.new))
                return count + _EDGE * at_both_ends
            if self.old[i].key != self.new[j].key:
                return count
            i, j, count = i + step, j + step, count + 1
        return count

    def _line(self, passage: Span, left: int, right: int) -> int:
        """Count the agreeing words in the line of the passage."""
        start, end = passage
        while start and passage.start - start < left and not self.old[start].begins:
            start -= 1
        while end < len(self.old) and end - passage.end < right and not self.old[end].begins:
            end += 1
        return passage.start - start + end - passage.end

    def _is_alike(self, passage: Span, place: Span, side: int) -> bool:
        here, there = _beside(self.old, passage, side), _beside(self.new, place, side)
        shared = len(here & there)
        return shared >= 3 and 4 * shared >= 3 * max(len(here), len(there))

    def _kinship(self, passage: Span, place: Span) -> bool:
        here = _beside(self.old, passage, -1) | _beside(self.old, passage, 1)
        there = _beside(self.new, place, -1) | _beside(self.new, place, 1)
        shared = len(here & there)
        return shared >= 5 or (shared >= 3 and 2 * shared >= min(len(here), len(there)))


def _row(text: Sequence[Token], at: int) -> tuple[str, ...]:
    return tuple(token.key for token in text[at : at + _FIRM])


def _once(text: Sequence[Token]) -> set[tuple[str, ...]]:
    """Give the rows of words that the text holds once."""
    counted = Counter(_row(text, at) for at in range(len(text) - _FIRM + 1))
    return {row for row, count in counted.items() if count == 1}


def spoken(text: str) -> list[Token]:
    """Give the tokens that say something: words, numbers and signs like % and +, whatever their case and hyphens."""
    return [
        token._replace(key=token.key.casefold().replace("-", "").replace("'", ""))
        for token in tokens(text)
        if not set(token.key) <= _SILENT
    ]


def _beside(text: Sequence[Token], span: Span, side: int) -> set[str]:
    """Give the telling words before (-1) or behind (1) a place."""
    around = text[span.end : span.end + _AROUND] if side > 0 else text[max(0, span.start - _AROUND) : span.start]
    return {token.key for token in around if len(token.key) > 3}
