"""Resumes as Google Docs hands them out: as .docx with its own markup, and as PDF by its writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.places import Mark, boxes, marked
from coachapp.domain.documents.reading import Reading

from . import made
from . import word_shapes as word
from .test_word_shapes import read

BOLD = '<w:b w:val="1"/><w:bCs w:val="1"/>'
SESSION = 'w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"'
NOTHING = f'<w:r {SESSION}><w:rPr><w:rtl w:val="0"/></w:rPr></w:r>'


def run(text: str, properties: str = "", *, size: int = 22) -> str:
    """Give a run with everything that Google Docs says about each."""
    shown = (
        '<w:rFonts w:ascii="Lato" w:cs="Lato" w:eastAsia="Lato" w:hAnsi="Lato"/>'
        f'{properties}<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:u w:val="none"/><w:shd w:fill="auto" w:val="clear"/><w:vertAlign w:val="baseline"/><w:rtl w:val="0"/>'
    )
    return f'<w:r {SESSION}><w:rPr>{shown}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>{NOTHING}'


def paragraph(inside: str, properties: str = "") -> str:
    """Give a paragraph in normal text: headings are large letters and nothing else."""
    shown = f'<w:pageBreakBefore w:val="0"/>{properties}<w:spacing w:after="0" w:line="276" w:lineRule="auto"/>'
    return (
        '<w:p w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000" '
        f'w:rsidRPr="00000000" w14:paraId="0000000A"><w:pPr>{shown}</w:pPr>{inside}</w:p>'
    )


def item(inside: str, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(inside, f'{numbered}<w:ind w:left="{720 * (level + 1)}" w:hanging="360"/>')


def suggested(number: int, inside: str) -> str:
    """Give what Google Docs puts around suggestions and comments."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w:tag w:val="goog_rdk_{number}"/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def resume() -> bytes:
    author = 'w:author="Ana" w:id="0" w:date="2026-03-01T09:00:00Z"'
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline><wp:docPr id="1" name=""/>'
        "<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        + paragraph(run("Open to relocation"))
        + "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:drawing><wp:inline><wp:docPr id="1" name="image1.png"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:embed="rId12"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></mc:Fallback></mc:AlternateContent></w:r>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/ana" '
        '</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("portfolio")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = [
        paragraph(run("Ana ", BOLD, size=52) + run("Kovač", BOLD, size=52), '<w:jc w:val="center"/>'),
        paragraph(
            run("Zagreb · ") + f'<w:hyperlink r:id="rId6">{run("ana@example.org")}</w:hyperlink>' + run(" · ") + field
        ),
        paragraph(NOTHING),
        paragraph(run("EXPERIENCE", BOLD, size=28)),
        paragraph(
            run("Head of Operations", BOLD)
            + f"<w:r {SESSION}><w:tab/></w:r>"
            + run("2019 – 2024")
            + f'<w:r {SESSION}><w:br w:type="textWrapping"/></w:r>'
            + run("Adriatic Freight", '<w:i w:val="1"/>')
        ),
        item(
            run("Cut delivery ")
            + suggested(0, f"<w:ins {author}>{run('time ')}</w:ins>")
            + suggested(1, f'<w:del {author}><w:r><w:delText xml:space="preserve">costs </w:delText></w:r></w:del>')
            + run("from 12 to 7 days.")
        ),
        item(run("Led 14 people.")),
        item(run("in two countries"), level=1),
        paragraph(run("SKILLS", BOLD, size=28)),
        word.table((paragraph(run("Languages", BOLD)), paragraph(run("Croatian, English")))).replace(
            "</w:tblGrid>",
            '<w:tblGridChange w:id="0"><w:tblGrid><w:gridCol w:w="4680"/></w:tblGrid></w:tblGridChange></w:tblGrid>',
        ),
        paragraph(drawing),
        paragraph('<w:r><w:br w:type="page"/></w:r>' + run("Education")),
    ]
    edges = '<w:headerReference r:id="rId8" w:type="default"/><w:footerReference r:id="rId9" w:type="default"/>'
    size = f'<w:sectPr>{edges}<w:pgSz w:h="16834" w:w="11909" w:orient="portrait"/><w:titlePg w:val="0"/></w:sectPr>'
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:rPr><w:rtl w:val="0"/></w:rPr></w:r></w:fldSimple>'
    return word.packed(
        {
            "word/document.xml": word.part("document", f"<w:body>{''.join(body)}{size}</w:body>"),
            "word/_rels/document.xml.rels": word.relations(
                ("rId3", "numbering", "numbering.xml"),
                ("rId6", "hyperlink", "mailto:ana@example.org"),
                ("rId8", "header", "header1.xml"),
                ("rId9", "footer", "footer1.xml"),
                ("rId12", "image", "media/image1.png"),
            ),
            "word/header1.xml": word.part("hdr", paragraph(run("Ana Kovač · Resume"))),
            "word/footer1.xml": word.part("ftr", paragraph(run("Page ") + number)),
            "word/numbering.xml": word.numbering("disc"),
        }
    )


WHOLE = """Ana Kovač · Resume

Ana Kovač

Zagreb · ana@example.org · portfolio

EXPERIENCE

Head of Operations 2019 – 2024
Adriatic Freight
• Cut delivery time from 12 to 7 days.
• Led 14 people.
• in two countries

SKILLS

Languages

Croatian, English

Open to relocation

Education"""

PRINTED = """Ana Kovač · Resume

Ana Kovač
Zagreb · ana@example.org · +385 1 555 0100

Experience

Head of Operations, Adriatic Freight 2019 – 2024
● Cut delivery time from 12 to 7 days by introducing cross-docking, and kept the promise to every customer through \
two winters of strikes.
● Led 14 people; turnover fell from 31% to 9%.

Planner, Sjöstrand & Søn 2013 – 2019
● “Planned” routes for 40 trucks.

Skills
Languages Croatian, English, Danish
Tools SQL, Python, spreadsheets

Ana Kovač · Resume

Education
BSc Logistics, University of Zagreb 2009 – 2013"""


@pytest.fixture(scope="module")
def printed() -> Reading:
    return reading.read(made.FILES / "google-docs.pdf", Kind.PDF)


def test_a_whole_resume_from_google_docs_is_read_once_from_top_to_bottom(tmp_path: Path) -> None:
    assert read(tmp_path, resume()).text == WHOLE


@pytest.mark.parametrize("words", ["Kovač", "ana@example.org", "portfolio", "delivery time from", "relocation"])
def test_a_passage_of_the_file_is_found_where_the_page_shows_it(tmp_path: Path, words: str) -> None:
    found = read(tmp_path, resume())
    at = found.text.index(words)

    shown = marked(found.html, [Mark(at, at + len(words), "fix", "c1")])
    pieces = [piece.partition("</mark>")[0] for piece in shown.split('data-comment="c1">')[1:]]

    assert "".join(pieces) == words


def test_links_of_both_kinds_lead_to_where_they_led(tmp_path: Path) -> None:
    html = read(tmp_path, resume()).html

    assert 'href="mailto:ana@example.org" rel="nofollow noopener noreferrer">ana@example.org</a>' in html
    assert 'href="https://example.org/ana" rel="nofollow noopener noreferrer">portfolio</a>' in html


def test_a_printed_resume_is_read_once_from_top_to_bottom(printed: Reading) -> None:
    assert printed.text == PRINTED


def test_each_printed_word_has_its_slice_and_stands_where_it_was_printed(printed: Reading) -> None:
    first = printed.pages[0]
    millimeter = first.width / 210
    places = {printed.text[word[0] : word[1]]: word[2:] for word in first.words}

    slices = [printed.text[word[0] : word[1]] for page in printed.pages for word in page.words]
    assert slices == PRINTED.split()
    assert places["Zagreb"][0] == pytest.approx(25.4 * millimeter, abs=1)
    assert places["Languages"][0] == pytest.approx(25.4 * millimeter, abs=1)
    assert places["Croatian,"][0] == pytest.approx(96 * millimeter, abs=1)
    assert places["2024"][0] + places["2024"][2] == pytest.approx((210 - 25.4) * millimeter, abs=1.5)


def test_a_passage_over_two_printed_lines_has_a_box_on_each(printed: Reading) -> None:
    at = printed.text.index("kept the promise")

    above, below = boxes(printed.pages[0].words, at, at + len("kept the promise"))

    assert below.x == pytest.approx(38.4 * printed.pages[0].width / 210, abs=1)
    assert (above.x > below.x, above.y < below.y) == (True, True)
