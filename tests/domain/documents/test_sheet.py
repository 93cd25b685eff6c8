"""A page's words come the same whether their letters are measured at their ends or one by one."""

import itertools
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from coachapp.domain.documents.glyphs import words_of
from coachapp.domain.documents.odd_words import odd_words
from coachapp.domain.documents.sheet import Sheet

from . import made

PLAIN = sorted([*made.FILES.glob("*.pdf"), *made.FILES.glob("made/*.pdf")])


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_words_taken_whole_are_those_read_letter_by_letter(path: Path) -> None:
    for page in pdfium.PdfDocument(path):
        textpage = page.get_textpage()
        sheet = Sheet(page, textpage)
        spaces = [-1, *(i for i, char in enumerate(sheet.text) if char.isspace()), len(sheet.text)]
        slowly = [word for a, b in itertools.pairwise(spaces) for word in odd_words(sheet, a + 1, b)]

        words = words_of(page)

        assert [word.text for word in words] == [word.text for word in slowly]
        assert [word.hyphen for word in words] == [word.hyphen for word in slowly]
        assert [word.upright for word in words] == [word.upright for word in slowly]
        for word, slow in zip(words, slowly, strict=True):
            assert (word.x0, word.x1) == pytest.approx((slow.x0, slow.x1), abs=0.01)
            assert (word.y0, word.y1) == pytest.approx((slow.y0, slow.y1), abs=0.15)
