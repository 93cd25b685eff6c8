"""What a mouse selects on a page is what its text holds: sharp and narrow screens, columns, hyphens, Arabic."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents import queries
from tests.browser.installation import Installation
from tests.browser.test_documents import LISTEN
from tests.factories import documents, people

pytestmark = pytest.mark.slow
WINDOWS: dict[str, dict[str, Any]] = {
    "a sharp screen": {"device_scale_factor": 2},
    "390 pixels": {"width": 390, "height": 844},
    "390 sharp pixels": {"width": 390, "height": 844, "device_scale_factor": 3},
}
PASSAGES = {
    "one line": ("chromium.pdf", "Head of Operations"),
    "the left of two columns": ("latex-two-columns.pdf", "needed extraordinarily careful communication between"),
    "the right of two columns": ("latex-two-columns.pdf", "Gamma begins the right side. Responsibilities included"),
    "hyphenated over a line end": ("latex-two-columns.pdf", "of reporting requirements"),
    "right to left": ("chromium-arabic.pdf", "خفضت مدة التسليم"),
    "right to left, with a number": ("chromium-arabic.pdf", "التسليم من 12 إلى 7 أيام."),
    "right to left, over line ends": ("chromium-arabic.pdf", "تنظيم سلاسل التوريد وتدريب الفرق الكبيرة على استخدام"),
}
PLACES = """([start, end]) => {
  const words = [...document.querySelectorAll("[data-passages] [data-start]")];
  const first = words.find(word => Number(word.dataset.end) > start);
  const ends = [first, words.findLast(word => Number(word.dataset.start) < end)];
  ends[0].scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  return ends.map(word => {
    const { x, y, width, height } = word.getBoundingClientRect();
    return { x, y, width, height, text: word.textContent };
  });
}"""
SELECTED = "() => window.told.length ? window.told.at(-1) : null"


@dataclass
class Shelf:
    """Somebody's files, by name: the document and its canonical text."""

    maya: Viewer
    files: dict[str, tuple[UUID, str]]


@pytest.fixture(scope="module")
def shelf(live: Installation) -> Shelf:
    made = Shelf.__new__(Shelf)
    with live.app.app_context(), unit.own():
        made.maya, client = people.client(people.owner())
        made.files = {}
        for name in sorted({name for name, _ in PASSAGES.values()}):
            file = documents.upload(name, (documents.FILES / name).read_bytes())
            version = documents.read_truly(documents.version(made.maya, client, file=file, title=name))
            made.files[name] = (version.document_id, queries.get_whole_version(made.maya, version.id).text)
    return made


def is_rtl(word: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in word)


def drag(page: Page, places: list[dict[str, Any]], *, into: float) -> dict[str, Any]:
    """Drag from that part of the first word to as far before the end of the last; gives the passage that was told."""

    def at(place: dict[str, Any], part: float) -> tuple[int, int]:
        """Give the whole pixel, on which mice stand, nearest to where that part of a word has been read."""
        read = part * place["width"]
        across = place["x"] + (place["width"] - read if is_rtl(place["text"]) else read)
        return round(across), round(place["y"] + place["height"] / 2)

    first, last = places
    page.evaluate(LISTEN)
    page.mouse.move(*at(first, into))
    page.mouse.down()
    page.mouse.move(*at(last, 1 - into), steps=12)
    page.mouse.up()
    page.wait_for_function("() => window.told.length > 0")
    page.wait_for_timeout(200)
    told: dict[str, Any] = page.evaluate(SELECTED)
    return told


def opened(page: Page, shelf: Shelf, passage: str) -> tuple[str, int, int]:
    """Open the file of a passage; gives its text, and where the passage stands in it."""
    name, words = PASSAGES[passage]
    document, text = shelf.files[name]
    page.goto(f"/me/documents/{document}")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    assert text.count(words) == 1
    return text, text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize("window", WINDOWS)
def test_from_word_to_word_exactly_these_words_are_picked(
    sign_in: Callable[..., Page], shelf: Shelf, window: str
) -> None:
    page = sign_in(shelf.maya, **WINDOWS[window])
    picked = {}
    for passage in PASSAGES:
        text, start, end = opened(page, shelf, passage)
        told = drag(page, page.evaluate(PLACES, [start, end]), into=0)
        picked[passage] = (told["quote"], text[told["start"] : told["end"]], told["start"] - start, told["end"] - end)

    assert picked == {passage: (words, words, 0, 0) for passage, (_, words) in PASSAGES.items()}


@pytest.mark.parametrize("window", WINDOWS)
def test_from_the_middle_of_a_word_the_quote_is_what_the_text_holds_there(
    sign_in: Callable[..., Page], shelf: Shelf, window: str
) -> None:
    page = sign_in(shelf.maya, **WINDOWS[window])
    wrong = []
    for passage in PASSAGES:
        text, start, end = opened(page, shelf, passage)
        places = page.evaluate(PLACES, [start, end])
        first, last = (len(place["text"]) for place in places)
        told = drag(page, places, into=0.5)
        begins, ends = start < told["start"] < start + first, end - last < told["end"] < end
        if not (begins and ends and told["quote"] == text[told["start"] : told["end"]]):
            wrong.append((passage, told, text[told["start"] : told["end"]]))

    assert wrong == []
