"""The words on a PDF page, with their boxes.

The page's text comes in one call and its boxes in one sweep. Most words are then taken whole; glyph
by glyph go those that stand out of line or hold more than plain letters (`odd_words.py`).
"""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import pypdfium2 as pdfium

from coachapp.domain.documents.lettering import clean, is_plain
from coachapp.domain.documents.odd_words import odd_words
from coachapp.domain.documents.reaches import Reach, Reaches
from coachapp.domain.documents.sheet import NO_LOOK, SMALLEST, Look, Sheet, Sides, Word

_RUN = re.compile("[^ ]+")
_ODD = "\0"
_TINY = 1.01 * SMALLEST
_NEAR = 1.1  # heights; well within what `odd_words` takes for a leap


@cache
def _shape(char: str) -> str:
    """Give a plain character as it is, a space for any white space, and the sign for odd ones."""
    return " " if clean(char) == " " else char if is_plain(char) else _ODD


def _shapes(text: str) -> str:
    """Put the shape of each character in its place."""
    for char in sorted(set(text)):
        if char != _shape(char):
            text = text.replace(char, _shape(char))
    return text


Fonts = dict[str | int | None, Reaches]


def words_of(page: pdfium.PdfPage) -> list[Word]:
    """Read a page's words in the order in which they were drawn; icons and hidden text are left out."""
    return drawn_on(page, {})[1]


def drawn_on(page: pdfium.PdfPage, fonts: Fonts) -> tuple[str, list[Word]]:
    """Give a page's characters as they were drawn, and the words read from them; learn what fonts have a name."""
    textpage = page.get_textpage()
    try:
        sheet = Sheet(page, textpage)
        reader = _Reader(sheet, fonts)
        words = _once(reader.read())
        fonts.update((name, reaches) for name, reaches in reader.fonts.items() if isinstance(name, str))
        return sheet.text, words
    finally:
        textpage.close()


def _once(words: list[Word]) -> list[Word]:
    """Leave out words that were drawn again at their place, to look bold or to throw a shadow."""
    seen: dict[str, list[Word]] = {}
    kept = []
    for word in words:
        others = seen.get(word.text)
        if others is None:
            seen[word.text] = [word]
            kept.append(word)
            continue
        near = 0.25 * (word.y1 - word.y0)
        if not any(abs(word.x0 - other.x0) < near and abs(word.y0 - other.y0) < near for other in others):
            others.append(word)
            kept.append(word)
    return kept


class _Reader:
    """Reads a page's words, and learns its fonts as it goes."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self.sheet, self.words = sheet, list[Word]()
        self.fonts: Fonts = defaultdict(Reaches, fonts)
        self.shapes = _shapes(sheet.text)
        self.runs = list(_RUN.finditer(self.shapes))
        self.firsts, self.lasts = [run.start() for run in self.runs], [run.end() - 1 for run in self.runs]
        self.pieces, self.ends = sheet.pieces(self.firsts), sheet.pieces(self.lasts)
        self.sides = list(zip(sheet.sides(self.firsts), sheet.sides(self.lasts), strict=True))
        self.one_by_one = self._in_pieces()

    def _in_pieces(self) -> Iterator[Sides]:
        """Measure all letters of words that were drawn in several pieces."""
        parted = zip(self.runs, self.pieces, self.ends, strict=True)
        places = (range(*run.span()) for run, piece, end in parted if piece != end)
        return iter(self.sheet.sides(list(itertools.chain.from_iterable(places))))

    def read(self) -> list[Word]:
        """Give the words in the order in which they were drawn."""
        held, look, reaches = self.sheet.frame.held, NO_LOOK, Reaches()
        current: int | None = None
        rows = zip(self.runs, self.firsts, self.pieces, self.ends, self.sides, strict=True)
        for row, (run, first, piece, end, ((left, top, _, bottom), (x0, y1, right, y0))) in enumerate(rows):
            text, box = run[0], None
            if look is NO_LOOK or piece != current:
                look, current = self.sheet.look(first, piece), piece
                reaches = self.fonts[look.font]
            if piece != end:
                sides = _around(list(itertools.islice(self.one_by_one, len(text))))
                box = held(*sides, len(text)) if sides else None
            elif look.level and top - bottom > _TINY and x0 >= left and abs(y1 + y0 - top - bottom) <= top - bottom:
                reach: Reach | None = (top, bottom)
                if not reaches.usual.issuperset(text):
                    reach = reaches.around(text, top, bottom) or self._learned(text, row, reaches, top, bottom)
                box = held(left, reach[0], right, reach[1], len(text)) if reach else None
            self._take(text, first, look, box)
        return self.words

    def _take(self, text: str, first: int, look: Look, box: Sides | None) -> None:
        """Write down a word that was measured; glyph by glyph where it is no plain one."""
        if box is None or _ODD in text:
            self.words.extend(odd_words(self.sheet, first, first + len(text)))
        elif not look.is_icon:
            spelled = text if text.isascii() else unicodedata.normalize("NFC", text)
            hyphen = "-" if text[-1] == "-" and len(text) > 1 else ""
            self.words.append(Word(spelled, *box, hyphen, look.upright, look.font))

    def _learned(self, text: str, row: int, reaches: Reaches, top: float, bottom: float) -> Reach | None:
        """Measure letters not seen before, in all that was drawn at once with a word; None where none is known yet."""
        if _ODD in text:
            return None
        reaches.begin(text[0], top, bottom)
        last = row
        while last + 1 < len(self.pieces) and self.pieces[last + 1] == self.ends[last + 1] == self.pieces[row]:
            last += 1
        start = self.firsts[row]
        letters = {letter: at for at, letter in enumerate(self.shapes[start : self.lasts[last] + 1], start)}
        known = next((letter for letter in letters if letter in reaches.tops), None)
        if known is None:
            return None
        new = [letter for letter in letters if letter not in reaches.tops and letter not in " \0"]
        (_, high, _, low), *others = self.sheet.sides([letters[letter] for letter in (known, *new)])
        reaches.learn(known, high, low, [(letter, *side[1::2]) for letter, side in zip(new, others, strict=True)])
        return reaches.around(text, top, bottom)


def _around(glyphs: Sequence[Sides]) -> Sides | None:
    """Give the sides of glyphs that stand on one line, one beside the other; None where they don't."""
    left, top, right, bottom = glyphs[0]
    height, middle = top - bottom, top + bottom
    for x0, y1, x1, y0 in glyphs:
        level = abs(y1 + y0 - middle) <= height and y1 - y0 >= _TINY
        if not level or x0 < left or x0 - right > _NEAR * height:
            return None
        right, top, bottom = max(right, x1), max(top, y1), min(bottom, y0)
    return left, top, right, bottom
