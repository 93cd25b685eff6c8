"""Where a passage stands: its boxes on a page, or its marks in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple


class Box(NamedTuple):
    """A piece of a line, in page units, origin at the top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to show as marked: [start, end) in the canonical text, what it is and leads to, its number if any."""

    start: int
    end: int
    kind: str
    id: str
    number: int = 0
    area: tuple[int, Box] | None = None
    """A page and a box on it in percent, where it is about a part of the picture and not about words."""
    look: str = ""
    """Another way to draw it, if any."""

    def box_on(self, page: int, width: float, height: float) -> Box | None:
        """Give its box in the units of that page, if it is about a part of it."""
        if self.area is None or self.area[0] != page:
            return None
        box = self.area[1]
        sides = (box.x * width, box.y * height, box.width * width, box.height * height)
        return Box(*(round(side / 100, 2) for side in sides))


def boxes(words: Iterable[Sequence[float]], start: int, end: int) -> list[Box]:
    """Give the boxes that cover [start, end) on a page, one for each line that it touches."""
    found: list[Box] = []
    for first, last, x, y, width, height in words:
        a, b = max(start, int(first)), min(end, int(last))
        if a >= b:
            continue
        letter = width / (last - first)
        piece = Box(x + (a - first) * letter, y, (b - a) * letter, height)
        if found and _beside(found[-1], piece):
            found[-1] = _around(found[-1], piece)
        else:
            found.append(piece)
    return [Box(*(round(side, 2) for side in box)) for box in found]


def _beside(box: Box, piece: Box) -> bool:
    level = abs((box.y + box.height / 2) - (piece.y + piece.height / 2)) < 0.5 * max(box.height, piece.height)
    gap = max(piece.x - (box.x + box.width), box.x - (piece.x + piece.width))
    return level and gap < 1.5 * max(box.height, piece.height)


def _around(box: Box, piece: Box) -> Box:
    x, y = min(box.x, piece.x), min(box.y, piece.y)
    right = max(box.x + box.width, piece.x + piece.width)
    return Box(x, y, right - x, max(box.y + box.height, piece.y + piece.height) - y)


class Sheet:
    """The words of one page by where they start, so that a passage costs what it covers."""

    def __init__(self, words: Iterable[Sequence[float]]) -> None:
        self.words = sorted(words, key=lambda word: word[0])
        self._starts = [word[0] for word in self.words]

    def boxes(self, start: int, end: int) -> list[Box]:
        """Give the boxes that cover [start, end), one for each line that it touches."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return boxes(self.words[first : bisect_left(self._starts, end)], start, end)

    def drawn(self, marks: Iterable[Mark]) -> tuple[list[tuple[Mark, Box]], list[tuple[str, float, float]]]:
        """Give each mark's boxes, and the numbers beside the lines, each with its place left of all words."""
        found: list[tuple[Mark, Box]] = []
        rows: dict[float, list[int]] = {}
        for mark in marks:
            covered = self.boxes(mark.start, mark.end)
            found += [(mark, box) for box in covered]
            if covered and mark.number:
                rows.setdefault(round(covered[0].y + 0.8 * covered[0].height, 1), []).append(mark.number)
        left = max(min((word[2] for word in self.words), default=0) - 8, 12)
        return found, [(", ".join(map(str, numbers)), round(left, 2), y) for y, numbers in rows.items()]


def margin(words: Sequence[Sequence[float]], marks: Iterable[Mark]) -> list[tuple[str, float, float]]:
    """Give the numbers that stand beside the lines of a page."""
    return Sheet(words).drawn(marks)[1]


def marked(html: str, marks: Sequence[Mark]) -> str:
    """Wrap the marked passages of a text with offsets; the text itself and its offsets stay as they are."""
    writer = _Marker(marks)
    writer.feed(html)
    writer.close()
    return "".join(writer.html)


class _Marker(HTMLParser):
    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = [mark for mark in marks if mark.start < mark.end]
        self.later = sorted(self.marks, key=lambda mark: mark.start, reverse=True)
        self.begun: list[Mark] = []
        self.html: list[str] = []
        self.at: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        self.html.append(f"<{tag}{facts}>")
        start = dict(attrs).get("data-start")
        if start is not None:
            self.at = int(start)

    def handle_endtag(self, tag: str) -> None:
        self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.at is None:
            self.html.append(escape(data, quote=False))
            return
        start, end = self.at, self.at + len(data)
        self._move(start, end)
        cuts = {at for mark in self.begun for at in (mark.start, mark.end) if start < at < end}
        for a, b in zip([start, *sorted(cuts)], [*sorted(cuts), end], strict=True):
            self.html.append(self._piece(data[a - start : b - start], a, b))
        self.at = end

    def _move(self, start: int, end: int) -> None:
        """Keep at hand the marks that touch [start, end); offsets only grow."""
        while self.later and self.later[-1].start < end:
            self.begun.append(self.later.pop())
        self.begun = [mark for mark in self.begun if mark.end > start]

    def _piece(self, text: str, start: int, end: int) -> str:
        over = [mark for mark in self.begun if mark.start <= start and end <= mark.end]
        if not over:
            return escape(text, quote=False)
        ids = " ".join(mark.id for mark in over)
        begun = ", ".join(str(mark.number) for mark in over if mark.number and mark.start == start)
        look = f" anchor-{over[0].look}" if over[0].look else ""
        label = f' data-number="{begun}"' if begun else ""
        words = escape(text, quote=False)
        return f'<mark class="anchor anchor-{over[0].kind}{look}" data-comment="{ids}"{label}>{words}</mark>'
