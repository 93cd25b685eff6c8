"""Words as drawn, put in the order in which a person reads them: lines, columns, blocks.

The order of drawing is right for nearly all producers, so it is kept wherever the page does not
contradict it. Blocks are then sorted so that what stands above comes first where blocks overlap
sideways (the first rule of Breuel 2003, "High performance document layout analysis").
"""

import heapq
import itertools
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

from coachapp.domain.documents.lettering import has_rtl
from coachapp.domain.documents.sheet import Word
from coachapp.domain.documents.text_lines import Line, bullets_home, joined, same_baseline, segments, settled

DENSE_ROWS, DENSE_CHARS = 4, 25  # what a pair of columns drawn line by line looks like


def blocks_of(words: Sequence[Word]) -> list[list[Line]]:
    """Give the page's blocks of lines in reading order."""
    parted = _columns_apart(segments(words))
    lines = bullets_home([settled(line) for line in joined(parted)])
    return [block for block in _sorted(_blocks(lines)) if block]


def _columns_apart(drawn: list[Line]) -> list[Line]:
    """Where two dense columns were drawn row by row, put the left one before the right one."""
    rows = [
        (i, a, b)
        for i, (a, b) in enumerate(itertools.pairwise(drawn))
        if same_baseline(a, b) and b.x0 > a.x1 and not has_rtl(a.text + b.text)
    ]
    for _, group in itertools.groupby(sorted(rows, key=lambda r: r[2].x0), key=lambda r: round(r[2].x0 / 4)):
        pairs = list(group)
        sides = (mean(len(a.text) for _, a, _ in pairs), mean(len(b.text) for _, _, b in pairs))
        if len(pairs) < DENSE_ROWS or min(sides) < DENSE_CHARS:
            continue
        gutter = min(r[2].x0 for r in pairs) - 0.5
        first, last = min(r[0] for r in pairs), max(r[0] for r in pairs) + 1
        return drawn[:first] + _parted(drawn[first : last + 1], gutter) + drawn[last + 1 :]
    return drawn


def _parted(drawn: list[Line], gutter: float) -> list[Line]:
    out: list[Line] = []
    for crossing, run in itertools.groupby(drawn, key=lambda s: s.x0 < gutter < s.x1):
        group = list(run)
        out.extend(group if crossing else sorted(group, key=lambda s: s.x0 >= gutter))
    return out


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Gather lines that follow each other closely downward."""
    blocks: list[list[Line]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if last and _continues(last, line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _continues(last: Line, line: Line) -> bool:
    gap, height = line.y0 - last.y1, min(line.height, last.height)
    overlap = min(last.x1, line.x1) - max(last.x0, line.x0)
    return -0.5 * height < gap < 1.15 * max(line.height, last.height) and overlap > 0


def _sorted(blocks: list[list[Line]]) -> list[list[Line]]:
    """Keep the drawn order, but what stands above something comes before it."""
    boxes = [_Box.around(block) for block in blocks]
    after: list[list[int]] = [[] for _ in blocks]
    waits = [0] * len(blocks)
    for i, j in itertools.permutations(range(len(blocks)), 2):
        if _above(boxes[i], boxes[j]):
            after[i].append(j)
            waits[j] += 1
    ready = [i for i, count in enumerate(waits) if count == 0]
    heapq.heapify(ready)
    out: list[list[Line]] = []
    while ready:
        at = heapq.heappop(ready)
        out.append(blocks[at])
        for j in after[at]:
            waits[j] -= 1
            if waits[j] == 0:
                heapq.heappush(ready, j)
    return out


class _Box(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, lines: Sequence[Line]) -> "_Box":
        left, top = min(x.x0 for x in lines), min(x.y0 for x in lines)
        return cls(left, top, max(x.x1 for x in lines), max(x.y1 for x in lines))


def _above(a: _Box, b: _Box) -> bool:
    sideways = min(a.x1, b.x1) - max(a.x0, b.x0)
    apart = a.y1 <= b.y0 + 0.35 * min(a.y1 - a.y0, b.y1 - b.y0, 12)
    return apart and sideways > 0.1 * min(a.x1 - a.x0, b.x1 - b.x0) and (a.y0 + a.y1) < (b.y0 + b.y1)
