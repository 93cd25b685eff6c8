"""The canonical text of a document: what comments anchor to, with the place of each word in it.

Offsets count Unicode code points; boxes are in page units (1/72 inch), origin at the top left.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from coachapp.domain.documents.hyphens import drops_hyphen, runs_on
from coachapp.domain.documents.lettering import BULLETS, FIRST_CJK, is_cjk
from coachapp.domain.documents.reading_order import blocks_of
from coachapp.domain.documents.sheet import Word
from coachapp.domain.documents.text_lines import Line

Box = tuple[int, int, float, float, float, float]
_SUBSET = re.compile(r"^[A-Z]{6}\+")
SHORT = 8  # line heights; a line shorter than this is no prose that runs on


@dataclass(slots=True)
class Page:
    """One page: its size, its slice of the text, its words and lines as (start, end, x, y, w, h)."""

    number: int
    width: float
    height: float
    start: int = 0
    end: int = 0
    words: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


class Writer:
    """Writes pages into one text and notes where each word came to stand."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._words = words

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word occurs; asked for where a line ends with a hyphen."""
        return Counter(word.text.strip(".,;:()!?").lower() for word in self._words)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def write(self, page: Page, blocks: Sequence[Sequence[Line]]) -> None:
        """Write a page's blocks, apart from what stands before."""
        if blocks and self.length:
            self.put("\n\n")
        page.start = self.length
        for block, after in itertools.zip_longest(blocks, blocks[1:]):
            self._block(page, block, after)
        page.end = self.length

    def _block(self, page: Page, lines: Sequence[Line], next_block: Sequence[Line] | None) -> None:
        gaps = [max(0.0, b.y0 - a.y1) for a, b in itertools.pairwise(lines)]
        usual = median(gaps) if gaps else 0.0
        for stretch, follower in _with_next(_stretches(lines, usual)):
            left, right = min(x.x0 for x in stretch), max(x.x1 for x in stretch)
            joints = itertools.pairwise([*stretch, follower[0]] if follower else stretch)
            for line, after in joints:
                self._joint(page, line, after, _between(line, after, left, right, usual))
        if next_block is None:
            self._line(page, lines[-1], None)
        else:
            self._joint(page, lines[-1], next_block[0], _over_the_gap(lines, next_block))

    def _joint(self, page: Page, line: Line, after: Line, tail: str) -> None:
        """Write a line and what parts it from the next one."""
        self._line(page, line, after if tail == " " else None)
        if tail == " " and (runs_on(line.words[-1], after.words[0]) or _unspaced(line, after)):
            tail = ""
        self.put(tail)

    def _line(self, page: Page, line: Line, after: Line | None) -> None:
        words, parts, places, at = line.words, self.parts, page.words, self.length
        for index, word in enumerate(words):
            text = word.text
            if index and not (text[0] >= FIRST_CJK and _touching(words[index - 1], word)):
                parts.append(" ")
                at += 1
            if (
                word.hyphen
                and after
                and index + 1 == len(words)
                and drops_hyphen(word, after.words[0], self.vocabulary)
            ):
                text = text.removesuffix("-")
            start, at = at, at + len(text)
            parts.append(text)
            x, y, width, height = word.x0, word.y0, word.x1 - word.x0, word.y1 - word.y0
            cents = x * 100 + 0.5, y * 100 + 0.5, width * 100 + 0.5, height * 100 + 0.5  # quicker than `round`
            places.append(
                (start, at, cents[0] // 1 / 100, cents[1] // 1 / 100, cents[2] // 1 / 100, cents[3] // 1 / 100)
            )
        top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
        sides = _cents(line.x0), _cents(top), _cents(line.x1 - line.x0), _cents(bottom - top)
        page.lines.append((self.length, at, *sides))
        self.length = at


def _cents(value: float) -> float:
    """Round to two places."""
    return (value * 100 + 0.5) // 1 / 100


def _touching(a: Word, b: Word) -> bool:
    """No space was set between, as in text of one line in two scripts."""
    return is_cjk(a.text[-1]) and is_cjk(b.text[0]) and b.x0 - a.x1 < 0.3 * a.height


def _unspaced(line: Line, after: Line) -> bool:
    return is_cjk(line.words[-1].text[-1:] or " ") and is_cjk(after.words[0].text[:1] or " ")


def _with_next(stretches: list[list[Line]]) -> Iterator[tuple[list[Line], list[Line] | None]]:
    return itertools.zip_longest(stretches, stretches[1:])


def _stretches(lines: Sequence[Line], usual: float) -> list[list[Line]]:
    """Part a block where a wider gap opens or letters change their size: what wraps there wraps at its own edges."""
    out = [[lines[0]]]
    for line, after in itertools.pairwise(lines):
        height, higher = sorted((line.height, after.height))
        if after.y0 - line.y1 > usual + 0.35 * height or higher > 1.15 * height:
            out.append([])
        out[-1].append(after)
    return out


def _between(line: Line, after: Line, left: float, right: float, usual: float) -> str:
    """Tell how two lines of a block are joined: by a space, a new line or a new paragraph."""
    height = min(line.height, after.height)
    first = after.words[0]
    if after.y0 - line.y1 > usual + 0.35 * height:
        return "\n\n"
    if first.text[0] in BULLETS or max(line.height, after.height) > 1.15 * height or line.rtl != after.rtl:
        return "\n"
    if line.parted or after.parted or not (line.words[-1].upright and first.upright):
        return "\n"
    if abs(line.x0 - after.x0) > height and abs(line.x0 + line.x1 - after.x0 - after.x1) < 0.2 * height:
        return "\n"  # centered
    short = line.x1 - line.x0 < SHORT * height and not first.text[0].islower()
    room = line.x0 - left if line.rtl else right - line.x1
    return "\n" if short or first.x1 - first.x0 + 0.3 * height < room or _other_letters(line, after) else " "


def _other_letters(line: Line, after: Line) -> bool:
    """The next line is set wholly in other letters, as a heading in bold below a bullet, and begins anew."""
    here, there = ({_face(word.font) for word in x.words if word.text not in BULLETS} for x in (line, after))
    return len(here) == len(there) == 1 and here != there and not after.words[0].text[0].islower()


def _face(font: str | int | None) -> str | int | None:
    """Name a font without the tag of its subset: one face may lie in a file in several parts (ISO 32000-2, 9.9.2)."""
    return _SUBSET.sub("", font) if isinstance(font, str) else font


def _over_the_gap(block: Sequence[Line], after: Sequence[Line]) -> str:
    """A sentence that runs on at the top of the next column stays one paragraph."""
    last, first = block[-1], after[0]
    jumps = first.y0 < last.y0 and len(block) > 1
    alike = max(last.height, first.height) < 1.15 * min(last.height, first.height)
    runs_on = first.text[:1].islower() and last.text[-1:] not in ".:;!?"
    return " " if jumps and alike and runs_on else "\n\n"


def compose(pages: Iterable[tuple[Page, Sequence[Word]]]) -> tuple[str, list[Page]]:
    """Turn the pages' words into one text in reading order; each word's slice spells the word."""
    laid = [(page, blocks_of(words)) for page, words in pages]
    words = (word for _, blocks in laid for block in blocks for line in block for word in line.words)
    writer = Writer(words)
    for page, blocks in laid:
        writer.write(page, blocks)
    return writer.text, [page for page, _ in laid]
