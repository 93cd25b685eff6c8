"""The desk in a real browser: words that are selected become a comment on just these words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import FloatRect, Page, expect

from coachapp.core import unit, walls
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind
from tests.browser.installation import Installation
from tests.browser.test_every_page import faults
from tests.factories import documents, people, reviews

pytestmark = pytest.mark.slow


@dataclass
class Desk:
    """A draft on a real resume, and the people around it."""

    coach: Viewer
    maya: Viewer
    review_id: UUID

    @property
    def path(self) -> str:
        return f"/coach/reviews/{self.review_id}"


@pytest.fixture
def desk(live: Installation) -> Desk:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        version = documents.read_truly(documents.version(maya, client))
        review = service.start(coach, subjects.load(coach, SubjectKind.VERSION, version.id))
        return Desk(coach, maya, review.id)


def drag(page: Page, first: str, last: str) -> str:
    """Select from one word of the page to another with the mouse; gives what the browser says is selected."""
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")  # words are as wide as their font
    a = _still(page, first)
    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    for _ in range(2):  # what moves while somebody drags, they follow
        b = _still(page, last)
        page.mouse.move(b["x"] + b["width"] - 0.5, b["y"] + b["height"] / 2, steps=10)
    page.mouse.up()
    expect(page.locator("#compose")).to_be_visible()
    return page.locator("#quote").input_value()


def _still(page: Page, word: str) -> FloatRect:
    """Give where a word stands once it stays there for a quarter of a second."""
    place = page.locator(".text-layer text").get_by_text(word, exact=True).first
    before = None
    for _ in range(40):
        now = place.bounding_box()
        if now is not None and now == before:
            return now
        before = now
        page.wait_for_timeout(250)
    raise AssertionError(f"{word} never stood still")


def words_on(page: Page) -> list[str]:
    """Give the words of the first page, in order."""
    return page.locator(".text-layer text").all_text_contents()


def test_selected_words_become_a_comment_on_these_words(
    live: Installation, desk: Desk, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(desk.coach)
    page.goto(desk.path)
    all_words = words_on(page)
    once = {word for word in all_words if all_words.count(word) == 1 and len(word) > 3}
    rows = page.locator(".text-layer text").evaluate_all("all => all.map(word => word.getAttribute('y'))")
    pairs = [i for i, word in enumerate(all_words[:-1]) if {word, all_words[i + 1]} <= once and rows[i] == rows[i + 1]]
    at = pairs[0]

    quote = drag(page, all_words[at], all_words[at + 1])
    page.keyboard.press("c")
    page.keyboard.type("Say how large.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment[data-card]")).to_have_count(1)

    with live.app.app_context(), unit.own():
        walls.enter(desk.coach.practice_id)
        review = queries.get_review(desk.coach, desk.review_id)
        (made,) = queries.comments_of(desk.coach, review)
        text = subjects.of_review(desk.coach, review).text
        assert quote == " ".join(all_words[at : at + 2])
        assert (made.quote, text[made.start : made.end]) == (quote, quote)
        name = str(made.id)
    mark = page.locator(f'[data-comment="{name}"]').first.bounding_box()
    card = page.locator(f"#comment-{name}").bounding_box()
    assert mark is not None
    assert card is not None
    assert abs(mark["y"] - card["y"]) < 60


def test_a_comment_for_the_coach_alone_is_no_reason_for_a_step(desk: Desk, sign_in: Callable[..., Page]) -> None:
    page = sign_in(desk.coach)
    page.goto(desk.path)
    for body, private in (("Say how large.", False), ("Undersells it.", True)):
        page.keyboard.press("c")
        page.locator("#compose textarea[name=body]").fill(body)
        page.locator("#compose #is_private").set_checked(private)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".comment[data-card]", has_text=body)).to_have_count(1)

    reasons = page.locator("select[data-comments]").first.locator("option")
    assert reasons.all_text_contents() == ["the whole", "Say how large."]


def test_keys_score_and_the_next_criterion_comes_into_focus(
    live: Installation, desk: Desk, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(desk.coach)
    page.goto(desk.path)
    expect(page.locator(".level-form.in-focus")).to_have_attribute("data-level-form", "target")

    page.keyboard.press("3")
    expect(page.locator(".level-form.in-focus")).to_have_attribute("data-level-form", "proof")
    page.keyboard.press("n")
    expect(page.locator(".level-form.in-focus")).to_have_attribute("data-level-form", "fit")

    with live.app.app_context(), unit.own():
        walls.enter(desk.coach.practice_id)
        scores = queries.scores_of(desk.coach, queries.get_review(desk.coach, desk.review_id))
        levels = {key: score.level for key, score in scores.items()}
    assert levels == {"target": 3, "proof": None}


def test_a_draft_saves_itself_and_goes_out_with_one_press(desk: Desk, sign_in: Callable[..., Page]) -> None:
    page = sign_in(desk.coach)
    page.goto(desk.path)
    for _ in range(6):
        key = page.locator(".level-form.in-focus").get_attribute("data-level-form")
        page.keyboard.press("4")
        if key != "machine":
            expect(page.locator(".level-form.in-focus")).not_to_have_attribute("data-level-form", key or "")
    expect(page.locator("#verdict input:checked")).to_have_value("send_it")
    page.fill("#letter", "It is ready. The middle is your best part. Send it.")
    expect(page.locator("#said")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#letter")).to_have_value("It is ready. The middle is your best part. Send it.")

    page.get_by_role("button", name="Publish to Maya").first.click()
    expect(page.get_by_text("One mail is on its way.")).to_be_visible()

    hers = sign_in(desk.maya)
    hers.goto(f"/me/reviews/{desk.review_id}")
    expect(hers.locator(".letter-verdict")).to_have_text("Send it")


def test_the_published_review_is_acted_on_without_reloading(live: Installation, sign_in: Callable[..., Page]) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        review_id = reviews.published(coach, maya, client).id
    page = sign_in(maya)
    page.goto(f"/me/reviews/{review_id}")
    expect(page.locator("#settled")).to_contain_text("0 of 1 done")

    page.get_by_role("button", name="Done", exact=True).click()

    expect(page.locator("#settled")).to_contain_text("1 of 1 done")
    expect(page.locator(".comment-settled")).to_have_count(1)


def test_the_desk_holds_in_both_themes_and_on_a_phone(
    live: Installation, desk: Desk, sign_in: Callable[..., Page]
) -> None:
    with live.app.app_context(), unit.own():
        walls.enter(desk.coach.practice_id)
        review = queries.get_review(desk.coach, desk.review_id)
        subject = subjects.of_review(desk.coach, review)
        for kind in CommentKind:
            service.comment(desk.coach, review, subject, kind=kind, body="A remark", quote=subject.text[:40].split()[0])
        service.score(desk.coach, review, criterion="target", level=2)
    page = sign_in(desk.coach)

    assert faults(page, desk.path) + faults(page, f"{desk.path}?as=lines") + faults(page, "/coach/reviews") == []
