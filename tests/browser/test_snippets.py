"""Phrases in a real browser: a slash, a part of the title, Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.snippets import queries, service
from tests.browser.installation import Installation
from tests.browser.test_every_page import findings
from tests.factories import people, reviews

pytestmark = pytest.mark.slow


def test_a_slash_finds_a_phrase_and_enter_puts_its_words_there(
    live: Installation, sign_in: Callable[..., Page]
) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        review = reviews.draft(coach, *people.client(coach, name="Maya Okafor"))
        path = f"/coach/reviews/{review.id}"
        service.add(coach, title="Verb first", body="Begin with what you did, {client}.")
        service.add(coach, title="Numbers", body="How many? How much?")
    page = sign_in(coach)
    page.goto(path)
    letter, offered = page.locator("#letter"), page.get_by_role("listbox", name="Your phrases").get_by_role("option")

    letter.focus()
    page.keyboard.type("You build and/or lead. /verb f")
    expect(offered).to_have_count(1)
    assert findings(page) == []
    with page.expect_response("**/use"):  # what was used comes first from then on
        page.keyboard.press("Enter")
    expect(letter).to_have_value("You build and/or lead. Begin with what you did, Maya.")
    expect(offered).to_have_count(0)

    page.keyboard.type("\n/")
    expect(offered).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(letter).to_have_value("You build and/or lead. Begin with what you did, Maya.\nHow many? How much?")
    page.keyboard.type(" /num")
    expect(offered).to_have_count(1)
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    page.keyboard.press("Enter")
    expect(letter).to_have_value("You build and/or lead. Begin with what you did, Maya.\nHow many? How much? /num\n")

    with live.app.app_context(), unit.own(coach.practice_id):
        assert {each.title: each.used for each in queries.snippets(coach)} == {"Verb first": 1, "Numbers": 1}


def test_phrases_are_offered_in_notes_replies_and_later_thoughts_too(
    live: Installation, sign_in: Callable[..., Page]
) -> None:
    with live.app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach, name="Maya Okafor")
        review = reviews.published(coach, maya, client)
        service.add(coach, title="Verb first", body="Begin with what you did, {client}.")
        places = [
            (f"/coach/clients/{client.id}", "#text", ""),
            (f"/coach/reviews/{review.id}", "textarea[id^=reply-]", ".answer summary"),
            (f"/coach/reviews/{review.id}", "#add textarea", "#add summary"),
        ]
    page = sign_in(coach)
    for path, field, fold in places:
        page.goto(path)
        page.wait_for_load_state("load")
        if fold:
            page.locator(fold).first.click()
        area = page.locator(field).first
        area.focus()
        page.keyboard.type("/verb")
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(area).to_have_value("Begin with what you did, Maya.")
