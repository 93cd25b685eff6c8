"""A document in a real browser: upload, wait, read, select."""

from __future__ import annotations

import re
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

SIZES = [75, 100, 125, 150, 200]
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


@pytest.mark.parametrize("size", SIZES)
def test_dragging_over_words_selects_exactly_them_at_each_size(
    live: Installation, sign_in: Callable[..., Page], maya: Viewer, size: int
) -> None:
    page = sign_in(maya)
    text = text_of(live, maya, uploaded(page, made.FILES / "chromium.pdf"))
    at_once = page.locator(".doc-page").bounding_box()
    for _ in range(abs(SIZES.index(size) - 1)):
        page.keyboard.press("+" if size > 100 else "-")
    expect(page.locator("[data-zoom-now]")).to_have_text(f"{size} %")
    page.evaluate(LISTEN)
    words = page.locator(".text-layer text")
    first, last = words.get_by_text("Head", exact=True), words.get_by_text("Operations", exact=True)
    first.scroll_into_view_if_needed()
    a, b = first.bounding_box(), last.bounding_box()
    assert at_once
    assert a
    assert b

    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] - 1, b["y"] + b["height"] / 2, steps=8)
    page.mouse.up()
    page.wait_for_function("() => window.told.length > 0")

    told = page.evaluate("() => window.told.at(-1)")
    assert text[told["start"] : told["end"]] == told["quote"] == "Head of Operations"
    zoomed = page.locator(".doc-page").bounding_box()
    assert zoomed
    assert zoomed["width"] == pytest.approx(at_once["width"] * size / 100, rel=0.02)


def test_a_size_is_kept_until_the_window_closes_and_paper_ignores_it(
    sign_in: Callable[..., Page], maya: Viewer
) -> None:
    page = sign_in(maya)
    address = uploaded(page, made.FILES / "carry" / "latex.pdf")
    sheet = page.locator("#page-1")
    page.emulate_media(media="print")
    on_paper = sheet.bounding_box()
    page.emulate_media(media="screen")

    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    page.goto(address)

    expect(page.locator("[data-zoom-now]")).to_have_text("150 %")
    page.emulate_media(media="print")
    again = sheet.bounding_box()
    assert on_paper
    assert again
    assert (again["width"], again["height"]) == (on_paper["width"], on_paper["height"])
    page.emulate_media(media="screen")
    page.keyboard.press("0")
    expect(page.locator("[data-zoom-now]")).to_have_text("100 %")
    page.locator("#note").press_sequentially("+-0")
    expect(page.locator("[data-zoom-now]")).to_have_text("100 %")


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


def test_the_pages_are_a_list_of_links_without_javascript(sign_in: Callable[..., Page], maya: Viewer) -> None:
    page = sign_in(maya)
    address = uploaded(page, made.FILES / "carry" / "latex.pdf")
    plain = sign_in(maya, java_script_enabled=False)
    plain.goto(address)

    plain.get_by_role("navigation", name="Pages").get_by_role("link", name="Page 2").click()

    assert plain.url.endswith("#page-2")
    expect(plain.locator("#page-2")).to_be_in_viewport()
    expect(plain.get_by_role("button", name="Larger")).to_be_hidden()


def test_words_are_found_on_the_page_and_enter_goes_on(sign_in: Callable[..., Page], maya: Viewer) -> None:
    page = sign_in(maya)
    uploaded(page, made.FILES / "carry" / "latex.pdf")
    expect(page.locator(".layer-later")).to_have_count(0)
    field, count = page.get_by_role("searchbox", name="Find in this document"), page.locator("[data-find-count]")

    field.fill("PLÁNNER")
    expect(count).to_have_text(re.compile(r"^1 of [2-9]"))
    field.press("Enter")
    expect(count).to_have_text(re.compile(r"^2 of"))
    field.press("Shift+Enter")
    page.get_by_role("button", name="The place before").click()
    total = count.inner_text().split()[-1]
    expect(count).to_have_text(f"{total} of {total}")
    found = page.evaluate("() => [...CSS.highlights.get('found')].map((range) => range.toString().toLowerCase())")
    assert found == ["planner"] * int(total)
    field.fill("zebra crossing")
    expect(count).to_have_text("Not found")


def test_words_are_found_without_javascript(sign_in: Callable[..., Page], maya: Viewer) -> None:
    page = sign_in(maya)
    address = uploaded(page, made.FILES / "carry" / "latex.pdf")
    plain = sign_in(maya, java_script_enabled=False)
    plain.goto(address)

    plain.get_by_role("searchbox", name="Find in this document").fill("pýdata basel")
    plain.get_by_role("button", name="Find", exact=True).click()

    expect(plain.get_by_text("1 place, on page 2")).to_be_visible()
    expect(plain.locator("#page-2 .marked-found")).to_have_count(1)
