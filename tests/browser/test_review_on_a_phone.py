"""On a phone a client reads a review and answers each comment by thumb, also one that lost its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import queries as shelf
from coachapp.domain.documents import service as uploads
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import Answer, CommentKind, SubjectKind, Verdict
from coachapp.domain.reviews.models import Review
from tests.browser.installation import Installation
from tests.factories import documents, people

pytestmark = pytest.mark.slow
WIDTH = 390
PHONE: dict[str, Any] = {
    "width": WIDTH,
    "height": 844,
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
THUMB = 44
Remark = dict[str, Any]
EARLIER: list[Remark] = [
    {"kind": CommentKind.FIX, "quote": "Helped with various tasks", "body": "This says nothing of you. Let it go."}
]
NOW: list[Remark] = [
    {"kind": CommentKind.PRAISE, "quote": "Ilse Marchetti-Okafor", "body": "Found at once."},
    {"kind": CommentKind.FIX, "quote": "nobody left in three years", "body": "Put this first, it is rare."},
    {
        "kind": CommentKind.SUGGESTION,
        "quote": "Negotiated shorter lead times",
        "body": "Say how much shorter.",
        "replacement": "Cut lead times from nine to five days",
    },
    {"kind": CommentKind.QUESTION, "quote": "640 refrigerated shipments", "body": "Who planned them before you?"},
    {"kind": CommentKind.FIX, "quote": "Trained eleven colleagues", "body": "One line is enough."},
]
SMALL = """thumb => [...document.querySelectorAll("main :is(a.button, button, summary, input, select, textarea)")]
  .map(one => (getComputedStyle(one).opacity === "0" ? one.closest("label, .drop") : one))
  .filter(one => one && one.checkVisibility() && one.type !== "hidden")
  .filter(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) < thumb - 0.5; })
  .map(one => `${one.localName} ${(one.getAttribute("aria-label") || one.textContent.trim() || one.name).slice(0, 40)} `
    + `${Math.round(one.getBoundingClientRect().width)} x ${Math.round(one.getBoundingClientRect().height)}`)"""


@dataclass
class Returned:
    """A review of the second version; of the first, a comment has no place any more."""

    maya: Viewer
    review_id: UUID
    earlier_id: UUID


def version(maya: Viewer, name: str, *, after: Version | None = None) -> Version:
    """Upload that file of the golden set, and read it."""
    file = documents.upload(name, (documents.FILES / "carry" / name).read_bytes())
    client = own_client(maya)
    if after is None:
        return documents.read_truly(documents.version(maya, client, file=file))
    document = shelf.get_document(maya, after.document_id)
    return documents.read_truly(uploads.add_version(maya, client, document, file=file))


def returned(coach: Viewer, about: Version, remarks: list[Remark]) -> Review:
    """Review that version with these comments, and publish it."""
    started = service.start(coach, subjects.load(coach, SubjectKind.VERSION, about.id))
    for remark in remarks:
        service.comment_on(coach, started.id, **remark)
    review = queries.get_review(coach, started.id)
    for criterion in review.rubric.criteria:
        service.score(coach, review, criterion=criterion.key, level=3)
    letter = "Your numbers carry this. The middle is long. Start with the line on your team."
    service.change(coach, review, lock=review.lock, letter=letter, verdict=Verdict.SEND_AFTER_FIXES)
    return service.publish(coach, review)


@pytest.fixture
def case(live: Installation) -> Returned:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, _ = people.client(coach)
        first = version(maya, "latex.pdf")
        earlier = queries.comments_of(coach, returned(coach, first, EARLIER))
        second = version(maya, "reworded.pdf", after=first)
        service.carry_over(second.id)
        assert [each.is_lost for each in queries.carried_to(maya, second)] == [True]
        return Returned(maya, returned(coach, second, NOW).id, earlier[0].id)


def fits(page: Page) -> None:
    """Nothing is wider than the screen, and what can be tapped is as large as a thumb."""
    assert page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]") == [WIDTH, WIDTH]
    assert page.evaluate(SMALL, THUMB) == []


def card(page: Page, remark: Remark) -> Locator:
    return page.locator(".comment", has_text=remark["body"])


def say(place: Locator, opens: str, words: str, button: re.Pattern[str]) -> None:
    """Open what is folded below a comment, write, and send it."""
    place.locator("summary", has_text=re.compile(rf"^\s*{opens}\s*$")).tap()
    place.locator("details[open] :is(input:not([type=hidden]), textarea)").fill(words)
    fits(place.page)
    place.get_by_role("button", name=button).tap()


def test_each_comment_is_read_and_answered_at_390_pixels(
    live: Installation, case: Returned, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(case.maya, **PHONE)
    page.goto(f"/me/reviews/{case.review_id}")
    page.wait_for_load_state("networkidle")
    fits(page)
    praise, fix, suggestion, question, other = (card(page, remark) for remark in NOW)
    lost, count = card(page, EARLIER[0]), page.locator("#settled")
    expect(page.locator(".letter-verdict")).to_be_visible()
    expect(count).to_contain_text("0 of 5 done")

    fix.get_by_role("button", name="Done").tap()
    expect(fix).to_contain_text("Open it again")
    suggestion.get_by_role("button", name="Take it").tap()
    expect(count).to_contain_text("1 change to make")
    say(other, "Not doing", "They asked for it", re.compile("^Keep it"))
    expect(other).to_contain_text("Not doing: They asked for it")
    say(praise, "Question", "Should it be larger?", re.compile("^Ask "))
    expect(praise).to_contain_text("Should it be larger?")
    expect(lost).to_contain_text("Not found in this version")
    lost.get_by_role("button", name="Done").tap()
    expect(lost).to_contain_text("checks it")
    expect(count).to_contain_text("3 of 5 done")
    say(question, "Reply", "Two planners, by hand", re.compile("^Send reply"))
    expect(question).to_contain_text("Two planners, by hand")
    page.wait_for_load_state("networkidle")
    expect(question).to_be_in_viewport()
    question.get_by_role("button", name="Done").tap()

    expect(count).to_contain_text("4 of 5 done")
    fits(page)
    with live.app.app_context(), unit.own(case.maya.practice_id):
        made = queries.comments_of(case.maya, queries.get_review(case.maya, case.review_id))
        answers = {each.body: (each.answer, each.why, [said.body for said in each.replies]) for each in made}
        earlier = queries.get_comment(case.maya, case.earlier_id)
        assert earlier.answer is Answer.DONE
    assert list(answers.values()) == [
        (Answer.QUESTION, "", ["Should it be larger?"]),
        (Answer.DONE, "", []),
        (Answer.ACCEPTED, "", []),
        (Answer.DONE, "", ["Two planners, by hand"]),
        (Answer.NOT_DOING, "They asked for it", []),
    ]


def test_a_mark_on_the_page_leads_to_its_comment_by_thumb(case: Returned, sign_in: Callable[..., Page]) -> None:
    page = sign_in(case.maya, **PHONE)
    page.goto(f"/me/reviews/{case.review_id}")
    page.wait_for_load_state("networkidle")
    mine = card(page, NOW[1])
    name = (mine.get_attribute("id") or "").removeprefix("comment-")
    mark = page.locator(f'.marks-layer [data-comment~="{name}"]').first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box

    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(mine).to_be_in_viewport()
    expect(mine).to_have_class(re.compile("comment-active"))


def test_the_own_levels_are_picked_and_read_beside_the_coachs_by_thumb(
    case: Returned, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(case.maya, **PHONE)
    page.goto(f"/me/reviews/{case.review_id}")
    asked = page.locator("#scores fieldset").all()
    assert len(asked) > 0
    fits(page)

    for criterion in asked:
        criterion.locator("label").nth(1).tap()
        expect(criterion.get_by_role("radio").nth(1)).to_be_checked()
    fits(page)
    page.get_by_role("button", name="Show both side by side").tap()

    expect(page.get_by_role("button", name="Show both side by side")).to_have_count(0)
    expect(page.locator("#scores")).to_be_in_viewport()
    expect(page.locator("#scores .score-own")).to_have_count(len(asked))
    fits(page)
