"""On paper: what is read is there, what is pressed is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.stages import Stage
from coachapp.domain.plans import service as plans
from coachapp.domain.rejections import service as endings
from tests.browser.installation import Installation
from tests.factories import applications, bookings, documents, people, reviews

pytestmark = pytest.mark.slow

PRESSED = "nav, button, .button, summary, input:not([type=hidden]), textarea, select, .toast, .skip, dialog"


@dataclass
class Paper:
    """Somebody who prints, and the pages: name to address, and words that must stand on paper."""

    coach: Viewer
    maya: Viewer
    pages: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def address(self, name: str) -> str:
        return self.pages[name][0]


@pytest.fixture
def paper(live: Installation) -> Paper:
    """Make a practice with something to print in each room."""
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        made = Paper(coach, maya)
        text = documents.upload("resume.md", reviews.TEXT.encode())
        about = documents.read_truly(documents.version(maya, client, file=text))
        review = reviews.published(coach, maya, client, about=about)
        made.pages["review"] = (
            f"/me/reviews/{review.id}",
            ["Send after these fixes", "Proof is thin in the middle", "Say what came of it."],
        )
        meeting = bookings.booking(coach, name="Amira Haddad", goal="From teaching to learning design")
        made.pages["brief"] = (
            f"/coach/bookings/{meeting.id}",
            ["Amira Haddad", "From teaching to learning design", "https://video.example.org/olivia", "Asia/Tokyo"],
        )
        plans.add(maya, client, title="Call two former colleagues", if_then="After lunch, I call one")
        made.pages["plan"] = ("/me/plan", ["My plan", "Call two former colleagues", "After lunch, I call one"])
        ending = applications.rejection(maya, client, stage=Stage.INTERVIEW)
        endings.be_ready(maya, ending)
        made.pages["letter"] = (f"/me/rejections/{ending.id}/letter", ["Northwind Health", "advise me"])
        return made


def on_paper(page: Page, address: str) -> Page:
    """Show that page as a printer would get it, from a dark screen."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return page


def still_pressed(page: Page) -> list[str]:
    """Give what stands on paper though nobody can press paper."""
    shown = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"
    found: list[str] = page.locator(PRESSED).evaluate_all(shown)
    return found


@pytest.mark.parametrize("name", ["review", "brief", "plan", "letter"])
def test_a_printed_page_holds_what_is_read_and_nothing_to_press(
    paper: Paper, sign_in: Callable[..., Page], name: str
) -> None:
    address, words = paper.pages[name]
    page = on_paper(sign_in(paper.coach if name == "brief" else paper.maya), address)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for said in words:
        expect(page.get_by_text(said).filter(visible=True).first).to_be_visible()
    assert still_pressed(page) == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 33, 30)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_numbers_lead_from_a_printed_comment_to_its_passage(paper: Paper, sign_in: Callable[..., Page]) -> None:
    page = on_paper(sign_in(paper.maya), paper.address("review"))
    badge = "(one, name) => getComputedStyle(one, '::before').content"

    assert page.locator("mark[data-comment]").first.get_attribute("data-number") == "1"
    assert page.locator("mark[data-comment]").first.evaluate(badge) == '"1"'
    assert page.locator(".comment .comment-kind").first.evaluate(badge) == "counter(comment)"
    expect(page.locator(".next-steps")).to_contain_text("Comment 1")
    assert page.locator(".comment").first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"


def test_a_letter_prints_as_it_was_last_typed(paper: Paper, sign_in: Callable[..., Page]) -> None:
    page = sign_in(paper.maya)
    page.goto(paper.address("letter"))
    page.fill("#text", "Dear Ms. Carvalho, thank you.")

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("[data-prints]")).to_be_visible()
    expect(page.locator("[data-prints]")).to_have_text("Dear Ms. Carvalho, thank you.")
