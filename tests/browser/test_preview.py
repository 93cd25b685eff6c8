"""The preview and a later thought in a real browser: for everyone, by day and by night, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries, service
from tests.browser.installation import Installation
from tests.browser.test_every_page import faults
from tests.factories import documents, people, reviews

pytestmark = pytest.mark.slow


def test_what_was_typed_is_in_the_preview_and_what_comes_later_below_the_letter(
    live: Installation, sign_in: Callable[..., Page]
) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        version = documents.read_truly(documents.version(maya, client))
        review_id = reviews.draft(coach, maya, client, about=version).id
        _score(coach, review_id)
    page = sign_in(coach)
    page.goto(f"/coach/reviews/{review_id}")
    page.locator("#letter").fill("Typed a moment ago.")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Preview as Maya").click()

    page.wait_for_url("**/preview")
    expect(page.get_by_text("Typed a moment ago.")).to_be_visible()
    expect(page.get_by_role("button", name="Send version 2")).to_be_disabled()
    assert faults(page, f"/coach/reviews/{review_id}/preview") == []

    page.get_by_role("link", name="Back to the desk").click()
    page.locator(".desk-head [data-publish]").click()
    page.get_by_text("Add a later thought").click()
    page.get_by_label("Your thought").fill("Your second page says it better.")
    page.get_by_role("button", name="Add and send").click()

    expect(page.get_by_text("Added later by")).to_be_visible()
    assert faults(page, f"/coach/reviews/{review_id}") == []


def _score(coach: Viewer, review_id: UUID) -> None:
    review = queries.get_review(coach, review_id)
    for criterion in review.rubric.criteria:
        service.score(coach, review, criterion=criterion.key, level=3)
