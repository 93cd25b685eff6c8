"""Word, OpenDocument and text files: clean HTML whose text is the canonical text."""

import itertools
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind, Reason
from coachapp.domain.documents.richtext import with_offsets

from . import made


class Blocks(HTMLParser):
    """What a browser sees: each block's offsets and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[int, int, str]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        facts = dict(attrs)
        if "data-start" in facts:
            self.found.append((int(facts["data-start"] or 0), int(facts["data-end"] or 0), ""))

    def handle_data(self, data: str) -> None:
        start, end, text = self.found[-1]
        self.found[-1] = (start, end, text + data)


def check(html: str, text: str) -> None:
    blocks = Blocks(html).found
    assert [(start, end, shown) for start, end, shown in blocks] == [(s, e, text[s:e]) for s, e, _ in blocks]
    gaps = [text[a[1] : b[0]] for a, b in itertools.pairwise(blocks)]
    assert all(gap.strip("\n").rstrip(" ").rstrip("0123456789.•") == "" for gap in gaps)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(made.word(), Kind.DOCX), ((made.FILES / "libreoffice.odt").read_bytes(), Kind.ODT)],
    ids=["docx", "odt"],
)
def test_a_text_document_gives_headings_lists_and_tables(tmp_path: Path, data: bytes, kind: Kind) -> None:
    (tmp_path / "x").write_bytes(data)

    found = reading.read(tmp_path / "x", kind)

    check(found.html, found.text)
    assert (
        "Amélie Ünsal\n\nZürich · amelie@example.org\n\nExperience\n\nHead of Operations\n\n2019 – 2024" in found.text
    )
    assert "• Cut delivery time" in found.text
    assert "\n• Led 14 people.\n\nPlain bold and italic\nsecond line" in found.text
    assert found.pages == []


def test_contact_data_in_a_word_header_is_kept(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(made.word())

    assert reading.read(tmp_path / "x", Kind.DOCX).text.startswith("+41 44 000 00 00\n\nAmélie")


def test_a_plain_text_keeps_its_lines(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("Zoe\u0308 <b>\r\nMalmö\x07\r\n\r\n\r\n- one\n".encode())

    found = reading.read(tmp_path / "x", Kind.TEXT)

    assert found.text == "Zoë <b>\nMalmö\n\n- one"
    check(found.html, found.text)


def test_a_text_of_nothing_but_space_holds_no_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b" \n\n \t ")

    assert reading.read(tmp_path / "x", Kind.TEXT).reason is Reason.NO_TEXT


def test_nothing_that_acts_passes_into_the_page() -> None:
    html, text = with_offsets(
        '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a>'
        '<a href="https://example.org/?a=1&amp;b=2">c</a><img src=x onerror=y>'
        "<style>p{}</style></p><iframe>d</iframe>"
    )

    assert text.startswith("abc")
    assert set(Blocks(html).tags) <= {"p", "a", "span"}
    assert all(word not in html for word in ("javascript", "onclick", "onerror", "script", "style"))
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


VISIBLE = """
    <p> </p> <ul> <li> </li> </ul> <ol> </ol> <strong> </strong> <br> <table> <tr> <td> </td> </tr> </table> <h2> </h2>
    word e é &amp; &lt;b&gt; 😀 中文 <a/href='x'> </a> ا
"""
HIDDEN = [" ", "  ", "\n", "\u0301", "\u202e", "\x00", "\u00ad", "\u00a0", "\u200d"]
PIECES = st.sampled_from(VISIBLE.split() + HIDDEN)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_text_on_the_page_is_the_canonical_text_whatever_comes_in(html: str) -> None:
    check(*with_offsets(html))
