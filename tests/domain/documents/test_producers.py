"""Resumes from the common producers give the text that a person reads, and each word its place."""

import unicodedata
from pathlib import Path

import pytest

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.reading import Reading

from . import made

CUT = "Cut delivery time from 12 to 7 days by introducing cross-docking and a reorganization of the night shift"
LONG = (
    "requirements needed extraordinarily careful communication between departments, regulators and "
    "representatives of the municipalities concerned."
)
ALPHA = f"Alpha begins the left side. The internationalization of reporting {LONG} "
OMEGA = (
    "Responsibilities included the reconciliation of subsidiaries, the documentation of infrastructure and the "
    "administration of heterogeneous environments. Omega ends the right side."
)
BROWSER = [
    "Ελένη Παπαδοπούλου\nΑθήνα · eleni@example.org · efficient office workflows\n",
    f"{CUT}.\n",
    "SQL\nPython\nNégociation",
    "العربية: اللغة الأم 2024",
    ALPHA + OMEGA,
]
ORDER = "• Cut the order-to-delivery time from 12 to 7 days by introducing cross-docking and a reorganization of the "
CONTACT = "+41 44 000 00 00\n\nAmélie Ünsal\n\nZürich · amelie@example.org\n\nExperience\n"
ARABIC = (
    "مديرة مشاريع لها خبرة عشر سنوات في تنظيم سلاسل التوريد وتدريب الفرق الكبيرة على استخدام "
    "Microsoft Excel في التقارير الشهرية منذ عام 2014 وحتى اليوم."
)
EXPECTED = {
    "latex.pdf": [
        "Zoë Muñoz-García\nFrançois-Mitterrand 4, Malmö — zoe@example.org\n\nCertified workflow officer with",
        "Efficient, affable, and first to finish difficult specifications.",
        "Head of Operations 2019 – 2024\nNordic Freight AB\n",
        ORDER + "night shift in three distribution centers.",
        "• Led 14 people; turnover fell from 31 % to 9 %.",
        "Planner 2013 – 2019\nSjöstrand & Søn\n",
    ],
    "latex-two-columns.pdf": [
        "Anaïs Løvström\nanalyst\n\nLeft column\n\n",
        f"{ALPHA}Beta ends the left side.\n\nRight column\n\nGamma begins the right side.",
    ],
    "chromium.pdf": [*BROWSER, "中文：流利，五年项目管理经验"],
    "weasyprint.pdf": [*BROWSER, "• Led 14 people."],
    "chromium-arabic.pdf": [ARABIC, "خفضت مدة التسليم من 12 إلى 7 أيام."],
    "weasyprint-arabic.pdf": [ARABIC, "• خفضت مدة التسليم من 12 إلى 7 أيام."],
    "libreoffice.pdf": [
        f"{CONTACT}Head of Operations 2019 – 2024\n",
        f"• {CUT} in three centers.\n• Led 14 people.",
    ],
    "word-text-box.pdf": [
        "+49 30 555-0100\n\nZoë Müller-O’Brien\n\nHead of Operations\n\nProfile\n\n",
        "I “lead” well-run warehouses – and teams…\n\nBerlin\nzoe@example.org\n\n",
        "Experience\nHead of Operations, Nordic Freight 2019 – 2024\n• Cut delivery time from 12 to 7 days.\n",
        "• Led 14 people.\n• in two countries\nPlanner 2013 – 2019\n1. Planned.\n2. Checked.\n\n",
        "Skills\n\nLanguages German, English\nTools SQL\nPython\n\nSee my work and Profile.",
    ],
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: reading.read(made.FILES / name, Kind.PDF) for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_text_comes_in_reading_order(readings: dict[str, Reading], name: str) -> None:
    text = readings[name].text

    assert [part for part in EXPECTED[name] if part not in text] == []
    places = [text.index(part) for part in EXPECTED[name]] if name.startswith(("latex", "word")) else [0]
    assert places == sorted(places)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_text_holds_nothing_that_is_not_text(readings: dict[str, Reading], name: str) -> None:
    text = readings[name].text

    assert unicodedata.is_normalized("NFC", text)
    assert [c for c in text if unicodedata.category(c)[0] == "C" and c != "\n"] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_each_word_has_its_slice_and_its_place(readings: dict[str, Reading], name: str) -> None:
    found = readings[name]

    for page in found.pages:
        slices = [found.text[word[0] : word[1]] for word in page.words]
        assert " ".join(slices).split() == slices
        assert "".join(slices) == "".join(found.text[page.start : page.end].split())
        assert all(x >= 0 and y >= 0 for _, _, x, y, _, _ in page.words)
        assert all(x + w <= page.width and y + h <= page.height for _, _, x, y, w, h in page.words)


def test_a_word_stands_where_the_page_shows_it(readings: dict[str, Reading]) -> None:
    found = readings["latex.pdf"]
    boxes = {found.text[w[0] : w[1]]: w[2:] for w in found.pages[0].words}

    assert boxes["2024"][0] + boxes["2024"][2] == pytest.approx(612 - 62.4, abs=1.5)
    assert boxes["Planner"][0] == pytest.approx(62.4, abs=1)
    assert boxes["Planner"][1] > boxes["Head"][1] > boxes["Certified"][1]


def test_a_word_cut_at_a_line_end_is_one_word_in_two_places(readings: dict[str, Reading]) -> None:
    found = readings["latex-two-columns.pdf"]
    at = found.text.index("reporting")

    parts = [w for w in found.pages[0].words if at <= w[0] < at + len("reporting")]

    assert [found.text[w[0] : w[1]] for w in parts] == ["re", "porting"]
    assert parts[1][3] > parts[0][3]


def test_each_page_has_its_picture(readings: dict[str, Reading]) -> None:
    images = [page.image for found in readings.values() for page in found.pages]

    assert all(image is not None and image[:4] == b"RIFF" and image[8:12] == b"WEBP" for image in images)


def test_reading_twice_gives_the_same(readings: dict[str, Reading]) -> None:
    assert reading.read(made.FILES / "weasyprint.pdf", Kind.PDF) == readings["weasyprint.pdf"]


def test_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = "abcdefghijkl mnopqrs tuvw l"
    right = "zyxwvutsrqpo nmlkjih gfed r"
    sides = ((left, 10), (right, 160))
    rows = b"".join(made.line(f"{side}{i}", x, 250 - 9 * i, 8) for i in range(6) for side, x in sides)
    (tmp_path / "x.pdf").write_bytes(made.pdf(rows))

    text = reading.read(tmp_path / "x.pdf", Kind.PDF).text

    assert text.split() == " ".join([f"{side}{i}" for side in (left, right) for i in range(6)]).split()


def test_a_heading_in_bold_begins_a_line_and_a_sentence_that_turns_plain_goes_on(tmp_path: Path) -> None:
    rows = [
        ("\u2022 Ran the weekly product meetings of three teams", False),
        ("Analyst, Grid Advisory", True),
        ("Berlin, September 2016 to July 2018", False),
        ("Led fourteen people in two distribution centers", True),
        ("since the merger", False),
    ]
    drawn = b"".join(made.line(text, 20, 250 - 10 * i, 8, bold=bold) for i, (text, bold) in enumerate(rows))
    (tmp_path / "x.pdf").write_bytes(made.pdf(drawn))

    text = reading.read(tmp_path / "x.pdf", Kind.PDF).text

    assert "three teams\nAnalyst, Grid Advisory\nBerlin, September" in text
    assert text.endswith("distribution centers since the merger")


def test_a_face_that_lies_in_the_file_in_two_parts_is_one(tmp_path: Path) -> None:
    rows = [("Led fourteen people in two distribution centers of", False), ("Nordic Freight", True)]
    drawn = b"".join(made.line(text, 20, 250 - 10 * i, 8, bold=other) for i, (text, other) in enumerate(rows))
    (tmp_path / "x.pdf").write_bytes(made.pdf(drawn, second=b"ABCDEF+Helvetica"))

    assert reading.read(tmp_path / "x.pdf", Kind.PDF).text == " ".join(text for text, _ in rows)
