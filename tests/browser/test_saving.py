"""The draft saves itself, through a network that goes away and a lid that closes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit, walls
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries
from tests.browser.installation import Installation
from tests.factories import people, reviews

pytestmark = pytest.mark.slow


@pytest.fixture
def draft(live: Installation) -> tuple[Viewer, UUID]:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        return coach, reviews.draft(coach, maya, client).id


def letter(live: Installation, coach: Viewer, review_id: UUID) -> str:
    with live.app.app_context(), unit.own():
        walls.enter(coach.practice_id)
        return queries.get_review(coach, review_id).letter


def test_what_was_typed_without_a_network_is_saved_once_it_is_back(
    live: Installation, draft: tuple[Viewer, UUID], sign_in: Callable[..., Page]
) -> None:
    page = sign_in(draft[0], expects="Failed to fetch")
    page.goto(f"/coach/reviews/{draft[1]}")
    page.context.set_offline(True)
    page.locator("#letter").press_sequentially("Typed in a tunnel.")
    expect(page.locator("#said")).to_have_text("Not saved yet. Trying again.")

    page.context.set_offline(False)

    expect(page.locator("#said")).to_contain_text("Saved")
    assert letter(live, *draft) == "Typed in a tunnel."


def test_what_was_typed_right_before_the_lid_closed_is_saved(
    live: Installation, draft: tuple[Viewer, UUID], sign_in: Callable[..., Page]
) -> None:
    page = sign_in(draft[0])
    page.goto(f"/coach/reviews/{draft[1]}")
    with page.expect_response("**/draft"):
        page.evaluate("""() => {
          const field = document.getElementById("letter");
          field.value = "The last words.";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
    assert letter(live, *draft) == "The last words."
    page.locator("#letter").press_sequentially(" And more.")
    expect(page.locator("#said")).to_contain_text("Saved")


def test_a_comment_that_was_begun_is_there_again_until_it_is_added(
    live: Installation, draft: tuple[Viewer, UUID], sign_in: Callable[..., Page]
) -> None:
    page = sign_in(draft[0])
    page.goto(f"/coach/reviews/{draft[1]}")
    page.wait_for_load_state("load")
    page.keyboard.press("c")
    page.locator("#compose").get_by_text("Praise").click()
    page.locator("#body").fill("This is what they will ask ab")
    page.locator("#is_private").check()

    page.reload()
    expect(page.locator("#body")).to_have_value("This is what they will ask ab")
    expect(page.locator("#compose input[value=praise]")).to_be_checked()
    expect(page.locator("#is_private")).to_be_checked()

    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".comment-body", has_text="This is what they will ask ab")).to_be_visible()
    page.reload()
    expect(page.locator("#compose")).to_be_hidden()


def test_signing_out_forgets_a_comment_that_was_begun(
    live: Installation, draft: tuple[Viewer, UUID], sign_in: Callable[..., Page]
) -> None:
    page = sign_in(draft[0])
    page.goto(f"/coach/reviews/{draft[1]}")
    page.wait_for_load_state("load")
    page.keyboard.press("c")
    page.locator("#body").fill("Half a thought")
    page.goto("/coach")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('half-')).length") == 1

    page.evaluate("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()")
    page.wait_for_url(lambda url: "/coach" not in url)

    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('half-')).length") == 0
