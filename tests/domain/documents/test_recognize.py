"""What an uploaded file is."""

import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.files import (
    LARGEST,
    Kind,
    Reason,
    Recognized,
    Unwelcome,
    display_name,
    recognize,
)

from . import made


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("cv.pdf", made.pdf(made.line("hello")), Kind.PDF),
        ("CV.DOCX", made.word(), Kind.DOCX),
        ("cv.odt", (made.FILES / "libreoffice.odt").read_bytes(), Kind.ODT),
        ("cv.txt", "Zoë\n".encode(), Kind.TEXT),
        ("cv.md", "# Zoë".encode("utf-16"), Kind.TEXT),
    ],
)
def test_a_file_is_known_by_name_and_content(name: str, data: bytes, kind: Kind) -> None:
    assert recognize(name, data) == Recognized(kind)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cv.pdf", b"", "empty"),
        ("cv.pdf", b"\x89PNG\r\n\x1a\n\0\0", "neither a PDF"),
        ("cv.docx", made.pdf(made.line("hello")), "something else"),
        ("cv.pdf", made.word(), "something else"),
        ("cv.exe", b"MZ\0\0", "Please send a PDF"),
        ("cv", made.word(), "Please send a PDF"),
        ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Please send a PDF"),
        ("cv.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        ("cv.docx", made.repacked(made.word(), {})[:0] + b"PK\x05\x06" + b"\0" * 18, "neither a PDF"),
        ("cv.txt", b"GIF89a\x01\0\0\0", "neither a PDF"),
        ("cv.pdf", b"%PDF-1.7" + b"\0" * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_no_document_is_refused_with_advice(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unwelcome, match=says):
        recognize(name, data)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cv.docx", made.repacked(made.word(), {"word/vbaProject.bin": b"\0"}), Reason.MACROS),
        ("cv.docm", made.word(), Reason.MACROS),
        ("cv.docx", made.repacked(made.word(), {f"x{i}": b"" for i in range(2500)}), Reason.TOO_LARGE_INSIDE),
        ("cv.docx", made.repacked(made.word(), {"x": b"\0" * 70_000_000}), Reason.TOO_LARGE_INSIDE),
        ("cv.docx", b"PK\x03\x04" + b"\0" * 100, Reason.DAMAGED),
        ("cv.docx", made.word()[:-200], Reason.DAMAGED),
        (
            "cv.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            Reason.ENCRYPTED,
        ),
    ],
)
def test_what_we_leave_closed_is_kept_and_says_why(name: str, data: bytes, reason: Reason) -> None:
    assert recognize(name, data) == Recognized(Kind.DOCX, reason)


def test_an_archive_that_lies_about_its_contents_is_not_unpacked() -> None:
    data = bytearray(made.word())
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HHI", data, at + 8, 65535, 65535, 4_000_000_000)

    assert recognize("cv.docx", bytes(data)).reason is Reason.TOO_LARGE_INSIDE


def test_each_reason_has_a_sentence() -> None:
    assert all(reason.sentence.endswith(".") for reason in Reason)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Maya\\My résumé.docx", "My résumé.docx"),
        ("cv\r\nSet-Cookie: x.pdf", "cvSet-Cookie: x.pdf"),
        ("cv\u202efdp.exe.pdf", "cvfdp.exe.pdf"),
        ("", "document"),
        ("....pdf", "pdf"),
        (None, "document"),
        ("e\u0301\0.pdf", "é.pdf"),
        ("السيرة الذاتية.pdf", "السيرة الذاتية.pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(given_name: str | None, shown: str) -> None:
    assert display_name(given_name) == shown


def test_a_long_name_is_cut_between_letters_and_keeps_its_ending() -> None:
    name = display_name("履" * 200 + ".pdf")

    assert len(name.encode()) <= 255
    assert name == "履" * 83 + ".pdf"


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_is_safe(name: str) -> None:
    shown = display_name(name)

    assert 0 < len(shown.encode()) <= 255
    assert not any(unicodedata.category(c)[0] == "C" or c in "/\\" for c in shown)
