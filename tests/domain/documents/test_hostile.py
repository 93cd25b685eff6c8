"""Whatever the file, reading ends in a clear state."""

import contextlib
from pathlib import Path

import pytest

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind, Reason
from coachapp.domain.documents.reading import Reading

from . import made


def read(tmp_path: Path, data: bytes, kind: Kind = Kind.PDF) -> Reading:
    place = tmp_path / "file"
    place.write_bytes(data)
    for _ in range(5):
        with contextlib.suppress(reading.TryLater):
            return reading.read(place, kind)
    raise AssertionError("the machine had no time for this file, five times")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing of the kind", Reason.DAMAGED),
        (b"%PDF-" + b"\xff" * 5000, Reason.DAMAGED),
        (made.pdf(made.line("cut off"))[:300], Reason.DAMAGED),
        (made.encrypted_pdf(), Reason.ENCRYPTED),
        (made.pdf(*[b""] * 10_000), Reason.TOO_MANY_PAGES),
        (made.pdf(), Reason.DAMAGED),
    ],
    ids=["not a pdf", "noise", "cut off", "encrypted", "10,000 pages", "no pages"],
)
def test_a_pdf_that_can_not_be_shown_says_why(tmp_path: Path, data: bytes, reason: Reason) -> None:
    assert read(tmp_path, data) == Reading(reason)


@pytest.mark.parametrize("data", [made.image_pdf(), made.pdf(b""), made.pdf(b"0 0 100 100 re f")])
def test_a_file_of_pictures_shows_its_pages_and_says_that_it_holds_no_text(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)

    assert (found.reason, found.text, len(found.pages)) == (Reason.NO_TEXT, "", 1)
    assert found.pages[0].image


@pytest.mark.slow
def test_a_pdf_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    assert read(tmp_path, made.flate_bomb()).reason in (Reason.TOO_SLOW, Reason.DAMAGED)


def test_a_word_file_with_a_bomb_in_it_is_stopped(tmp_path: Path) -> None:
    body = b"<a>" * 12_000_000
    found = read(tmp_path, made.repacked(made.word(), {"word/document.xml": body}), Kind.DOCX)

    assert found.reason in (Reason.TOO_SLOW, Reason.DAMAGED)


@pytest.mark.parametrize(
    "xml",
    [
        b"not xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
@pytest.mark.parametrize("name", ["content.xml"])
def test_an_open_document_with_odd_xml_is_damaged(tmp_path: Path, xml: bytes, name: str) -> None:
    odt = (made.FILES / "libreoffice.odt").read_bytes()

    assert read(tmp_path, made.repacked(odt, {name: xml}), Kind.ODT).reason is Reason.DAMAGED


def test_text_that_nobody_can_see_is_left_out(tmp_path: Path) -> None:
    replaced = b"/Span <</ActualText (secret hidden words)>> BDC (x) Tj EMC"
    hidden = b"BT /F1 12 Tf 20 250 Td %s ( visible) Tj ET\n" % replaced
    tiny = made.line("tiny", 20, 200, 1)
    outside = made.line("outside", -200, 150)

    assert read(tmp_path, made.pdf(hidden + tiny + outside)).text == "visible"


def test_an_enormous_page_gives_a_picture_of_bounded_size(tmp_path: Path) -> None:
    data = made.pdf(made.line("wide")).replace(b"[0 0 300 300]", b"[0 0 3 14400]")

    found = read(tmp_path, data)

    assert found.reason is Reason.NO_TEXT
    assert found.pages[0].image is None or len(found.pages[0].image) < 1_000_000
