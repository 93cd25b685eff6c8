"""Which elements of two sequences are the same ones: patience first, then the longest common subsequence.

Elements that both sequences hold once are paired in the longest order that both agree on (Bram Cohen's patience
diff), and so on between the pairs. Where nothing is held once, rapidfuzz finds a longest common subsequence,
piece by piece, so that the work stays near-linear in the length of the sequences whatever is in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

NOBODY = -1
_PIECE = 4000
_ROUNDS = 40


def align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Give for each old element the index of its new partner, or NOBODY; partners keep their order."""
    return _Aligner(old, new).partners()


def mirrored(partners: Sequence[int], length: int) -> list[int]:
    """Give the partners as seen from the other side, which has that many elements."""
    found = [NOBODY] * length
    for i, j in enumerate(partners):
        if j != NOBODY:
            found[j] = i
    return found


@dataclass
class _Aligner:
    old: Sequence[str]
    new: Sequence[str]
    found: list[int] = field(init=False)
    budget: int = field(init=False)

    def partners(self) -> list[int]:
        self.found = [NOBODY] * len(self.old)
        self.budget = _ROUNDS * (len(self.old) + len(self.new) + 1)
        ranges = [(0, len(self.old), 0, len(self.new))]
        while ranges:
            a, b, c, d = self._trimmed(*ranges.pop())
            if a >= b or c >= d:
                continue
            self.budget -= b - a + d - c
            anchors = self._anchors(a, b, c, d) if self.budget > 0 else []
            if anchors:
                ranges += self._between(anchors, (a, b, c, d))
            else:
                self._common(a, b, c, d)
        return self.found

    def _trimmed(self, a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
        """Pair what both begin and end with."""
        while a < b and c < d and self.old[a] == self.new[c]:
            self.found[a] = c
            a, c = a + 1, c + 1
        while a < b and c < d and self.old[b - 1] == self.new[d - 1]:
            b, d = b - 1, d - 1
            self.found[b] = d
        return a, b, c, d

    def _anchors(self, a: int, b: int, c: int, d: int) -> list[tuple[int, int]]:
        """Pair what both hold once, in the longest order that both agree on."""
        here, there = Counter(self.old[a:b]), Counter(self.new[c:d])
        place = {self.new[j]: j for j in range(c, d)}
        shared = [(i, place[e]) for i in range(a, b) if here[e := self.old[i]] == 1 and there[e] == 1]
        return _rising(shared)

    def _between(
        self, anchors: list[tuple[int, int]], around: tuple[int, int, int, int]
    ) -> list[tuple[int, int, int, int]]:
        a, b, c, d = around
        gaps = []
        for i, j in anchors:
            self.found[i] = j
            gaps.append((a, i, c, j))
            a, c = i + 1, j + 1
        return [*gaps, (a, b, c, d)]

    def _common(self, a: int, b: int, c: int, d: int) -> None:
        """Pair by the longest common subsequence, one piece after the other."""
        while a < b and c < d:
            e, f = min(b, a + _PIECE), min(d, c + _PIECE)
            for run in LCSseq.opcodes(self.old[a:e], self.new[c:f]):
                if run.tag == "equal":
                    for step in range(run.src_end - run.src_start):
                        self.found[a + run.src_start + step] = c + run.dest_start + step
            a, c = e, f


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest part of the pairs, sorted by the first, in which the second rises too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else NOBODY)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else NOBODY
    while at != NOBODY:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
