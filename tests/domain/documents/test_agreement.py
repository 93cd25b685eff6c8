"""The canonical text holds the words that were written, and those that other extractors find.

`COACHAPP_RESUMES=folder` tries every PDF below a folder, too: of those that hold text, 97 % must agree.
"""

import logging
import os
import statistics
from pathlib import Path

import pytest

from coachapp.domain.documents import reading
from coachapp.domain.documents.extract import read_pdf
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.lettering import clean

from . import agreement, blind, drawn, made

OWN = sorted([*made.FILES.glob("*.pdf"), *made.FILES.glob("made/*.pdf")])
RESUME = (made.FILES / "made" / "resume.txt").read_text(encoding="utf-8").replace(" | ", " ")
WHOLE = [path for path in OWN if path.parent.name == "made" and path.stem not in {"tables", "hebrew"}]
ODD_TO_OTHERS = {
    "latex": "accents of old fonts come apart elsewhere",
    "letterspaced": "letters set apart stay single elsewhere; what was written is tested below",
}
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("path", [path for path in OWN if path.stem not in ODD_TO_OTHERS], ids=lambda path: path.stem)
def test_the_words_are_those_that_pdfminer_finds(path: Path) -> None:
    ours = agreement.words(str(read_pdf(path.read_bytes())["text"]))

    assert agreement.f1(ours, agreement.words(agreement.pdfminer(path))) >= 0.95


@pytest.mark.skipif(agreement.poppler(OWN[0]) is None, reason="this machine has no pdftotext")
@pytest.mark.parametrize("path", [path for path in OWN if path.stem != "hebrew"], ids=lambda path: path.stem)
def test_the_words_are_those_that_poppler_finds(path: Path) -> None:
    ours = agreement.words(str(read_pdf(path.read_bytes())["text"]))

    assert agreement.f1(ours, agreement.words(agreement.poppler(path) or "")) >= 0.95


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_resume_of_two_pages_comes_back_as_it_was_written(path: Path) -> None:
    text = str(read_pdf(path.read_bytes())["text"])
    written = agreement.words("\n".join(line.lstrip("#=+- ") for line in RESUME.splitlines()))

    assert agreement.f1(agreement.words(text), written) >= 0.998
    signs = {sign for sign in text if sign != "\n" and clean(sign) != sign}
    assert signs <= {" "}


@pytest.mark.parametrize("name", drawn.WAYS)
def test_however_words_are_drawn_they_read_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.pdf").write_bytes(drawn.WAYS[name])

    text = reading.read(tmp_path / "x.pdf", Kind.PDF).text

    assert text.casefold().split() == blind.WORDS.casefold().split()


def test_words_of_both_directions_stand_where_they_are_read() -> None:
    text = str(read_pdf((made.FILES / "made" / "hebrew.pdf").read_bytes())["text"])

    assert "קיצרתי את זמן האספקה מ-12 ל-7 ימים בעזרת Python ו-SQL." in text


def test_a_compound_cut_at_its_hyphen_keeps_it() -> None:
    text = str(read_pdf((made.FILES / "made" / "tables.pdf").read_bytes())["text"])

    assert [word for word in ("order-to-delivery", "cross-docking", "ten-minute") if word not in text] == []
    assert "reorganization" in text


@pytest.mark.skipif("COACHAPP_RESUMES" not in os.environ, reason="no folder of other people's files was named")
def test_files_from_elsewhere_agree() -> None:
    rows = []
    for path in sorted(Path(os.environ["COACHAPP_RESUMES"]).rglob("*.pdf")):
        found = read_pdf(path.read_bytes())
        others = [agreement.words(text) for text in (agreement.pdfminer(path), agreement.poppler(path)) if text]
        ours = agreement.words(str(found.get("text", "")))
        best = max((agreement.f1(ours, other) for other in others), default=0.0)
        if max((other.total() for other in others), default=0) >= 20:
            rows.append((best, path.name, str(found["reason"])))
            print(f"{best:.3f} {path.name} {found['reason'] or ''}")
    assert rows
    print(f"median {statistics.median(row[0] for row in rows):.3f}, {len(rows)} files")
    assert sum(best >= 0.95 for best, *_ in rows) >= 0.97 * len(rows)
