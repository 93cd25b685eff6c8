"""OpenDocument texts: the whole text, once, in reading order, and nothing that nobody sees."""

from __future__ import annotations

from pathlib import Path

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind

from . import made
from .test_word_files import check
from .word_resume import WHOLE

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "style": "style",
        "svg": "svg-compatible",
        "table": "table",
    }.items()
)


def text_of(folder: Path, body: str, *, pages: str = "") -> str:
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    styles = f"<office:master-styles>{pages}</office:master-styles>"
    odt = (made.FILES / "libreoffice.odt").read_bytes()
    parts = {
        "content.xml": f"<office:document-content {NAMES}>{content}</office:document-content>".encode(),
        "styles.xml": f"<office:document-styles {NAMES}>{styles}</office:document-styles>".encode(),
    }
    (folder / "x").write_bytes(made.repacked(odt, parts))
    found = reading.read(folder / "x", Kind.ODT)
    check(found.html, found.text)
    return found.text


def test_the_same_resume_says_the_same_as_the_word_file_that_it_was_made_from(tmp_path: Path) -> None:
    found = reading.read(made.FILES / "word-text-box.odt", Kind.ODT)

    check(found.html, found.text)
    assert found.text == WHOLE
    assert 'href="mailto:zoe@example.org" rel="nofollow noopener noreferrer">zoe@example.org</a>' in found.html


def test_what_was_deleted_hidden_or_remarked_is_no_text(tmp_path: Path) -> None:
    deletion = "<text:changed-region><text:deletion><text:p>twelve</text:p></text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{deletion}</text:tracked-changes>"
    remark = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    picture = "<draw:frame><draw:image/><svg:title>a photo</svg:title><svg:desc>of Zoë</svg:desc></draw:frame>"

    text = text_of(
        tmp_path, f"{deleted}<text:p>Led {remark}14<text:hidden-text>x</text:hidden-text> people.{picture}</text:p>"
    )

    assert text == "Led 14 people."


def test_boxes_and_notes_come_after_the_line_that_they_hang_on(tmp_path: Path) -> None:
    inside = "<text:p>Berlin</text:p><text:p>zoe@example.org</text:p>"
    box = f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"
    said = "<text:note-body><text:p>Since May.</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{said}</text:note>"

    assert text_of(tmp_path, f"<text:p>Zoë{box} Müller{note}</text:p><text:p>next</text:p>") == (
        "Zoë Müller\n\nBerlin\n\nzoe@example.org\n\nSince May.\n\nnext"
    )


def test_headers_are_read_once_and_without_the_numbers_of_pages(tmp_path: Path) -> None:
    number = "Seite <text:page-number>1</text:page-number>/<text:page-count>2</text:page-count>"
    pages = (
        f"<style:master-page><style:header><text:p>Zoë<text:tab/>{number}</text:p></style:header>"
        '<style:header-left style:display="false"><text:p>nowhere</text:p></style:header-left>'
        f"<style:footer><text:p>{number}</text:p><text:p>Berlin</text:p></style:footer></style:master-page>"
        '<style:master-page style:next-style-name="Standard"><style:header><text:p>first</text:p><text:p>Zoë</text:p>'
        "</style:header></style:master-page>"
    )

    assert text_of(tmp_path, "<text:p>body</text:p>", pages=pages) == "first\n\nZoë\n\nbody\n\nBerlin"
