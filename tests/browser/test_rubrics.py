"""Wording a rubric in a real browser: by keyboard, without scripts, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.rubrics import queries
from tests.browser.installation import Installation
from tests.browser.test_every_page import findings
from tests.factories import people, rubrics

pytestmark = pytest.mark.slow


@pytest.fixture
def own(live: Installation) -> tuple[Viewer, UUID]:
    with live.app.app_context(), unit.own():
        owner = people.owner()
        return owner, rubrics.rubric(owner, "Proof", "Tools", "Scan").id


def labels(page: Page) -> list[str]:
    found: list[str] = page.locator("[name$='-label']").evaluate_all("them => them.map((each) => each.value)")
    return found


def kept(live: Installation, owner: Viewer, rubric_id: UUID) -> list[str]:
    with live.app.app_context(), unit.own(owner.practice_id):
        return [criterion.label for criterion in queries.get_rubric(owner, rubric_id).criteria]


@pytest.mark.parametrize("scripts", [True, False])
def test_criteria_are_moved_added_and_removed_by_keyboard(
    live: Installation, sign_in: Callable[..., Page], own: tuple[Viewer, UUID], scripts: bool
) -> None:
    owner, rubric_id = own
    page = sign_in(owner, java_script_enabled=scripts)
    page.goto(f"/coach/settings/rubrics/{rubric_id}")

    page.get_by_role("button", name="Move Scan up").focus()
    for expected in (["Proof", "Scan", "Tools"], ["Scan", "Proof", "Tools"]):
        page.keyboard.press("Enter")
        expect(page.locator("#criteria-0-label")).to_have_value(expected[0])
        expect(page.locator("#criteria-1-label")).to_have_value(expected[1])
    expect(page.get_by_role("button", name="Move Scan down")).to_be_focused()
    page.get_by_role("button", name="Remove Tools").press("Enter")
    expect(page.locator("#criteria-1-label")).to_be_focused()
    page.get_by_role("button", name="Add a criterion").press("Enter")
    expect(page.locator("#criteria-2-label")).to_be_focused()
    page.keyboard.type("Voice")
    for n in range(1, 5):
        page.locator(f"#criteria-2-level_{n}").fill(f"voice {n}")
    assert labels(page) == ["Scan", "Proof", "Voice"]
    page.locator("#criteria-2-label").press("Enter")

    expect(page.get_by_role("heading", name="Rubrics")).to_be_visible()
    assert kept(live, owner, rubric_id) == ["Scan", "Proof", "Voice"]


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_fields_and_their_errors_are_for_everybody(
    sign_in: Callable[..., Page], own: tuple[Viewer, UUID], width: int
) -> None:
    owner, rubric_id = own
    page = sign_in(owner, width=width)
    page.goto(f"/coach/settings/rubrics/{rubric_id}")
    page.locator("#criteria-1-level_2").fill("")
    page.locator("#criteria-2-weight").fill("12")
    page.get_by_role("button", name="Save as version 2").click()

    expect(page.locator(".error-summary")).to_be_focused()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("link", name="Criterion 2, level 2: Please fill this in.").click()
    expect(page.locator("#criteria-1-level_2")).to_be_focused()
