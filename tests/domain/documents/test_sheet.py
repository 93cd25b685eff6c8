"""A page's words come the same whether their letters are measured at their ends or one by one."""

import itertools
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from coachapp.domain.documents.glyphs import words_of
from coachapp.domain.documents.odd_words import odd_words
from coachapp.domain.documents.sheet import Sheet, Word

from . import made

PLAIN = sorted([*made.FILES.glob("*.pdf"), *made.FILES.glob("made/*.pdf")])


MATRICES = [
    "1 0 0 0",
    "0 0 0 1",
    "-1 0 0 1",
    "1 0 0 -1",
    "1 0 .4 1",
    "1 .1 -.1 1",
    "0 1 -1 0",
    ".1 0 0 .1",
    "9e9 0 0 9e9",
]


def slowly(sheet: Sheet) -> list[Word]:
    spaces = [-1, *(i for i, char in enumerate(sheet.text) if char.isspace()), len(sheet.text)]
    return [word for a, b in itertools.pairwise(spaces) for word in odd_words(sheet, a + 1, b)]


def agree(page: pdfium.PdfPage) -> list[str]:
    """Read a page both ways and give its words."""
    slow = slowly(Sheet(page, page.get_textpage()))
    words = words_of(page)
    assert [(w.text, w.hyphen, w.upright) for w in words] == [(w.text, w.hyphen, w.upright) for w in slow]
    for word, other in zip(words, slow, strict=True):
        assert (word.x0, word.x1) == pytest.approx((other.x0, other.x1), abs=0.01)
        assert (word.y0, word.y1) == pytest.approx((other.y0, other.y1), abs=0.15)
    return [word.text for word in words]


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_words_taken_whole_are_those_read_letter_by_letter(path: Path) -> None:
    for page in pdfium.PdfDocument(path):
        assert len(agree(page)) > 10


@pytest.mark.parametrize("matrix", MATRICES)
def test_letters_drawn_flat_turned_or_tiny_do_no_harm(matrix: str) -> None:
    odd = f"BT /F1 12 Tf {matrix} 60 60 Tm (abc def ghi) Tj ET ".encode()
    content = odd + made.line("Led 14 people, and more.") + odd.replace(b"60 60", b"90 90")
    page = pdfium.PdfDocument(made.pdf(content))[0]

    words = agree(page)

    assert " ".join(word for word in words if word not in {"abc", "def", "ghi"}).endswith("Led 14 people, and more.")
