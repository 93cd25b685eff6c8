"""The page that explains a day, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
PAGE = "/coach/bookings/why"


def test_each_start_of_a_day_is_explained_with_what_stands_in_its_way(owner: Viewer, browser_of: Make) -> None:
    offer = bookings.offer(owner)
    booking, browser = bookings.booking(owner, at=offer), browser_of(owner)
    day = booking.starts_at.astimezone(clock.zone("Europe/Berlin")).date()
    assert PAGE in browser.get("/coach/bookings").text
    assert f"{PAGE}?offer={offer.id}" in browser.get("/coach/settings/event-types").text

    page = browser.get(f"{PAGE}?offer={offer.id}&day={day}").text

    assert "47 of 48 starts can be booked" in page
    assert f'href="/coach/bookings/{booking.id}">Open the meeting' in page


def test_any_minute_can_be_asked_about(owner: Viewer, browser_of: Make) -> None:
    offer, browser = bookings.offer(owner), browser_of(owner)
    day = bookings.in_days(3).date()

    odd = browser.get(f"{PAGE}?offer={offer.id}&day={day}&clock=10:07").text
    skipped = browser.get(f"{PAGE}?offer={offer.id}&day=2027-03-28&clock=02:30").text
    twice = browser.get(f"{PAGE}?offer={offer.id}&day=2027-10-31&clock=02:30").text

    assert "Meetings start at 10:00 and 10:30." in odd
    assert "The clock never shows that time on that day" in skipped
    asked = twice.split('id="asked-title"')[1].split("</section>")[0]
    assert re.findall(r"02:30 \w+", asked)[:2] == ["02:30 CEST", "02:30 CET"]


def test_odd_addresses_and_others_offers_break_nothing(owner: Viewer, browser_of: Make) -> None:
    coach, colleague = people.coach(owner), people.coach(owner)
    theirs = bookings.offer(coach, name="Coras own")
    bookings.offer(colleague, name="Mine")

    page = browser_of(colleague).get(f"{PAGE}?offer={theirs.id}&day=9999-12-31&minutes=x&clock=99:99")

    assert (page.status_code, "Coras own" in page.text, "Mine" in page.text) == (200, False, True)
    assert "Give a time like 09:30" in page.text
    assert browser_of(people.coach(owner)).get(PAGE).status_code == 303
