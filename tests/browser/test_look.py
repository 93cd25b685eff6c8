"""The component page in a real browser: for everyone, in both themes, on small windows, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
FRAMES = ("coach", "client", "public", "plain")


def findings(page: Page, options: str) -> list[str]:
    """Give what axe finds, one line per rule with its first element."""
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {options})")
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found["violations"]]


@pytest.mark.parametrize("frame", ["coach", "client"])
def test_axe_finds_nothing_by_day_and_by_night(open_window: Callable[..., Page], frame: str) -> None:
    page = open_window(color_scheme="light", reduced_motion="reduce")
    page.goto(f"/dev/components?frame={frame}")

    by_day = findings(page, "{}")
    page.emulate_media(color_scheme="dark")
    by_night = findings(page, "{runOnly: ['color-contrast']}")

    assert by_day == by_night == []


@pytest.mark.parametrize("frame", FRAMES)
def test_a_window_of_320_pixels_needs_no_sideways_scrolling(open_window: Callable[..., Page], frame: str) -> None:
    page = open_window(width=320)

    page.goto(f"/dev/components?frame={frame}")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_menus_and_folds_open_without_scripts(open_window: Callable[..., Page]) -> None:
    page = open_window(java_script_enabled=False)
    page.goto("/dev/components?frame=client")

    page.locator(".topnav summary").click()
    page.locator("details.fold summary").first.click()

    expect(page.locator(".topnav").get_by_role("link", name="My plan")).to_be_visible()
    expect(page.get_by_text("Nothing for you to do.")).to_be_visible()
    expect(page.locator(".js-only:visible")).to_have_count(0)


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto("/dev/components")

    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Please write the whole address").click()

    expect(page.locator("#email")).to_be_focused()


def test_control_k_opens_the_palette_and_enter_goes_there(open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto("/dev/components")

    page.keyboard.press("Control+k")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/coach/clients**")


def test_escape_closes_a_menu_and_gives_the_focus_back(open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto("/dev/components")
    opener = page.locator(".menu-start > summary").first

    opener.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(opener).to_be_focused()
    expect(page.get_by_role("link", name="Assign homework")).to_be_hidden()


def test_a_chosen_theme_is_kept(open_window: Callable[..., Page]) -> None:
    page = open_window(color_scheme="light")
    page.goto("/dev/components?frame=public")

    for _ in range(2):
        page.get_by_role("button", name="Theme").click()
    page.reload()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 23, 20)"


def test_dragging_a_card_posts_what_its_menu_posts(open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto("/dev/components")
    card = page.locator(".job", has_text="Product owner")
    page.route(  # a page that goes away in the middle of a drag is never closed by Chromium
        lambda _: True, lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_()
    )

    with page.expect_request(lambda request: request.method == "POST") as posted:
        card.drag_to(page.locator("#column-offer"))

    assert "stage=offer" in (posted.value.post_data or "")


def test_a_chosen_file_is_named_with_its_size(open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto("/dev/components")

    page.locator("#file").set_input_files(
        {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": b"x" * 20_000}
    )

    expect(page.locator("[data-drop-name]").first).to_have_text("resume.pdf, 20 kB")
