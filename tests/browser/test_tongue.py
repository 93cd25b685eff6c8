"""The booking page in German and Spanish, and the field that finds a time zone, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from coachapp.core.db import db
from coachapp.domain.bookings import service
from tests.browser.installation import Installation
from tests.browser.test_embed import Site
from tests.browser.test_every_page import findings, sticks_out
from tests.factories import bookings, people

ZONES = {"de": "Europe/Zurich", "es": "America/Bogota"}


def offered(live: Installation, **facts: object) -> str:
    """Offer a meeting; gives its slug."""
    with live.app.app_context():
        owner = people.owner()
        slug = bookings.offer(owner, buffer_after=0, **facts).slug
        db.session.commit()
        return slug


def faults(page: Page) -> list[str]:
    """Look at the page in both themes and on small windows."""
    size = page.viewport_size
    told = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        told += findings(page)
    told += [f"{page.url} sticks out at {width}" for width in (390, 320) if sticks_out(page, width)]
    page.set_viewport_size(size or {"width": 1280, "height": 900})
    return told


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_visitor_books_in_their_language(
    live: Installation, open_window: Callable[..., Page], language: str, width: int
) -> None:
    slug = offered(live, other_lengths=[45, 60])
    page = open_window(width=width, locale=f"{language}-XX", timezone_id=ZONES[language])
    told = []

    page.goto(f"/book/{slug}")
    expect(page).to_have_url(re.compile("tz="))
    told += faults(page)
    page.locator("a.month-day").first.click()
    told += faults(page)
    page.locator(".time").first.click()
    page.locator(".form-actions button").click()
    expect(page.locator(".error-summary")).to_be_focused()
    told += faults(page)
    page.fill("#name", "Amira Haddad")
    page.fill("#email", "amira@example.org")
    page.locator(".form-actions button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        {"de": "Ihr Termin ist gebucht", "es": "Tu cita está reservada"}[language]
    )
    told += faults(page)

    assert told == []
    assert page.locator("html").get_attribute("lang") == language


def test_a_time_zone_is_found_by_keyboard(live: Installation, open_window: Callable[..., Page]) -> None:
    page = open_window(locale="de-DE", timezone_id="Europe/Berlin")
    page.goto(f"/book/{offered(live)}?tz=Europe/Berlin")
    field = page.get_by_role("combobox", name="Zeiten gelten für")
    expect(field).to_have_value(re.compile(r"^Berlin, Deutschland \(\d\d:\d\d, UTC\+[12]\)$"))

    field.focus()
    page.keyboard.type("sao bras")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(options.first).to_have_attribute("aria-selected", "true")
    told = findings(page)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("tz=America%2FSao_Paulo"))
    expect(field).to_have_value(re.compile("^São Paulo, Brasilien"))
    assert told == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("india", "Kolkata"),
        ("+5:45", "Kathmandu"),
        ("gmt+13", "UTC+13"),
        ("new york", "New York"),
        ("KOLKATA", "India"),
    ],
)
def test_a_time_zone_is_found_by_city_country_or_offset(
    live: Installation, open_window: Callable[..., Page], typed: str, found: str
) -> None:
    page = open_window()
    page.goto(f"/book/{offered(live)}?tz=Europe/Berlin")

    page.get_by_role("combobox").fill(typed)

    expect(page.get_by_role("option").first).to_contain_text(found)


def test_leaving_the_field_keeps_the_zone_that_is_chosen(live: Installation, open_window: Callable[..., Page]) -> None:
    page = open_window()
    page.goto(f"/book/{offered(live)}?tz=Europe/Berlin")
    field = page.get_by_role("combobox")
    chosen = field.input_value()

    field.fill("nowhere at all")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.keyboard.press("Tab")
    left = field.input_value()
    field.click()
    page.keyboard.press("Escape")

    assert (left, field.input_value()) == (chosen, chosen)
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_without_scripts_a_zone_is_picked_from_a_list(live: Installation, open_window: Callable[..., Page]) -> None:
    page = open_window(java_script_enabled=False, locale="es-ES")
    page.goto(f"/book/{offered(live)}?lang=es")

    page.locator("select[name=tz]").select_option("Asia/Kathmandu")
    page.get_by_role("button", name="Mostrar").click()

    expect(page).to_have_url(re.compile("tz=Asia%2FKathmandu.*lang=es|lang=es.*tz=Asia%2FKathmandu"))
    expect(page.locator("select[name=tz]")).to_have_value("Asia/Kathmandu")


def test_the_list_of_zones_makes_room_in_a_frame(live: Installation, open_window: Callable[..., Page]) -> None:
    with live.app.app_context():
        owner = people.owner()
        service.let_sites_show(owner, sites=[live.url])
        slug = bookings.offer(owner).slug
        db.session.commit()
    page = open_window(width=390)
    page.goto(f"/book/{slug}/embed?tz=Europe/Berlin&lang=de")
    before = page.evaluate("document.documentElement.getBoundingClientRect().height")

    page.get_by_role("combobox").fill("new york")
    page.get_by_role("option", name="New York").click()

    expect(page).to_have_url(re.compile("tz=America%2FNew_York"))
    assert "lang=de" in page.url
    page.get_by_role("combobox").click()
    assert page.evaluate("document.documentElement.getBoundingClientRect().height") > before
    assert page.evaluate("scrollY") == 0


def test_a_site_picks_the_language_of_its_frame(live: Installation, open_window: Callable[..., Page]) -> None:
    site = Site()
    with live.app.app_context():
        owner = people.owner()
        service.let_sites_show(owner, sites=[site.url])
        slug = bookings.offer(owner).slug
        db.session.commit()
    site.show(f'<script src="{live.url}/embed.js" data-booking="{slug}" data-lang="es" async></script>')
    page = open_window()

    page.goto(site.url)

    expect(page.frame_locator("iframe").get_by_role("combobox", name="Horas mostradas para")).to_be_visible()
    site.server.shutdown()
    site.server.server_close()
