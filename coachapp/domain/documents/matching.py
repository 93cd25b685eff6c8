"""Which tokens of two texts are the same ones: in the same order, or moved to another place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coachapp.domain.documents.aligning import NOBODY, align, mirrored
from coachapp.domain.documents.settling import Run, drop_chance, slide
from coachapp.domain.documents.tokens import Token

MOVES = 5
"""So many words in a row that are gone here and new there have moved."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Two texts as tokens, and for each old token its new partner: in order (`same`), or elsewhere (`moved`)."""

    old: Sequence[Token]
    new: Sequence[Token]
    same: list[int]
    moved: list[int]

    def mirrored(self) -> Matching:
        """Give the same as seen from the new text."""
        length = len(self.new)
        return Matching(self.new, self.old, mirrored(self.same, length), mirrored(self.moved, length))


def match(old: Sequence[Token], new: Sequence[Token]) -> Matching:
    """Match two texts; swapping them mirrors the answer. Near-linear in their length."""
    keys, others = [token.key for token in old], [token.key for token in new]
    if (len(keys), keys) > (len(others), others):
        return match(new, old).mirrored()
    same = align(keys, others)
    drop_chance(old, new, same)
    slide(old, new, same)
    return Matching(old, new, same, _moved(old, new, same))


def _moved(old: Sequence[Token], new: Sequence[Token], same: list[int]) -> list[int]:
    """Pair what is gone here and new there: at least MOVES words that stand once among all that is so."""
    moved = [NOBODY] * len(old)
    home = mirrored(same, len(new))
    gone = _once(old, [j != NOBODY for j in same])
    come = _once(new, [i != NOBODY for i in home])
    for gram, i in sorted(gone.items(), key=lambda item: item[1]):
        j = come.get(gram, NOBODY)
        if j != NOBODY and same[i] == moved[i] == home[j] == NOBODY:
            run = _widened(old, new, Run(i, j, 0), lambda a, b: same[a] == moved[a] == home[b] == NOBODY)
            if sum(token.is_word for token in old[run.old : run.old + run.length]) >= MOVES:
                run = _with_its_mark(old, new, run, same, home)
                for step in range(run.length):
                    moved[run.old + step] = run.new + step
                    home[run.new + step] = run.old + step
    return moved


def _with_its_mark(old: Sequence[Token], new: Sequence[Token], run: Run, same: list[int], home: list[int]) -> Run:
    """Take along the full stop behind what moved, and leave the one that it was paired with to its own sentence."""
    i, j = run.old + run.length, run.new + run.length
    if i >= len(old) or j >= len(new) or old[i].key != new[j].key or old[i].is_word:
        return run
    q, k = home[j], same[i]
    if (q != NOBODY and (k != NOBODY or same[q] != j)) or k == j:
        return run
    if q != NOBODY:
        same[q], k = NOBODY, same[q - 1] + 1 if q and same[q - 1] != NOBODY else NOBODY
    elif k != NOBODY:
        same[i], home[k] = NOBODY, NOBODY
        before = home[k - 1] if k else NOBODY
        q = before + 1 if before != NOBODY and same[before] == k - 1 else NOBODY
    if (
        0 <= q < len(old)
        and 0 <= k < len(new)
        and same[q] == home[k] == NOBODY
        and old[q].key == new[k].key
        and (q, k) != (i, j)
    ):
        same[q], home[k] = k, q
    return run._replace(length=run.length + 1)


def _once(text: Sequence[Token], taken: list[bool]) -> dict[tuple[str, ...], int]:
    """Give the rows of MOVES tokens that are not taken and stand once, each with its place."""
    places: dict[tuple[str, ...], int] = {}
    free = 0
    for at, token_taken in enumerate(taken):
        free = 0 if token_taken else free + 1
        if free >= MOVES:
            first = at - MOVES + 1
            gram = tuple(token.key for token in text[first : at + 1])
            places[gram] = NOBODY if gram in places else first
    return {gram: at for gram, at in places.items() if at != NOBODY}


def _widened(old: Sequence[Token], new: Sequence[Token], run: Run, free: Callable[[int, int], bool]) -> Run:
    i, j, n = run
    while i and j and old[i - 1].key == new[j - 1].key and free(i - 1, j - 1):
        i, j, n = i - 1, j - 1, n + 1
    while i + n < len(old) and j + n < len(new) and old[i + n].key == new[j + n].key and free(i + n, j + n):
        n += 1
    return Run(i, j, n)
