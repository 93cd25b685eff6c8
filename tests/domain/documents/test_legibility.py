"""Files that look right and say nothing to a machine are told apart from honest ones, page by page."""

import json
from pathlib import Path

import pytest

from coachapp.core import sandbox
from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind, Reason
from coachapp.domain.documents.reading import TEXT_LIMITS, Reading

from . import blind, made

HONEST = sorted([*made.FILES.glob("*.pdf"), *made.FILES.glob("made/*.pdf")])
SCAN = (blind.scan(),)
REST = blind.lines("References are available on request.")


def read(tmp_path: Path, data: bytes) -> Reading:
    (tmp_path / "x.pdf").write_bytes(data)
    return reading.read(tmp_path / "x.pdf", Kind.PDF)


def verdicts(found: Reading) -> list[str]:
    return [str(page.legibility) for page in found.pages]


@pytest.mark.parametrize(
    ("data", "reason", "pages"),
    [
        (blind.pdf(blind.picture(), others=SCAN), Reason.NO_TEXT, ["blind"]),
        (blind.pdf(blind.outlines()), Reason.NO_TEXT, ["blind"]),
        (blind.pdf(blind.lines(), blind.picture(), others=SCAN), Reason.SOME_PAGES_BLIND, ["text", "blind"]),
        (blind.pdf(blind.lines(), blind.outlines()), Reason.SOME_PAGES_BLIND, ["text", "blind"]),
        (blind.pdf(blind.picture() + blind.lines("Scanned in May"), others=SCAN), Reason.SOME_PAGES_BLIND, ["blind"]),
        (blind.type3("g%d"), Reason.GARBLED, ["garbled"]),
        (blind.type3("a%d", start=33), Reason.GARBLED, ["garbled"]),
        (blind.type3("a%d", start=65), Reason.GARBLED, ["garbled"]),
        (blind.shifted(), Reason.GARBLED, ["garbled"]),
    ],
    ids=[
        "a scan",
        "outlines",
        "a scan as second page",
        "outlines as second page",
        "a scan with a stamp",
        "codes below all letters",
        "codes of signs",
        "codes of other letters",
        "letters moved along",
    ],
)
def test_what_a_machine_can_not_read_is_said(tmp_path: Path, data: bytes, reason: Reason, pages: list[str]) -> None:
    found = read(tmp_path, data)

    assert (found.reason, verdicts(found)) == (reason, pages)


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_no_honest_file_is_flagged(path: Path) -> None:
    found = reading.read(path, Kind.PDF)

    assert (found.reason, set(verdicts(found))) == (None, {"text"})


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (blind.pdf(blind.picture(120, 150) + REST, others=SCAN), ["text"]),
        (blind.pdf(blind.picture() + blind.lines(), blind.picture() + REST, others=SCAN), ["text", "text"]),
        (blind.pdf(blind.lines(), REST), ["text", "text"]),
        (blind.pdf(blind.lines(), b""), ["text", "empty"]),
        (blind.pdf(blind.lines("SQL HTML CSS AWS GCP KPI CRM ERP B2B PMP " * 9)), ["text"]),
        (blind.pdf(blind.lines("2019 - 2024: 31 % - 9 %, 12 -> 7, +41 44 000 00 00; " * 9)), ["text"]),
        (blind.pdf(blind.lines("Experience . . . . . . . . . . . . . . . . . . . 3 " * 9)), ["text"]),
    ],
    ids=["a photo", "a background", "a short page", "an empty page", "acronyms", "figures", "leaders"],
)
def test_what_is_short_or_decorated_is_text(tmp_path: Path, data: bytes, pages: list[str]) -> None:
    found = read(tmp_path, data)

    assert (found.reason, verdicts(found)) == (None, pages)


def test_each_line_has_its_slice_and_holds_its_words() -> None:
    found = reading.read(made.FILES / "latex.pdf", Kind.PDF)
    page = found.pages[0]

    lines = [found.text[line[0] : line[1]] for line in page.lines]
    assert lines[:2] == ["Zoë Muñoz-García", "François-Mitterrand 4, Malmö — zoe@example.org"]
    assert "".join("".join(lines).split()) == "".join(found.text.split())
    for start, end, x, y, width, height in page.lines:
        inside = [word for word in page.words if start <= word[0] and word[1] <= end]
        assert inside
        assert all(x - 0.02 <= w[2] and w[2] + w[4] <= x + width + 0.03 for w in inside)
        assert all(y - 0.02 <= w[3] and w[3] + w[5] <= y + height + 0.03 for w in inside)


def test_lines_of_two_columns_stand_in_reading_order() -> None:
    found = reading.read(made.FILES / "latex-two-columns.pdf", Kind.PDF)
    lines = found.pages[0].lines

    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    tops = [line[3] for line in lines]
    assert min(tops[8:]) < max(tops[:8])


def test_many_pages_of_many_shapes_are_read_within_the_limits(tmp_path: Path) -> None:
    shapes = b"0 0 m 9 9 l S " * 2500
    (tmp_path / "x.pdf").write_bytes(blind.pdf(*[shapes] * 60, blind.lines()))

    outcome = sandbox.run("coachapp.domain.documents.extract", ("text", "pdf"), tmp_path / "x.pdf", TEXT_LIMITS)

    found = json.loads(outcome.answer)
    assert (found["reason"], len(found["pages"])) == (Reason.SOME_PAGES_BLIND, 61)
