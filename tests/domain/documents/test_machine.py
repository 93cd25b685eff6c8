"""What a machine reads: a program that screens applications makes the same of a text as we say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents import extract
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.machine import Seen, found
from coachapp.domain.documents.section_names import canonical

from . import made

NOOR = ("Noor Haddad-Lindqvist", ["noor@example.org"], ["+31 10 555 0134"], ["example.org/noor"])
ILSE = ("Ilse Marchetti-Okafor", ["ilse@example.org"], ["+31 10 555 0142"], ["example.org/ilse"])
WHO = {
    "latex.pdf": ("Zoë Muñoz-García", ["zoe@example.org"], [], []),
    "chromium.pdf": ("Ελένη Παπαδοπούλου", ["eleni@example.org"], [], []),
    "weasyprint.pdf": ("Ελένη Παπαδοπούλου", ["eleni@example.org"], [], []),
    "chromium-arabic.pdf": ("ليلى الحداد", [], [], []),
    "google-docs.pdf": ("Ana Kovač", ["ana@example.org"], ["+385 1 555 0100"], []),
    "libreoffice.pdf": ("Amélie Ünsal", ["amelie@example.org"], ["+41 44 000 00 00"], []),
    "word-text-box.pdf": ("Zoë Müller-O’Brien", ["zoe@example.org"], ["+49 30 555-0100"], []),
    "latex-two-columns.pdf": ("Anaïs Løvström", [], [], []),
    "made/hebrew.pdf": ("נועה לוי", [], [], []),
    "made/word.pdf": NOOR,
    "made/justified.pdf": NOOR,
    "made/letterspaced.pdf": ("NOOR HADDAD-LINDQVIST", *NOOR[1:]),
    "made/resume.txt": NOOR,
    "carry/word.docx": ILSE,
    "carry/google-docs.docx": ILSE,
    "carry/browser.pdf": ILSE,
    "carry/two-columns.pdf": ILSE,
    "carry/exported-again.odt": ILSE,
}
ILSE_SECTIONS = {"summary", "experience", "volunteering", "projects", "education", "skills", "certificates"}
ILSE_YEARS = {("2020", "2025"), ("2016", "2020"), ("2013", "2016"), ("2011", "2013"), ("2007", "2011")}


def text_of(name: str) -> str:
    data, ending = (made.FILES / name).read_bytes(), name.rsplit(".", 1)[1]
    kind = {"docx": Kind.DOCX, "odt": Kind.ODT, "txt": Kind.TEXT}.get(ending)
    told = extract.read_words(kind, data) if kind else extract.read_pdf(data)
    return str(told["text"])


def spelled(text: str, seen: Seen) -> tuple[str | None, list[str], list[str], list[str]]:
    name = text[seen.name.start : seen.name.end] if seen.name else None
    mails, phones, links = ([text[a:b] for a, b in spans] for spans in (seen.mails, seen.phones, seen.links))
    return name, mails, phones, links


@pytest.mark.parametrize("name", WHO)
def test_name_and_contact_are_found_whatever_wrote_the_file(name: str) -> None:
    text = text_of(name)

    assert spelled(text, found(text)) == WHO[name]


@pytest.mark.parametrize("name", [name for name, who in WHO.items() if who == ILSE])
def test_sections_and_dates_are_found_whatever_wrote_the_file(name: str) -> None:
    seen = found(text_of(name))

    assert {section.name for section in seen.sections} >= ILSE_SECTIONS
    assert {(one.since, one.until) for one in seen.dates} >= ILSE_YEARS
    assert seen.missing == []


def test_what_is_not_there_is_named() -> None:
    assert found("").missing == ["name", "mail", "phone", "link", "sections", "dates"]
    assert found("Ana Kovač\nana@example.org\n\nExperience\nPlanner 2013 – 2019").missing == ["phone", "link"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Work Experience", "experience"),
        ("E X P E R I E N C E", "experience"),
        ("3. EDUCATION:", "education"),
        ("Skills & Languages", "skills"),
        ("Berufserfahrung", "experience"),
        ("Fähigkeiten und Kenntnisse", "skills"),
        ("Persönliche Daten", "contact"),
        ("FORMACIÓN ACADÉMICA", "education"),
        ("Idiomas", "languages"),
        ("Experience with forty vendors", ""),
        ("Where I made a difference", ""),
        ("Skills & dragons", ""),
    ],
)
def test_a_section_has_one_name_in_three_languages(line: str, name: str) -> None:
    assert canonical(line) == name


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("Planner, 2013 – 2019", "2013", "2019"),
        ("Rotterdam 2020–present", "2020", "now"),
        ("March 2019 to Apr. 2021", "2019-03", "2021-04"),
        ("März 2019 bis heute", "2019-03", "now"),
        ("01.04.2019 – 31.03.2021", "2019-04", "2021-03"),
        ("04/2019 - 03/2021", "2019-04", "2021-03"),
        ("2019-04 – 2021-03", "2019-04", "2021-03"),
        ("enero de 2018 hasta la actualidad", "2018-01", "now"),
        ("seit 2016", "2016", "now"),
        ("University of Ibadan (2011)", "2011", "2011"),
        ("June 2014, Utrecht", "2014-06", "2014-06"),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, since: str, until: str) -> None:
    assert [(one.since, one.until) for one in found(written).dates] == [(since, until)]


@pytest.mark.parametrize(
    "text", ["Saved 2 000 000 EUR in 2019 for us", "Orders 10.2019.33", "Led 14 people", "ASP.net and Node.js"]
)
def test_numbers_and_names_of_tools_are_neither_phones_nor_dates_nor_links(text: str) -> None:
    seen = found(f"Experience\n{text}.")

    assert (seen.phones, seen.dates, seen.links) == ([], [], [])


def test_a_machine_stumbles_where_a_person_does_not() -> None:
    body = "PROFILE\nPlanner.\n\nWHAT I BUILT\nA depot.\n\nEXPERIENCE\nPlanner\n\nana @example.org\nK I N D\n"

    warned = [body[one.where.start : one.where.end] for one in found(body).warnings]

    assert warned == ["ana @example.org", "K I N D", "WHAT I BUILT"]


PARTS = st.sampled_from(
    [
        "Ana Kovač",
        "ana@example.org",
        "+385 1 555 0100",
        "www.example.org/a.",
        "Experience",
        "2013 – 2019",
        "seit 2016",
        "SKILLS",
        "\n",
        "\n\n",
        " ",
        " | ",
        "• ",
        "😀",
        "x",
        "(",
        ")",
        "März 2019",
        "linkedin.com/in/ana",
        "🇭🇷",
        "@",
        "+",
        "9",
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=5)), max_size=40).map("".join))
def test_what_is_found_stands_where_it_is_said_to(text: str) -> None:
    seen = found(text)

    spans = [*([seen.name] if seen.name else []), *seen.mails, *seen.phones, *seen.links]
    spans += [one.title for one in seen.sections] + [one.where for one in seen.warnings]
    for start, end in [*spans, *((one.start, one.end) for one in seen.dates)]:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all("@" in text[a:b] for a, b in seen.mails)
    assert all(canonical(text[slice(*one.title)]) == one.name for one in seen.sections)
    assert all(one.since[:4] in text[one.start : one.end] for one in seen.dates)
    assert all(a.until <= b.title.start for a, b in zip(seen.sections, seen.sections[1:], strict=False))
