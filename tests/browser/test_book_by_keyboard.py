"""A visitor without a mouse books in few presses: Tabs, Enters and arrows count, letters typed into a field do not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from coachapp.core import unit
from tests.browser.installation import Installation
from tests.browser.keyboard import LOOK
from tests.factories import bookings, people

MOST = 12


class Presses:
    """Presses keys, counts them, and looks at what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def at(self) -> dict[str, Any]:
        self.page.wait_for_load_state("load")
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        return seen

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is named so; it has to be seen there."""
        while not re.search(name, (seen := self.at())["name"]):
            assert self.count < 2 * MOST, f"{name} is not reached; at {seen['name']}"
            self.press("Tab")
        assert seen["faults"] == []

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)


@pytest.fixture
def slug(live: Installation) -> str:
    """Offer a meeting at any hour; gives its slug."""
    with live.app.app_context(), unit.own():
        found: str = bookings.offer(people.owner()).slug
    return found


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_load_to_booked_in_at_most_twelve_presses(
    live: Installation, chromium: Browser, slug: str, *, with_script: bool
) -> None:
    context = chromium.new_context(base_url=live.url, reduced_motion="reduce", java_script_enabled=with_script)
    page = context.new_page()
    page.goto(f"/book/{slug}")
    keys = Presses(page)
    keys.tab_to("Skip")
    keys.press("Enter")
    keys.tab_to("free”")
    keys.press("Enter")
    page.wait_for_url(re.compile("day="))

    keys.tab_to(r"button “\d+:\d\d")
    keys.press("Enter")
    page.wait_for_url(re.compile("at="))
    keys.tab_to("“name”")
    page.keyboard.type("Amira Haddad")
    keys.tab_to("“email”")
    page.keyboard.type("amira@example.org")
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("It's booked")
    assert keys.count <= MOST
    context.close()
