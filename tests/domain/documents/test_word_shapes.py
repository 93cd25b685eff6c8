"""Resumes as Word for Windows writes them: the whole text, once, in reading order, and each word in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachapp.domain.documents import files, reading
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.places import Mark, marked
from coachapp.domain.documents.reading import Reading

from . import word_shapes as word
from .test_word_files import check
from .word_resume import STYLES, WHOLE, document, heading, whole_resume
from .word_shapes import item, paragraph, run, text_box

WROTE = 'w:id="7" w:author="Olivia" w:date="2026-03-01T09:00:00Z"'


def read(folder: Path, data: bytes) -> Reading:
    """Take a file in as an upload is, and read it; its blocks are the canonical text."""
    assert files.recognize("resume.docx", data) == files.Recognized(Kind.DOCX)
    (folder / "resume").write_bytes(data)
    found = reading.read(folder / "resume", Kind.DOCX)
    check(found.html, found.text)
    return found


def text_of(folder: Path, *blocks: str, **more: str) -> str:
    parts = {"word/document.xml": document(*blocks), "word/styles.xml": STYLES, **more}
    return read(folder, word.packed(parts)).text


def test_a_whole_resume_from_word_is_read_once_from_top_to_bottom(tmp_path: Path) -> None:
    assert read(tmp_path, whole_resume()).text == WHOLE


@pytest.mark.parametrize(
    "words", ["Nordic Freight", "warehouses", "zoe@example.org", "555-0100", "in two countries", "SQL"]
)
def test_a_passage_is_found_where_the_page_shows_it(tmp_path: Path, words: str) -> None:
    found = read(tmp_path, whole_resume())
    at = found.text.index(words)

    shown = marked(found.html, [Mark(at, at + len(words), "fix", "c1")])

    assert f'<mark class="anchor anchor-fix" data-comment="c1">{words}</mark>' in shown


def test_links_of_body_and_headers_lead_to_where_they_led(tmp_path: Path) -> None:
    html = read(tmp_path, whole_resume()).html

    for address, words in {
        "https://example.org/call": "+49 30 555-0100",
        "mailto:zoe@example.org": "zoe@example.org",
        "https://example.org/zoe": "my work",
    }.items():
        assert f'href="{address}" rel="nofollow noopener noreferrer">{words}</a>' in html


@pytest.mark.parametrize("fallback", [True, False], ids=["with a copy for old readers", "without"])
def test_a_text_box_is_read_once_after_the_line_that_it_hangs_on(tmp_path: Path, fallback: bool) -> None:
    box = text_box(paragraph(run("+49 30 555")) + item(run("in a list"), 1), fallback=fallback)

    text = text_of(
        tmp_path,
        paragraph(run("Zoë") + box),
        paragraph(run("next")),
        **{"word/numbering.xml": word.numbering("bullet")},
    )

    assert text == "Zoë\n\n+49 30 555\n• in a list\n\nnext"


def test_boxes_in_a_group_and_boxes_of_old_files_are_read(tmp_path: Path) -> None:
    def box(text: str) -> str:
        return f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx></wps:wsp>"

    group = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wpg:wgp>"
        f"{box('one')}<wpg:grpSp>{box('two')}</wpg:grpSp></wpg:wgp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    content = f"<w:txbxContent>{paragraph(run('three'))}</w:txbxContent>"
    old = f"<w:r><w:pict><v:oval><v:textbox>{content}</v:textbox></v:oval></w:pict></w:r>"

    assert text_of(tmp_path, paragraph(run("zero") + group), paragraph(old), paragraph(run("four"))) == (
        "zero\n\none\n\ntwo\n\nthree\n\nfour"
    )


def test_what_was_deleted_or_moved_away_or_hidden_is_gone_and_what_was_added_is_there(tmp_path: Path) -> None:
    deleted = f'<w:del {WROTE}><w:r><w:delText xml:space="preserve">twelve </w:delText></w:r></w:del>'
    added = f"<w:ins {WROTE}>{run('14 ')}</w:ins>"
    both = f"<w:ins {WROTE}><w:del {WROTE}><w:r><w:delText>neither</w:delText></w:r></w:del></w:ins>"
    moved = f"<w:moveFromRangeStart w:id='1' w:name='move1'/><w:moveFrom {WROTE}>{run('from here')}</w:moveFrom>"
    row = (
        f"<w:tbl><w:tblPr/><w:tr><w:trPr><w:del {WROTE}/></w:trPr><w:tc>{paragraph(run('a row'))}</w:tc></w:tr></w:tbl>"
    )
    joined = paragraph(run("One line, "), f"<w:rPr><w:del {WROTE}/></w:rPr>") + paragraph(run("not two."))

    assert text_of(
        tmp_path,
        paragraph(run("Led ") + deleted + added + both + run("people") + run(" secretly", "<w:vanish/>") + run(".")),
        paragraph(moved + run("Stayed, ") + f"<w:moveTo {WROTE}>{run('moved.')}</w:moveTo>"),
        joined,
        row,
    ) == "Led 14 people.\n\nStayed, moved.\n\nOne line, not two."  # fmt: skip


def test_comments_stay_out_of_the_text(tmp_path: Path) -> None:
    line = (
        f'<w:commentRangeStart w:id="0"/>{run("Led 14")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    )
    said = f'<w:comment {WROTE.replace("7", "0", 1)} w:initials="O">{paragraph(run("Really?"))}</w:comment>'

    text = text_of(tmp_path, paragraph(line + run(" people.")), **{"word/comments.xml": word.part("comments", said)})

    assert text == "Led 14 people."


def test_containers_that_word_puts_around_runs_lose_no_text(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr><w:alias w:val='City'/></w:sdtPr><w:sdtContent>{run('Berlin ')}</w:sdtContent></w:sdt>"
    tag = f'<w:smartTag w:element="City">{run("Köln ")}</w:smartTag>'
    simple = f'<w:fldSimple w:instr=" DATE ">{run("May 2026 ")}</w:fldSimple>'
    turned = f'<w:bdo w:val="ltr">{run("a")}</w:bdo><w:dir w:val="ltr">{run("b ")}</w:dir>'
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby></w:r>"
    )
    breaks = run("x") + "<w:r><w:cr/></w:r>" + run("y")
    lost = f'<w:hyperlink r:id="rId404">{run(" link")}</w:hyperlink>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>'

    text = text_of(tmp_path, paragraph(control + tag + simple + turned + ruby), paragraph(breaks + lost + symbol))

    assert text == "Berlin Köln May 2026 ab 東京\n\nx\ny link🕿"


def test_a_header_is_read_once_however_many_pages_and_sections_show_it(tmp_path: Path) -> None:
    header = '<w:headerReference w:type="{}" r:id="{}"/>'
    first = f"<w:sectPr>{header.format('default', 'rId1')}{header.format('even', 'rId2')}</w:sectPr>"
    parts = {
        "word/document.xml": document(
            paragraph(run("one"), first), paragraph(run("two")),
            edges=header.format("default", "rId3") + header.format("first", "rId2"),
        ),
        "word/_rels/document.xml.rels": word.relations(
            ("rId1", "header", "header1.xml"),
            ("rId2", "header", "header2.xml"),
            ("rId3", "header", "/word/header3.xml"),
        ),
        "word/header1.xml": word.part("hdr", paragraph(run("Zoë")) + paragraph(text_box(paragraph(run("Berlin"))))),
        "word/header2.xml": word.part("hdr", paragraph(run("on pages that nobody shows"))),
        "word/header3.xml": word.part("hdr", paragraph(run("Zoë")) + paragraph(run("Köln"))),
        "word/header4.xml": word.part("hdr", paragraph(run("left over"))),
    }  # fmt: skip

    assert read(tmp_path, word.packed(parts)).text == "Zoë\n\nBerlin\n\nKöln\n\none\n\ntwo"


def test_word_online_may_name_its_parts_as_it_likes(tmp_path: Path) -> None:
    parts = {"word/document2.xml": document(paragraph(run("Zoë"))), "word/styles2.xml": STYLES}

    assert read(tmp_path, word.packed(parts, main="/word/document2.xml")).text == "Zoë"


def test_a_file_in_the_strict_spelling_is_read(tmp_path: Path) -> None:
    data = document(heading("Zoë"), paragraph(text_box(paragraph(run("Berlin")))))
    for usual, strict in {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        word.OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }.items():
        data = data.replace(usual, strict)

    assert read(tmp_path, word.packed({"word/document.xml": data})).text == "Zoë\n\nBerlin"
