"""Lines of two versions in pieces, and both told as one text."""

from __future__ import annotations

from typing import NamedTuple

from coachapp.domain.documents.comparing import Kind
from coachapp.domain.documents.tokens import tokens


class Piece(NamedTuple):
    """Some words of a line: same, added, removed, came or went (moved here or away, with the number of the move).

    `run` numbers what stayed, the same on both sides; 0 between. Of what moved, the first piece has one.
    """

    kind: str
    text: str
    move: int = 0
    run: int = 0


Line = list[Piece]


def as_one(before: list[Line], after: list[Line]) -> Line:
    """Tell two columns as one text: what went stands before what came in its place."""
    left, right = _flat(before), _flat(after)
    told: Line = []
    while left or right:
        gone, come = _until_same(left), _until_same(right)
        if gone and come:
            come = come[1:] if {gone[0].kind, come[0].kind} == {Kind.SAME} else come
            gone.append(Piece(Kind.SAME, " "))
        elif gone and left and right and left[0].text[0].isspace() and not right[0].text[0].isspace():
            gone.append(Piece(Kind.SAME, " "))
        _run(left)
        told += [*gone, *come, *_run(right)]
    return _flat([[piece._replace(run=0) if piece.kind == Kind.SAME else piece for piece in told]]) if told else []


def _flat(lines: list[Line]) -> Line:
    """Put lines one behind the other, and what belongs together into one piece."""
    flat: Line = []
    for n, line in enumerate(lines):
        for piece in [Piece(line[0].kind, "\n", line[0].move), *line] if n else line:
            last = flat[-1] if flat else None
            if last and last[0::2] == piece[0::2] and last.run in {0, piece.run}:
                flat[-1] = Piece(piece.kind, last.text + piece.text, piece.move, piece.run)
            else:
                flat.append(piece)
    return flat


def _until_same(line: Line) -> Line:
    """Take the pieces up to the next words that stayed; white space and bullets alone don't count."""
    taken: Line = []
    while line and (line[0].kind != Kind.SAME or not tokens(line[0].text)):
        taken.append(line.pop(0))
    return taken


def _run(line: Line) -> Line:
    """Take all pieces of the run that comes next, in however many lines it stands."""
    count = 0
    while count < len(line) and line[count].run == line[0].run:
        count += 1
    taken, line[:count] = line[:count], []
    return taken
