"""A document in a real browser: upload, wait, read, select."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents import queries
from tests.browser.installation import Installation
from tests.domain.documents import made
from tests.factories import people

LISTEN = """() => {
  window.told = [];
  document.addEventListener("passage-selected", (event) => window.told.push(event.detail));
}"""
SELECT = """([from, to]) => {
  const words = [...document.querySelectorAll("[data-passages] [data-start]")];
  const at = (text) => words.find((word) => word.textContent.includes(text));
  const [first, last] = [at(from), at(to)];
  const range = document.createRange();
  range.setStart(first.firstChild, first.textContent.indexOf(from));
  range.setEnd(last.firstChild, last.textContent.indexOf(to) + to.length);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


@pytest.fixture
def maya(live: Installation) -> Viewer:
    with live.app.app_context(), unit.own():
        return people.client(people.owner())[0]


def uploaded(page: Page, path: Any) -> str:
    """Upload a file as a first document; gives its address once the page shows it."""
    page.goto("/me/documents/new")
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Add document").click()
    page.wait_for_url("**/me/documents/*-*")
    expect(page.locator("[data-passages]")).to_be_visible(timeout=60_000)
    return page.url


def text_of(live: Installation, viewer: Viewer, address: str) -> str:
    with live.app.app_context(), unit.own(viewer.practice_id):
        version = queries.get_document(viewer, address.rsplit("/", 1)[1]).latest
        return queries.get_whole_version(viewer, version.id).text


def chosen(page: Page, first: str, last: str) -> dict[str, Any]:
    """Select from one word to another; gives what the page told."""
    page.evaluate(LISTEN)
    page.evaluate(SELECT, [first, last])
    page.wait_for_function("() => window.told.length > 0")
    found: dict[str, Any] = page.evaluate("() => window.told.at(-1)")
    return found


def test_a_selection_on_a_page_is_the_passage_of_the_text(
    live: Installation, sign_in: Callable[..., Page], maya: Viewer
) -> None:
    page = sign_in(maya)
    text = text_of(live, maya, uploaded(page, made.FILES / "latex-two-columns.pdf"))

    told = chosen(page, "internationalization", "municipalities")

    passage = text[told["start"] : told["end"]]
    assert passage.startswith("internationalization of reporting requirements")
    assert passage.endswith("representatives of the municipalities")
    assert (told["quote"], told["page"]) == (passage, 1)


def test_dragging_over_words_selects_them(live: Installation, sign_in: Callable[..., Page], maya: Viewer) -> None:
    page = sign_in(maya)
    text = text_of(live, maya, uploaded(page, made.FILES / "chromium.pdf"))
    page.evaluate(LISTEN)
    words = page.locator(".text-layer text")
    first, last = words.get_by_text("Head", exact=True), words.get_by_text("Operations", exact=True)
    first.scroll_into_view_if_needed()
    a, b = first.bounding_box(), last.bounding_box()
    assert a
    assert b

    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] - 1, b["y"] + b["height"] / 2, steps=8)
    page.mouse.up()
    page.wait_for_function("() => window.told.length > 0")

    told = page.evaluate("() => window.told.at(-1)")
    assert text[told["start"] : told["end"]] == told["quote"] == "Head of Operations"


def test_a_selection_in_a_word_file_is_the_passage_of_the_text(
    live: Installation, sign_in: Callable[..., Page], maya: Viewer, tmp_path: Any
) -> None:
    (tmp_path / "cv.docx").write_bytes(made.word("Led 14 people 😀 well."))
    page = sign_in(maya)
    text = text_of(live, maya, uploaded(page, tmp_path / "cv.docx"))

    told = chosen(page, "days", "well")

    assert text[told["start"] : told["end"]].startswith("days.")
    assert text[told["start"] : told["end"]].endswith("😀 well")


def test_everything_works_without_javascript(live: Installation, sign_in: Callable[..., Page], maya: Viewer) -> None:
    page = sign_in(maya, java_script_enabled=False)
    page.goto("/me/documents/new")
    page.set_input_files("#file", made.FILES / "latex.pdf")
    page.get_by_role("button", name="Add document").click()

    expect(page.locator("[data-passages]")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="As text").click()
    expect(page.get_by_text("Certified workflow officer")).to_be_visible()
