"""Where a passage of one version stands in the next: carried, changed near here, or honestly unplaced.

Never a guess: a place counts where the words are the same and the words around them agree, or where one place
alone is much like the passage and stands where it stood. Both texts are read as words, so that line ends, spaces,
bullets, quotes, dashes, hyphens and capitals may differ, as they do between programs. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coachapp.domain.documents.tokens import Span, Token, folded
from coachapp.domain.reviews.anchors import Anchor, find
from coachapp.domain.reviews.likeness import Likeness
from coachapp.domain.reviews.surroundings import Evidence, Surroundings

ALGORITHM = 1
"""Raise it when places may come out otherwise."""
SHORT = 8
"""A quote with fewer characters needs surroundings of its own."""
_OWN = 6
_LONG = 4


class State(StrEnum):
    """What became of a passage."""

    CARRIED = "carried"
    CHANGED = "changed"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Place:
    """What became of a passage: where it stands now, its words there, how it was found, how sure that is (0 to 1)."""

    state: State
    span: Span | None = None
    words: str = ""
    how: str = ""
    certainty: float = 0.0


NOWHERE = Place(State.UNPLACED)


def carry(old: str, new: str, anchor: Anchor) -> Place:
    """Find one passage; `Carrier` does it for many."""
    return Carrier(old, new).place(anchor)


class Carrier:
    """Finds the passages of an old text in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self.texts = old, new
        self.around = Surroundings(old, new)
        self.likeness = Likeness(self.around)
        self.index = _index(self.around.old), _index(self.around.new)
        self.ends = [token.end for token in self.around.old]
        self.is_same = [token.key for token in self.around.old] == [token.key for token in self.around.new]

    def place(self, anchor: Anchor) -> Place:
        """Say what became of the passage."""
        at = find(self.texts[0], anchor)
        passage = self._passage(at) if at else None
        if at is None or passage is None:
            return NOWHERE
        letters = sum(len(token.key) for token in self.around.old[passage.start : passage.end])
        is_short = letters + (passage.end - passage.start - 1) < SHORT
        same = self._same(passage, is_short=is_short)
        if same:
            return self._told(State.CARRIED, self._exactly(at, passage, same[0]), *same[1:])
        near = None if is_short or self._stands(passage) else self.likeness.find(passage)
        if near:
            tokens = self.around.new
            span = Span(tokens[near.place.start].start, tokens[near.place.end - 1].end)
            return self._told(State.CHANGED, span, "like", near.likeness / 100)
        return NOWHERE

    def _told(self, state: State, span: Span, how: str, certainty: float) -> Place:
        return Place(state, span, self.texts[1][span.start : span.end], how, round(certainty, 2))

    def _passage(self, at: Span) -> Span | None:
        """Give the passage as [start, end) of the old words; None where it holds none."""
        first = last = bisect_right(self.ends, at.start)
        while last < len(self.ends) and self.around.old[last].start < at.end:
            last += 1
        return Span(first, last) if first < last else None

    def _places(self, passage: Span) -> list[Span]:
        """Give all places of the new text with the very words of the passage."""
        return _places(self.around.old[passage.start : passage.end], self.around.new, self.index[1])

    def _stands(self, passage: Span) -> bool:
        """Tell whether the very words stand somewhere, so that only their surroundings leave doubt."""
        return any(not self.around.foreign(passage, place) for place in self._places(passage))

    def _same(self, passage: Span, *, is_short: bool) -> tuple[Span, str, float] | None:
        """Find the very words, where what stands around them decides."""
        if self.is_same:
            return passage, "all words are the same", 1.0
        places = self._places(passage)
        free = [place for place in places if not self.around.foreign(passage, place, firmly=True)]
        ranked = sorted(((self.around.evidence(passage, place), place) for place in free), key=lambda e: -e[0].weight)
        if not ranked or self.around.foreign(passage, ranked[0][1]):
            return None
        best, place = ranked[0]
        if len(ranked) > 1 and not _is_clear(best, ranked[1][0]):
            return None
        words = self.around.old[passage.start : passage.end]
        is_only = len(places) == 1 and len(_places(words, self.around.old, self.index[0])) == 1
        if not _agrees(best, words=passage.end - passage.start, is_only=is_only, is_short=is_short):
            return None
        return place, "read side by side" if best.is_aligned else "by its surroundings", 1.0 if is_only else 0.9

    def _exactly(self, at: Span, passage: Span, place: Span) -> Span:
        """Give the characters of the place, as far into its first and last word as the passage went."""
        old, new = self.around.old, self.around.new
        first, last = old[passage.start], old[passage.end - 1]
        start, end = new[place.start].start, new[place.end - 1].end
        if at.start > first.start and first.end - first.start == new[place.start].end - start:
            start += at.start - first.start
        if at.end < last.end and last.end - last.start == end - new[place.end - 1].start:
            end -= last.end - at.end
        was, now = self.texts
        end += _shared(was[last.end : at.end], now[end : end + 99])
        start -= _shared(was[at.start : first.start][::-1], now[max(0, start - 99) : start][::-1])
        return Span(start, end)


def _shared(old: str, new: str) -> int:
    """Count the marks at the beginning that both have."""
    count = 0
    for a, b in zip(old, new, strict=False):
        if b.isspace() or folded(a) != folded(b):
            break
        count += 1
    return count


def _index(text: Sequence[Token]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(text):
        found[token.key].append(at)
    return found


def _places(words: Sequence[Token], text: Sequence[Token], index: dict[str, list[int]]) -> list[Span]:
    keys = [token.key for token in words]
    found = (Span(at, at + len(keys)) for at in index.get(keys[0], ()))
    return [place for place in found if [token.key for token in text[place.start : place.end]] == keys]


def _is_clear(best: Evidence, second: Evidence) -> bool:
    """Tell whether one place of several is it beyond doubt."""
    return best.weight >= 4 and 2 * second.weight <= best.weight


def _agrees(found: Evidence, *, words: int, is_only: bool, is_short: bool) -> bool:
    """Tell whether the surroundings say that this is the passage."""
    if is_short:
        known = found.is_aligned and (found.line >= 3 or (is_only and found.beside >= _OWN))
        return found.beside >= 4 and (found.is_framed or known)
    if is_only:
        if found.is_aligned or found.is_between or found.is_framed or words >= _OWN:
            return True
        return words > 1 and (max(found.left, found.right) >= 2 or found.is_kin)
    if found.is_aligned and found.beside >= 3:
        return words >= _LONG or found.is_framed or found.line >= 3
    return (found.left >= 2 and found.right >= 2) or (found.is_between and found.is_framed)
