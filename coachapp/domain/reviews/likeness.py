"""The place in a new text that is like a passage of the old one, where there is one and no second."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from coachapp.domain.documents.aligning import NOBODY
from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.surroundings import Evidence, Surroundings

_BETWEEN = 60.0
_BESIDE = 80.0
_CLEAR = 12.0
_LONG = 4
_FEW = 3
_COMMON = 60
_LOOSE = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A place of the new words, [start, end), and how like the passage it is, 0 to 100."""

    place: Span
    likeness: float


class Likeness:
    """Compares passages with the places that share words with them."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.places: dict[str, list[int]] = defaultdict(list)
        self.text = " ".join(token.key for token in around.new)
        self.begins: list[int] = []
        at = 0
        for n, token in enumerate(around.new):
            self.places[token.key].append(n)
            self.begins.append(at)
            at += len(token.key) + 1

    def find(self, passage: Span) -> Near | None:
        """Give the one place that is like the passage and stands where it stood; None where that leaves doubt."""
        if passage.end - passage.start < _FEW:
            return None
        found = sorted(self._near(passage), key=lambda near: (-near.likeness, near.place))
        best = next((near for near in found if self._is_free(passage, near.place)), None)
        if best is None:
            return None
        seen = self.around.evidence(passage, best.place)
        is_long = passage.end - passage.start >= _LONG
        stands = _stands_beside(seen) if is_long else seen.is_between and seen.is_framed
        if not stands or best.likeness < (_BETWEEN if seen.is_between else _BESIDE):
            return None
        if not self._shares(passage, best.place):
            return None
        others = (near for near in found if near.place.end <= best.place.start or near.place.start >= best.place.end)
        second = next((near for near in others if self._is_free(passage, near.place)), None)
        is_clear = second is None or second.likeness <= best.likeness - _CLEAR
        whole = self._whole(passage, best.place)
        place = whole if self._shares(passage, whole) else best.place
        return Near(place, best.likeness) if is_clear else None

    def _whole(self, passage: Span, place: Span) -> Span:
        """Take in a word or two at its ends that stand for others, up to where the text goes on as before."""
        if passage.end - passage.start < _LONG:
            return place
        before = self.around.partner[passage.start - 1] if passage.start else 0
        ahead = before + 1 if passage.start and before != NOBODY else before
        behind = self.around.partner[passage.end] if passage.end < len(self.around.old) else len(self.around.new)
        start = ahead if place.start - _LOOSE < ahead < place.start else place.start
        return Span(start, behind if place.end < behind < place.end + _LOOSE else place.end)

    def _is_free(self, passage: Span, place: Span) -> bool:
        return 4 * self.around.foreign(passage, place) <= place.end - place.start

    def _shares(self, passage: Span, place: Span) -> bool:
        """Tell whether most words of the place, and most letters of the passage, are the very same in that order."""
        words = [token.key for token in self.around.old[passage.start : passage.end]]
        said = [token.key for token in self.around.new[place.start : place.end]]
        kept = [
            words[n]
            for run in LCSseq.opcodes(words, said)
            if run.tag == "equal"
            for n in range(run.src_start, run.src_end)
        ]
        home = self.around.home[place.start : place.end]
        own = sum(passage.start <= i < passage.end for i in home)
        if 2 * own < len(said) and len(kept) < 0.8 * len(said):
            return False
        return len(kept) >= max(2, 0.6 * len(said)) and sum(map(len, kept)) >= 0.6 * sum(map(len, words))

    def _starts(self, passage: Span) -> set[int]:
        """Give where a place may begin: where enough words stand as they do in the passage, and where it stood."""
        length = passage.end - passage.start
        votes: Counter[int] = Counter()
        for n, token in enumerate(self.around.old[passage.start : passage.end]):
            places = self.places.get(token.key, [])
            if len(places) <= _COMMON:
                votes.update(max(0, at - n) for at in places)
        near = range(-_LOOSE, _LOOSE + 1)
        seeds = {at for at in votes if 5 * sum(votes[at + step] for step in near) >= 2 * length}
        starts = {at + step for at in seeds for step in near}
        gap = self.around.gap(passage)
        return starts | set(range(*gap) if gap else ())

    def _near(self, passage: Span) -> list[Near]:
        """Give all pieces of the new text that are somewhat like the passage."""
        length, count = passage.end - passage.start, len(self.begins)
        more = max(2, length // 3) if length >= _LONG else 1
        words = " ".join(token.key for token in self.around.old[passage.start : passage.end])
        places = [
            Span(start, end)
            for start in self._starts(passage)
            for end in range(start + max(1, length - _LOOSE), start + length + more + 1)
            if start >= 0 and end <= count
        ]
        found = []
        for place in [*places, *self._framed(passage)]:
            last = self.begins[place.end - 1] + len(self.around.new[place.end - 1].key)
            likeness = fuzz.ratio(words, self.text[self.begins[place.start] : last], score_cutoff=_BETWEEN - _CLEAR)
            if likeness:
                found.append(Near(place, likeness))
        return found

    def _framed(self, passage: Span) -> list[Span]:
        """Give the place from the first to the last word of the passage, where both are known and near."""
        first, last = self.around.partner[passage.start], self.around.partner[passage.end - 1]
        most = 2 * (passage.end - passage.start)
        return [Span(first, last + 1)] if 0 <= first < last < first + most else []


def _stands_beside(seen: Evidence) -> bool:
    return seen.is_between or max(seen.left, seen.right) >= 3 or (seen.left >= 1 and seen.right >= 1) or seen.is_kin
