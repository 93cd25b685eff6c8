"""The page on which a coach books for somebody, without JavaScript, and the same by programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.models import Booking
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
PAGE = "/coach/bookings/new"


def hidden(page: str) -> dict[str, str]:
    """Give the hidden fields of the form that books."""
    form = page.split('action="/coach/bookings/new?tz=')[1].split("</form>", maxsplit=1)[0]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    found.pop("csrf_token")
    return found


def test_a_client_is_booked_from_their_page_in_a_free_slot(owner: Viewer, browser_of: Make) -> None:
    _, client = people.client(owner)
    offer, browser = bookings.offer(owner), browser_of(owner)
    assert f'href="{PAGE}?client={client.id}"' in browser.get(f"/coach/clients/{client.id}").text

    days = browser.get(f"{PAGE}?client={client.id}").text
    slot = re.search(rf'<a class="time" href="({PAGE}\?[^"]+at=[^"]+)"', days)
    assert slot
    page = browser.get(slot[1].replace("&amp;", "&")).text
    answer = people.post(browser, PAGE, hidden(page))

    (booking,) = db.session.scalars(select(Booking))
    assert (booking.client_id, booking.event_type_id, booking.made_by) == (client.id, offer.id, "coach")
    assert answer.location == f"/coach/bookings/{booking.id}"
    assert "a coach, for them" in browser.get(answer.location).text


def test_a_guest_is_booked_at_a_time_outside_the_rules_and_a_double_click_is_one(
    owner: Viewer, browser_of: Make
) -> None:
    offer, browser = bookings.offer(owner, notice_minutes=20_000), browser_of(owner)
    day = (bookings.in_days(2)).date()

    page = browser.get(f"{PAGE}?offer={offer.id}&on={day}&clock=03:07").text
    assert "Guests could not take this time: within the notice. You can." in page
    sent = hidden(page) | {"name": "Noor Guest", "email": "noor@example.org", "time_zone": "Asia/Tokyo"}
    bare = people.post(browser, PAGE, hidden(page))
    first, second = (people.post(browser, PAGE, sent) for _ in range(2))

    assert (bare.status_code, bare.text.count("Please fill this in.") > 0) == (422, True)
    assert first.location == second.location
    assert len(db.session.scalars(select(Booking)).all()) == 1


def test_a_taken_time_shows_the_nearest_free(owner: Viewer, browser_of: Make) -> None:
    offer = bookings.offer(owner)
    booking, browser = bookings.booking(owner, at=offer), browser_of(owner)
    at = spell(booking.starts_at)
    person = {"name": "Noor Guest", "email": "noor@example.org", "time_zone": "Asia/Tokyo"}

    looked = browser.get(f"{PAGE}?offer={offer.id}&at={at}").text
    sent = people.post(browser, PAGE, person | {"event_type_id": str(offer.id), "starts_at": at})

    assert sent.status_code == 409
    for page in (looked, sent.text):
        assert page.count('class="time" type="submit" name="starts_at"') == 3


def test_wall_times_that_clock_changes_skip_or_repeat_are_told_apart(owner: Viewer, browser_of: Make) -> None:
    bookings.offer(owner)
    browser = browser_of(owner)

    skipped = browser.get(f"{PAGE}?on=2027-03-28&clock=02:30").text
    twice = browser.get(f"{PAGE}?on=2027-10-31&clock=02:30").text

    assert "That time does not exist on that day" in skipped
    assert re.findall(r'at=(2027[^&"]+)&amp;.*?>(02:30 \w+)</a>', twice) == [
        ("2027-10-31T00:30:00Z", "02:30 CEST"),
        ("2027-10-31T01:30:00Z", "02:30 CET"),
    ]


def test_odd_addresses_break_nothing(owner: Viewer, browser_of: Make) -> None:
    bookings.offer(owner)
    browser = browser_of(owner)
    for query in (
        "client=x&offer=y",
        "on=0001-01-01&clock=25:99",
        "on=2199-01-01&clock=10:00",
        "at=2199-01-01T00:00:00Z",
    ):
        assert browser.get(f"{PAGE}?{query}").status_code == 200
    assert "In the past" in browser.get(f"{PAGE}?at=2020-01-01T00:00:00Z").text


def test_programs_book_for_guests_and_clients(owner: Viewer, program_of: Make) -> None:
    _, client = people.client(owner)
    offer, program = bookings.offer(owner), program_of(owner)
    start = bookings.in_days(3) + timedelta(minutes=7)
    sent = {"event_type_id": str(offer.id), "starts_at": spell(start), "client_id": str(client.id)}

    made = program.post("/api/v1/bookings", json=sent, headers={"Idempotency-Key": "one"})
    again = program.post("/api/v1/bookings", json=sent, headers={"Idempotency-Key": "one"})
    taken = program.post("/api/v1/bookings", json=sent)
    nobody = program.post("/api/v1/bookings", json=sent | {"client_id": None})
    both = program.post("/api/v1/bookings", json=sent | {"name": "Noor"})

    assert (made.status_code, made.json["client_id"], again.json["id"]) == (201, str(client.id), made.json["id"])
    assert (taken.status_code, taken.json["type"], len(taken.json["alternatives"])) == (409, "/problems/slot-taken", 3)
    assert [nobody.status_code, both.status_code] == [422, 422]
    maya = program_of(people.client(owner, name="Theo")[0])
    assert maya.post("/api/v1/bookings", json=sent).status_code == 403
    assert queries.get_booking(owner, made.json["id"]).starts_at == start
