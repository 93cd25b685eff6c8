"""Two versions to read beside each other or as one: lines, each in pieces that stayed, came, went or moved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachapp.domain.documents.comparing import Change, Kind, compare
from coachapp.domain.documents.pieces import Line, Piece, as_one
from coachapp.domain.documents.tokens import Span, tokens

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the old text and the lines of the new one that they became; `both` tells them as one."""

    before: list[Line]
    after: list[Line]
    both: Line

    @property
    def is_same(self) -> bool:
        """Tell whether nothing changed in it."""
        return all(piece.kind == Kind.SAME for piece in self.both)


@dataclass(frozen=True, slots=True)
class Told:
    """Two versions as rows, and how many words came and went, and how many passages moved."""

    rows: list[Row]
    added: int
    removed: int
    moved: int

    @property
    def is_same(self) -> bool:
        """Tell whether both say the same."""
        return not (self.added or self.removed or self.moved)


def tell(old: str, new: str) -> Told:
    """Compare two texts for somebody who reads them."""
    changes = compare(old, new)
    told = _Teller(old, new, changes)
    words = dict.fromkeys(Kind, 0)
    for change in changes:
        text, span = (new, change.new) if change.new else (old, change.old)
        words[change.kind] += sum(token.is_word for token in tokens(text[slice(*span)])) if span else 0
    moved = sum(change.kind is Kind.MOVED and change.new is not None for change in changes)
    return Told(list(told.rows()), words[Kind.ADDED], words[Kind.REMOVED], moved)


class _Side:
    """One of the texts: its lines, and its changes in its own order."""

    def __init__(self, text: str, those: Sequence[tuple[Span, str, int, int]]) -> None:
        self.text = text
        self.lines = [Span(*match.span()) for match in _LINE.finditer(text)]
        self.starts = [line.start for line in self.lines]
        self.those = those
        self.ends = [told[0].end for told in those]

    def line_at(self, at: int) -> int:
        """Give the number of the line that holds a character."""
        return bisect_right(self.starts, at) - 1

    def has_moved(self, number: int) -> bool:
        """Tell whether all words of a line moved."""
        return all(piece.move or not tokens(piece.text) for piece in self.pieces(self.lines[number]))

    def told(self, first: int, last: int) -> list[Line]:
        """Give lines in pieces."""
        return [list(self.pieces(line)) for line in self.lines[first:last]]

    def pieces(self, line: Span) -> Iterator[Piece]:
        """Cut a line where its changes begin and end."""
        at = line.start
        for span, kind, move, run in self.those[bisect_right(self.ends, line.start) :]:
            if span.start >= line.end:
                break
            start, end = max(span.start, line.start), min(span.end, line.end)
            if start > at:
                yield Piece(Kind.SAME, self.text[at:start])
            is_first = bool(move) and start == span.start
            yield Piece(kind, self.text[start:end], move, run or int(is_first))
            at = end
        if at < line.end:
            yield Piece(Kind.SAME, self.text[at : line.end])


class _Teller:
    def __init__(self, old: str, new: str, changes: Sequence[Change]) -> None:
        moves = {change.new: n for n, change in enumerate((c for c in changes if c.new and c.twin), 1)}
        self.changes = changes
        told = [(change, n if change.kind is Kind.SAME else 0) for n, change in enumerate(changes, 1)]
        self.old = _Side(old, [(c.old, _kind(c, "went"), moves.get(c.twin, 0), n) for c, n in told if c.old])
        self.new = _Side(new, [(c.new, _kind(c, "came"), moves.get(c.new, 0), n) for c, n in told if c.new])

    def rows(self) -> Iterator[Row]:
        """Give rows: lines that share words stand beside each other, what went beside what came in its place."""
        i = j = 0
        for before, after in self._joined():
            yield from self._apart(Span(i, before.start), Span(j, after.start))
            yield self._row(before, after)
            i, j = before.end, after.end
        yield from self._apart(Span(i, len(self.old.lines)), Span(j, len(self.new.lines)))

    def _apart(self, before: Span, after: Span) -> Iterator[Row]:
        """Give the lines between those that are joined; what moved as a whole stands for itself."""
        (i, k), (j, m) = before, after
        while i < k and self.old.has_moved(i):
            yield self._row(Span(i, i + 1), Span(j, j))
            i += 1
        while j < m and self.new.has_moved(j):
            yield self._row(Span(i, i), Span(j, j + 1))
            j += 1
        last, end = k, m
        while last > i and self.old.has_moved(last - 1):
            last -= 1
        while end > j and self.new.has_moved(end - 1):
            end -= 1
        if i < last or j < end:
            yield self._row(Span(i, last), Span(j, end))
        yield from (self._row(Span(n, n + 1), Span(end, end)) for n in range(last, k))
        yield from (self._row(Span(k, k), Span(n, n + 1)) for n in range(end, m))

    def _joined(self) -> Iterator[tuple[Span, Span]]:
        """Join the lines that share words, as [start, end) of the old and of the new lines."""
        before = after = Span(0, 0)
        for i, j in self._links():
            if i < before.end or j < after.end:
                before, after = Span(before.start, max(i + 1, before.end)), Span(after.start, max(j + 1, after.end))
                continue
            if before.end:
                yield before, after
            before, after = Span(i, i + 1), Span(j, j + 1)
        if before.end:
            yield before, after

    def _links(self) -> Iterator[tuple[int, int]]:
        old, new = tokens(self.old.text), tokens(self.new.text)
        starts, others = [token.start for token in old], [token.start for token in new]
        for change in self.changes:
            if change.kind is Kind.SAME and change.old and change.new:
                i, j = bisect_left(starts, change.old.start), bisect_left(others, change.new.start)
                for n in range(bisect_left(starts, change.old.end) - i):
                    yield self.old.line_at(old[i + n].start), self.new.line_at(new[j + n].start)

    def _row(self, before: Span, after: Span) -> Row:
        left, right = self.old.told(*before), self.new.told(*after)
        return Row(left, right, as_one(left, right))


def _kind(change: Change, moved: str) -> str:
    return moved if change.kind is Kind.MOVED else change.kind
