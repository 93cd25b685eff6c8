"""An area of a page in a real browser: drawn with the mouse, moved by keys, and read by the client."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit, walls
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.areas import Area
from coachapp.domain.reviews.kinds import SubjectKind
from tests.browser.installation import Installation
from tests.factories import documents, people, reviews

pytestmark = pytest.mark.slow


def test_an_area_is_drawn_by_mouse_and_by_keys(live: Installation, sign_in: Callable[..., Page]) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        version = documents.read_truly(documents.version(maya, client))
        review_id = service.start(coach, subjects.load(coach, SubjectKind.VERSION, version.id)).id
    page = sign_in(coach)
    page.goto(f"/coach/reviews/{review_id}")
    sheet = page.locator("#page-1")

    page.get_by_role("button", name="Mark an area").click()
    home = sheet.bounding_box()
    assert home is not None
    page.mouse.move(home["x"] + home["width"] * 0.2, home["y"] + home["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(home["x"] + home["width"] * 0.5, home["y"] + home["height"] * 0.2, steps=8)
    page.mouse.up()
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.type("A photo costs interviews.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment[data-card]")).to_have_count(1)
    expect(page.locator("#page-1 .marked-area")).to_have_count(1)
    expect(page.locator("#area-drawn")).to_have_count(0)

    page.locator(".comment[data-card]").focus()
    page.keyboard.press("a")
    expect(page.locator("#area-drawn")).to_have_count(1)
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("#area-x")).to_have_value("28")
    expect(page.locator("#area-width")).to_have_value("41")
    page.keyboard.press("Enter")
    page.keyboard.type("And this line, too.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#page-1 .marked-area")).to_have_count(2)

    with live.app.app_context(), unit.own():
        walls.enter(coach.practice_id)
        by_words = {c.body: c.area for c in queries.comments_of(coach, queries.get_review(coach, review_id))}
    drawn, keyed = by_words["A photo costs interviews."], by_words["And this line, too."]
    assert drawn is not None
    assert [round(side) for side in (drawn.x, drawn.y, drawn.width, drawn.height)] == [20, 10, 30, 10]
    assert keyed is not None
    assert (keyed.page, keyed.x, keyed.width, keyed.height) == (1, 28, 41, 10)
    assert Area(1, 0, 0, 1, 1).selector["type"] == "FragmentSelector"


def test_later_pages_arrive_in_order_and_take_marks(live: Installation, sign_in: Callable[..., Page]) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        version = reviews.long_version(maya, client, pages=4)
        review_id = service.start(coach, subjects.load(coach, SubjectKind.VERSION, version.id)).id
    page = sign_in(coach)
    asked: list[str] = []
    page.on(
        "request", lambda sent: asked.append(sent.url[-1]) if "/pages/" in sent.url and "webp" not in sent.url else None
    )
    page.goto(f"/coach/reviews/{review_id}")
    expect(page.locator(".text-layer")).to_have_count(4)
    assert asked == ["2", "3", "4"]

    page.keyboard.press("c")
    page.fill("#quote", "Cut onboarding from 9 to 3 days.\n\nMaya Lindqvist")
    page.fill("#body", "Over two pages.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#page-1 .marked")).to_have_count(1)
    expect(page.locator("#page-2 .marked")).to_have_count(1)
