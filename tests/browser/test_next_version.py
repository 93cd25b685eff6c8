"""The next version in a real browser: earlier comments are checked by keys, and answered on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents import queries as shelf
from coachapp.domain.documents import service as uploads
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind, Verdict
from tests.browser.installation import Installation
from tests.browser.test_every_page import faults
from tests.factories import documents, people

pytestmark = pytest.mark.slow
BOX: Any = {"page": 1, "x": 10, "y": 60, "width": 30, "height": 10}


@dataclass
class Second:
    """A draft on version 2, after a review of version 1 with comments on words and on a part of the picture."""

    coach: Viewer
    maya: Viewer
    review_id: UUID
    document_id: UUID


@pytest.fixture
def second(live: Installation) -> Second:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        first = documents.read_truly(documents.version(maya, client))
        subject = subjects.load(coach, SubjectKind.VERSION, first.id)
        review = queries.get_review(coach, service.start(coach, subject).id)
        words = subject.text.split("\n")[0]
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Your name larger.", quote=words)
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Less air here.", area=BOX)
        for criterion in review.rubric.criteria:
            service.score(coach, review, criterion=criterion.key, level=3)
        service.change(coach, review, lock=review.lock, letter="Good.", verdict=Verdict.SEND_IT)
        service.publish(coach, review)
        document = shelf.get_document(maya, first.document_id)
        later = documents.read_truly(uploads.add_version(maya, client, document, file=documents.upload("next.pdf")))
        service.carry_over(later.id)
        draft = service.start(coach, subjects.load(coach, SubjectKind.VERSION, later.id))
        return Second(coach, maya, draft.id, document.id)


def test_earlier_comments_are_checked_by_keys_and_the_comparison_is_one_key_away(
    live: Installation, second: Second, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(second.coach)
    assert faults(page, f"/coach/reviews/{second.review_id}") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    checked, active = page.locator("#checked"), page.locator(".comment-active")
    expect(checked).to_have_text("0 of 2 earlier comments checked")
    expect(page.locator("svg .marked-earlier").first).to_be_attached()

    page.keyboard.press("j")
    expect(active).to_contain_text("Less air here.")
    page.keyboard.press("v")
    expect(checked).to_have_text("1 of 2 earlier comments checked")
    expect(active).to_contain_text("Checked off")
    page.keyboard.press("z")
    expect(checked).to_have_text("0 of 2 earlier comments checked")
    page.keyboard.press("j")
    expect(active).to_contain_text("Your name larger.")
    page.keyboard.press("r")
    expect(active).to_contain_text("Stays open")
    expect(checked).to_have_text("1 of 2 earlier comments checked")

    page.keyboard.press("d")
    expect(page).to_have_url(re.compile(r"/compare\?.*from=1"))


def test_on_a_phone_the_client_answers_what_is_still_open(
    live: Installation, second: Second, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(second.maya, width=390, height=844)
    assert faults(page, f"/me/documents/{second.document_id}") == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#still-open-title")).to_have_text("2 still open from version 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    lost = page.locator(".comment", has_text="Less air here.")
    lost.get_by_role("button", name="Done").click()

    expect(lost).to_contain_text("checks it")
    page.reload()
    expect(page.locator("#still-open-title")).to_have_text("1 still open from version 1")


def test_what_was_not_found_is_placed_by_selecting_its_words(
    live: Installation, second: Second, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(second.coach)
    page.goto(f"{live.url}/coach/reviews/{second.review_id}")
    lost = page.locator(".comment", has_text="Less air here.")
    lost.get_by_text("Place it").click()
    page.wait_for_load_state("networkidle")

    page.locator(".text-layer text").first.dblclick()
    expect(lost.locator("form.is-held")).to_be_visible()
    expect(page.locator("#compose")).to_be_hidden()
    lost.get_by_role("button", name="This is it").click()

    expect(page.locator("#unplaced")).to_have_count(0)
    expect(page.locator("#comments .comment", has_text="Less air here.")).to_be_visible()
