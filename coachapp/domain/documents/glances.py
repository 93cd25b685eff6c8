"""Whether a machine can read what a page shows: text, nothing, pictures of words, or letters that say something else.

Nothing is drawn for this. A page of few letters is blind where a picture covers much of it or where
paths enough for words were drawn; a picture that lies behind the text of other pages, too, is decoration.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from coachapp.domain.documents.legibility import Legibility
from coachapp.domain.documents.lettering import clean
from coachapp.domain.documents.sheet import Word

FEW = 100  # letters and figures; a page with more speaks for itself
COVERED = 0.35  # of the page: more than any photo on a resume takes
OUTLINES = 1500  # pieces of path: some 60 letters drawn as shapes
MOST_OBJECTS, MOST_OUTLINES, DEEPEST = 40_000, 10 * OUTLINES, 4
ENOUGH = 40  # signs, to tell sense from nonsense
_LEADERS = ".·•_-–—…─"  # the dots of a table of contents say nothing either way
LOST, SIGNS, VOWELS = 0.3, 0.5, 0.22


@dataclass(frozen=True, slots=True)
class Glance:
    """How much a page says: letters and figures, and whether its signs make sense."""

    letters: int
    garbled: bool


def glance(text: str, words: Sequence[Word]) -> Glance:
    """Look over a page's characters as drawn and its words as read."""
    read = [word.text for word in words]
    kept, drawn = Counter("".join(read)), Counter(text)
    letters = sum(count for char, count in kept.items() if char.isalnum())
    lost = sum(count for char, count in drawn.items() if char != "\0" and not clean(char))
    return Glance(letters, _drowned(lost, kept.total()) or _signs_alone(kept, letters) or _unspeakable(read))


def _drowned(lost: int, kept: int) -> bool:
    """Most of what was drawn is no character at all."""
    return lost >= ENOUGH and lost > LOST * (lost + kept)


def _signs_alone(kept: Counter[str], letters: int) -> bool:
    """Signs where letters should be; accents count as letters, and dots lead to a page number."""
    total = kept.total() - sum(kept[sign] for sign in _LEADERS)
    marks = sum(count for char, count in kept.items() if unicodedata.category(char)[0] == "M")
    return total > FEW and letters + marks < SIGNS * total


def _unspeakable(read: Sequence[str]) -> bool:
    """Latin words with hardly a vowel, and too long for acronyms: a font whose letters mean others."""
    text = "".join([word for word in read if len(word) > 4]).lower()
    plain = text if text.isascii() else unicodedata.normalize("NFD", text)
    latin = sum(map(plain.count, "abcdefghijklmnopqrstuvwxyz"))
    return latin > FEW and latin > SIGNS * len(plain) and sum(map(plain.count, "aeiouy")) < VOWELS * latin


def judged(document: pdfium.PdfDocument, glances: Sequence[Glance]) -> list[Legibility]:
    """Say of each page what a machine finds on it."""
    found = [Legibility.GARBLED if each.garbled else Legibility.TEXT for each in glances]
    sparse = [n for n, each in enumerate(glances) if each.letters < FEW and not each.garbled]
    look = _Look(document)
    inks = {n: look.ink(n) for n in sparse}
    suspects = [n for n, (cover, outlines) in inks.items() if cover > COVERED or outlines > OUTLINES]
    others = [n for n in range(len(glances)) if n not in inks] if suspects else []
    usual = [look.ink(n) for n in others[:5]]
    behind = max((cover for cover, _ in usual), default=0.0), max((outlines for _, outlines in usual), default=0)
    for n, (cover, outlines) in inks.items():
        covered = cover > max(COVERED, behind[0] + 0.02)
        outlined = outlines > max(OUTLINES, 1.2 * behind[1])
        if covered or outlined:
            found[n] = Legibility.BLIND
        elif not glances[n].letters:
            found[n] = Legibility.EMPTY
    return found


class _Look:
    """Looks over what was drawn on pages, until it has seen so much that more would take too long."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self.document, self.left = document, MOST_OBJECTS

    def ink(self, number: int) -> tuple[float, int]:
        """Give how much of a page pictures cover, and how many pieces of path were drawn on it."""
        page = self.document[number]
        area, outlines = 0.0, 0
        with closing(page), suppress(pdfium.PdfiumError):
            left, bottom, right, top = page.get_bbox()
            whole = max(1.0, (right - left) * (top - bottom))
            for each in page.get_objects(max_depth=DEEPEST):
                self.left -= 1
                if self.left < 0 or outlines > MOST_OUTLINES:
                    break
                kind = raw.FPDFPageObj_GetType(each.raw)
                if kind == raw.FPDF_PAGEOBJ_PATH:
                    outlines += max(0, raw.FPDFPath_CountSegments(each.raw))
                elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                    x0, y0, x1, y1 = each.get_bounds()
                    area += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom)) / whole
        return area, outlines
