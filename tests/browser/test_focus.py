"""Where the focus is when something opens, closes, or changes under it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.plans import service as plans
from tests.browser.installation import Installation
from tests.browser.keyboard import Keyboard
from tests.factories import documents, people, reviews

pytestmark = pytest.mark.slow


def test_what_escape_closes_gives_the_focus_back(live: Installation, sign_in: Callable[..., Page]) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        draft = reviews.draft(coach, maya, client, about=documents.read_truly(documents.version(maya, client)))
        address = f"/coach/reviews/{draft.id}"
    keys = Keyboard(sign_in(coach))
    keys.page.goto(address)

    for opener in ("Find", "Insights"):
        keys.tab_to("link", re.compile(f"^{opener}"), back=opener == "Insights")
        keys.keys("Enter" if opener == "Find" else "Control+k")
        expect(keys.page.locator("#palette-q")).to_be_focused()
        keys.keys("Escape")
        keys.is_in(keys.page.get_by_role("link", name=re.compile(f"^{opener}")))
    keys.tab_to("button", "Publish to Maya")
    keys.keys("?")
    expect(keys.page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.keys("Escape")
    keys.is_in(keys.page.get_by_role("button", name="Publish to Maya").first)
    assert keys.faults == []


def test_a_step_that_is_done_leaves_the_focus_in_the_plan(live: Installation, sign_in: Callable[..., Page]) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        for title in ("Call Lena", "Call Omar"):
            plans.add(maya, client, title=title)
    keys = Keyboard(sign_in(maya))
    keys.page.goto("/me/plan")

    keys.press("button", "Done: Call Lena")
    expect(keys.page.locator("#toasts")).to_contain_text("Done: Call Lena")
    keys.is_in(keys.page.locator("#plan"))
    keys.press("button", "Done: Call Omar")

    expect(keys.page.locator("#plan")).to_contain_text("Nothing open")
    keys.is_in(keys.page.locator("#plan"))
    assert keys.faults == []
