"""A resume of two pages is reviewed and returned without a mouse: two activations, one per comment, one per score.

What is counted is what does something: Enter on a button, Ctrl Enter that keeps a comment, a digit that scores. Going
somewhere (Tab, C, and Shift J over the lines) and typing are not, as moving a mouse and typing are no clicks. That
nothing is left out is seen from outside: whatever the page posted to the house has to be among what was counted, but
for the draft, which saves itself. The kind of a comment stays Fix and the verdict is the one that the scores suggest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from coachapp.core import unit
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import queries as shelf
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind, Verdict
from coachapp.domain.reviews.models import Review
from tests.browser.installation import Installation
from tests.browser.keyboard import Keyboard
from tests.factories import documents, people

pytestmark = pytest.mark.slow
LINES = 200
LETTER = "You are close. The middle lists duties. Put a number on each line."
REMARKS = {
    "Supply planner with eleven years": "Say which role you want next.",
    "Was responsible for the annual packaging budget": "What came of it? Put the number first.",
    "Helped with various tasks": "This line can go.",
    "PyData Basel": "Say what the talk changed.",
}
LEVELS = ["3", "2", "3", "4", "3", "n"]


@dataclass
class Case:
    """A resume of two pages for which a review was promised, and the people around it."""

    coach: Viewer
    maya: Viewer
    version_id: UUID


@pytest.fixture
def case(live: Installation) -> Case:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        file = documents.upload("resume.pdf", (documents.FILES / "carry" / "latex.pdf").read_bytes())
        version = documents.read_truly(documents.version(maya, client, file=file))
        assert version.page_count == 2
        service.ask_for_review(maya, own_client(maya), version)
        return Case(coach, maya, version.id)


def walk_to_line(keys: Keyboard, words: str) -> None:
    """Walk over the lines of the document, as far as the one with these words."""
    quote = keys.page.locator("#quote")
    for _ in range(LINES):
        keys.keys("Shift+J")
        if words in quote.input_value():
            expect(keys.page.locator(".line-cursor")).to_be_in_viewport()
            return
    raise AssertionError(f"no line with {words}; stands at {quote.input_value()}")


def comment(keys: Keyboard, words: str, remark: str) -> None:
    """Comment on the line with these words: one activation."""
    cards = keys.page.locator(".comment[data-card]")
    before = cards.count()
    walk_to_line(keys, words)
    keys.keys("c")
    expect(keys.page.locator("#body")).to_be_focused()
    keys.page.keyboard.type(remark)
    keys.act("Control+Enter")
    expect(cards).to_have_count(before + 1)
    keys.is_in(cards.filter(has_text=remark))


def score(keys: Keyboard, number: int, level: str) -> None:
    """Give the criterion in focus its level: one activation."""
    expect(keys.page.locator(".level-form").nth(number)).to_have_class(re.compile("in-focus"))
    keys.act(level)
    expect(keys.page.locator(".level-chip").nth(number)).to_have_class(re.compile("is-scored"))


def test_a_review_takes_two_activations_and_one_per_comment_and_per_score(
    live: Installation, case: Case, sign_in: Callable[..., Page]
) -> None:
    keys = Keyboard(sign_in(case.coach))
    page, posted = keys.page, Counter[str]()
    page.on("request", lambda sent: posted.update([sent.url.rsplit("/", 1)[1]]) if sent.method == "POST" else None)
    page.goto("/coach/reviews")

    keys.press("button", re.compile("^Review"))
    expect(page.locator("#desk")).to_be_visible()
    page.wait_for_load_state("networkidle")
    remarks = iter(REMARKS.items())
    for number, level in enumerate(LEVELS):
        if number < len(REMARKS):
            comment(keys, *next(remarks))
        score(keys, number, level)
    keys.write("Three sentences", LETTER)
    expect(page.locator("#said")).to_contain_text("Saved")
    keys.press("button", re.compile("^Publish to Maya"))
    expect(page.get_by_text("One mail is on its way.")).to_be_visible()

    assert keys.activations == 2 + len(REMARKS) + len(LEVELS)
    posted.pop("draft", None)
    assert (posted.total(), posted["comments"], posted["scores"], posted["publish"]) == (12, 4, 6, 1)
    assert keys.faults == []
    _is_returned(live, case)


def _is_returned(live: Installation, case: Case) -> None:
    """See that the client can read it: each comment on its words, and one mail."""
    with live.app.app_context(), unit.own(case.coach.practice_id):
        found = db.session.scalars(select(Review.id).where(Review.version_id == case.version_id)).one()
        review = queries.get_review(case.maya, found)
        assert (review.verdict, review.letter) == (Verdict.SEND_AFTER_FIXES, LETTER)
        text = shelf.get_whole_version(case.maya, case.version_id).text
        made = queries.comments_of(case.maya, review)
        assert [each.body for each in made] == list(REMARKS.values())
        assert all(words in each.quote for each, words in zip(made, REMARKS, strict=True))
        assert all(text[each.start : each.end] == each.quote for each in made)
        owed = select(Notification.to_address).where(
            Notification.kind == "review_published", Notification.subject_id == review.id
        )
        assert db.session.scalars(owed).all() == [case.maya.email]


@pytest.fixture
def desk(live: Installation, case: Case) -> str:
    """Begin the review; gives its address."""
    with live.app.app_context(), unit.own(case.coach.practice_id):
        started = service.start(case.coach, subjects.load(case.coach, SubjectKind.VERSION, case.version_id))
        return f"/coach/reviews/{started.id}"


def test_the_cursor_goes_from_line_to_line_and_back_and_escape_lets_it_go(
    desk: str, case: Case, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(case.coach)
    page.goto(desk)
    page.wait_for_load_state("networkidle")
    quote, ring = page.locator("#quote"), page.locator(".line-cursor")
    seen = []
    for _ in range(4):
        page.keyboard.press("Shift+J")
        seen.append(quote.input_value())

    page.keyboard.press("Shift+K")

    assert len(set(seen)) == 4
    assert seen[0] == "Ilse Marchetti-Okafor"
    expect(quote).to_have_value(seen[2])
    expect(ring).to_be_visible()
    page.keyboard.press("Escape")
    expect(ring).to_be_hidden()
    expect(page.locator("#compose")).to_be_hidden()
    page.keyboard.press("Shift+J")
    expect(quote).to_have_value(seen[3])


def test_the_cursor_goes_on_to_a_page_whose_words_arrive_later(
    desk: str, case: Case, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(case.coach)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pages/2", hold)
    page.goto(desk)
    quote, before = page.locator("#quote"), ""
    for _ in range(LINES):
        page.keyboard.press("Shift+J")
        if quote.input_value() == before:
            break
        before = quote.input_value()
    expect(page.locator("#page-2 .layer-later")).to_be_attached()

    held[0].continue_()

    expect(page.locator("#page-2 .text-layer")).to_be_attached()
    expect(quote).not_to_have_value(before)
    first = page.locator("#page-2 .text-layer text").first.text_content()
    assert quote.input_value().startswith(first or "nothing")


NEIGHBORS = (
    "people who have never opened a spreadsheet",
    "data engineering.",
    "Havenfrisch B.V., Rotterdam",
    "Cut stock-outs of fresh produce",
    "the reorder-point model for 212 stores",
)
LAST = "Thesis on inventory routing"
STANDS = """card => {
    const box = one => one.getBoundingClientRect();
    const mark = document.querySelector(`[data-comment="${card.dataset.card}"]`);
    const bars = [...document.querySelectorAll(".desk-head, [data-doc-tools]")];
    return {
        off: Math.abs(box(card).top - box(mark).top),
        above: box(card).top - Math.max(...bars.map(bar => box(bar).bottom)),
        below: box(document.querySelector(".levels")).top - box(card).bottom,
    };
}"""


@pytest.fixture
def crowd(live: Installation, case: Case, desk: str, sign_in: Callable[..., Page]) -> Page:
    """Comment on five lines close by, on an area below them and on the next page; opens that desk."""
    with live.app.app_context(), unit.own(case.coach.practice_id):
        review_id = UUID(desk.rsplit("/", 1)[1])
        area: Any = {"page": 1, "x": 10, "y": 70, "width": 30, "height": 5}
        service.comment_on(case.coach, review_id, kind=CommentKind.FIX, body="Air.", area=area)
        for line in (*NEIGHBORS, LAST):
            service.comment_on(case.coach, review_id, kind=CommentKind.FIX, body="Say more here. " * 12, quote=line)
    page = sign_in(case.coach)
    page.goto(desk)
    page.wait_for_load_state("networkidle")
    return page


def test_each_comment_is_level_with_its_words_in_sight_and_in_focus(crowd: Page) -> None:
    active, seen = crowd.locator(".comment-active"), []
    for _ in range(len(NEIGHBORS) + 2):
        crowd.keyboard.press("j")
        expect(active).to_be_focused()
        stands = active.evaluate(STANDS)
        assert stands["off"] < 8, stands
        assert min(stands["above"], stands["below"]) > 0, stands
        seen.append((active.locator(".comment-quote").all_text_contents() or ["area"])[0])

    assert seen[-2] == "area"
    assert all(line in quote for line, quote in zip((*NEIGHBORS, LAST), [*seen[:-2], seen[-1]], strict=True))
    crowd.keyboard.press("k")
    expect(active).to_contain_text("Air.")
    expect(active).to_be_focused()


def test_a_comment_is_reworded_in_sight_and_escape_leaves_it_as_it_was(crowd: Page) -> None:
    active = crowd.locator(".comment-active")
    for _ in NEIGHBORS:
        crowd.keyboard.press("j")

    crowd.keyboard.press("e")

    words = active.get_by_label("Comment", exact=True)
    expect(words).to_be_focused()
    stands = active.evaluate(STANDS)
    assert min(stands["above"], stands["below"]) > 0, stands
    crowd.keyboard.type("jk")
    expect(words).to_be_focused()
    crowd.keyboard.press("Escape")
    expect(crowd.locator(".comment-editing")).to_have_count(0)
    expect(active).to_contain_text(NEIGHBORS[-1])
    expect(active).to_be_focused()
    expect(active).not_to_contain_text("jk")
    crowd.keyboard.press("k")
    expect(active).to_contain_text(NEIGHBORS[-2])
