"""Makes a matching read as a person would tell it: no words equal by chance, changes that begin where lines begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from coachapp.domain.documents.aligning import NOBODY
from coachapp.domain.documents.tokens import Token

_WEAK = 3
_PASSES = 5


class Run(NamedTuple):
    """So many tokens from old on are those from new on."""

    old: int
    new: int
    length: int


def runs(partners: Sequence[int]) -> Iterator[Run]:
    """Give the longest pieces in which partners stand side by side in both texts."""
    start = 0
    for i in range(1, len(partners) + 1):
        if i == len(partners) or partners[i] == NOBODY or partners[i] != partners[i - 1] + 1:
            if partners[start] != NOBODY:
                yield Run(start, partners[start], i - start)
            start = i


def drop_chance(old: Sequence[Token], new: Sequence[Token], same: list[int]) -> None:
    """Forget a few words that happen to be equal in the middle of much that changed."""
    sums = [list(accumulate((len(token.key) for token in text), initial=0)) for text in (old, new)]
    for _ in range(_PASSES):
        those = list(runs(same))
        weak = [run for n, run in enumerate(those) if _is_chance(n, those, old, new, sums)]
        if not weak:
            return
        for run in weak:
            same[run.old : run.old + run.length] = [NOBODY] * run.length


def _is_chance(n: int, those: list[Run], old: Sequence[Token], new: Sequence[Token], sums: list[list[int]]) -> bool:
    run = those[n]
    said = old[run.old : run.old + run.length]
    if sum(token.is_word for token in said) > _WEAK or _whole_lines(run, old, new):
        return False
    before = those[n - 1] if n else Run(0, 0, 0)
    after = those[n + 1] if n + 1 < len(those) else Run(len(old), len(new), 0)
    weight = sums[0][run.old + run.length] - sums[0][run.old]
    if any(token.is_word and token.begins and new[run.new + n].begins for n, token in enumerate(said)):
        return False
    return weight <= _between(before, run, sums) and weight <= _between(run, after, sums)


def _between(run: Run, after: Run, sums: list[list[int]]) -> int:
    gone = sums[0][after.old] - sums[0][run.old + run.length]
    come = sums[1][after.new] - sums[1][run.new + run.length]
    return max(gone, come)


def _whole_lines(run: Run, old: Sequence[Token], new: Sequence[Token]) -> bool:
    return all(
        text[at].begins and (at + run.length == len(text) or text[at + run.length].begins)
        for text, at in ((old, run.old), (new, run.new))
    ) and any(token.is_word for token in old[run.old : run.old + run.length])


def slide(old: Sequence[Token], new: Sequence[Token], same: list[int]) -> None:
    """Let what came or went begin where a line begins, where the words around it leave the choice."""
    edges = [Run(0, 0, 0), *runs(same), Run(len(old), len(new), 0)]
    for before, after in pairwise(edges):
        gone = before.old + before.length, after.old
        come = before.new + before.length, after.new
        if come[0] == come[1]:
            back = _back(old, *gone, before.length)
            _shift(same, gone, come[0], back)
        elif gone[0] == gone[1]:
            back = _back(new, *come, before.length)
            for step in range(1, back + 1):
                same[gone[0] - step] = come[1] - step


def _shift(same: list[int], gone: tuple[int, int], come: int, back: int) -> None:
    for step in range(1, back + 1):
        same[gone[1] - step] = come - step
    for at in range(gone[0] - back, min(gone[0], gone[1] - back)):
        same[at] = NOBODY


def _back(text: Sequence[Token], start: int, end: int, most: int) -> int:
    """Give how many tokens a change may begin earlier, so that it begins a line; 0 where it does, or never can."""
    back = 0
    if start == end:
        return 0
    while not text[start - back].begins:
        back += 1
        if back > most or start - back < 0 or text[start - back].key != text[end - back].key:
            return 0
    return back
