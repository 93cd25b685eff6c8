"""Bookings that wait for a word, through the doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from tests.factories import bookings, people
from tests.golden import letter_text, owed

Browsers = Callable[[Viewer], FlaskClient]
WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


def offered(owner: Viewer, **facts: object) -> EventType:
    made = bookings.offer(owner, **facts)
    db.session.commit()
    return queries.get_event_type(owner, made.id)


def book(stranger: FlaskClient, offer: EventType) -> Booking:
    answer = people.post(stranger, f"/book/{offer.slug}", {**WHO, "starts_at": spell(bookings.in_days(3))})
    assert answer.status_code == 303
    return db.session.scalars(select(Booking).where(Booking.event_type_id == offer.id)).one()


def test_a_guest_confirms_by_a_button_and_not_by_opening_the_link(
    owner: Viewer, stranger: FlaskClient, browser_of: Browsers
) -> None:
    booking = book(stranger, offered(owner, confirm_by_mail=True))
    manage = "/bookings/" + service.manage_url(booking).rpartition("/")[2]
    confirm = "/bookings/confirm/" + service.confirm_url(booking).rpartition("/")[2]

    waiting = stranger.get(manage).text
    opened = [stranger.open(confirm, method=method) for method in ("GET", "HEAD") * 10]

    assert "Look into your mail" in waiting
    assert stranger.get(f"{manage}/meeting.ics").status_code == 404
    assert ({answer.status_code for answer in opened}, booking.status) == ({200}, Status.UNCONFIRMED)
    assert booking.guest_name not in browser_of(owner).get("/coach/bookings").text
    (letter,) = owed("booking_to_confirm")
    assert confirm in (letter_text(letter) or "")
    done = people.post(stranger, confirm)
    assert (done.status_code, booking.status) == (303, Status.CONFIRMED)
    assert "It&#39;s booked" in stranger.get(done.location).text
    assert "There is nothing left to confirm" in stranger.get(confirm).text
    assert booking.guest_name in browser_of(owner).get("/coach/bookings").text


def test_a_confirmation_that_comes_too_late_leads_to_other_times(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, confirm_by_mail=True)
    booking = book(stranger, offer)
    booking.held_until = booking.created_at
    db.session.commit()
    offer = queries.get_event_type(owner, offer.id)
    other = service.book(offer, bookings.guest(), starts_at=booking.starts_at)
    service.confirm_address(other)
    db.session.commit()

    late = people.post(stranger, "/bookings/confirm/" + service.confirm_url(booking).rpartition("/")[2])

    assert (late.status_code, booking.status) == (409, Status.UNCONFIRMED)
    assert "Pick another time" in late.text


def test_a_coach_sees_a_request_on_today_and_answers_it(
    owner: Viewer, stranger: FlaskClient, browser_of: Browsers
) -> None:
    offer = offered(owner, needs_confirmation=True)
    booking = book(stranger, offer)
    browser, page = browser_of(owner), f"/coach/bookings/{booking.id}"
    guest = "/bookings/" + service.manage_url(booking).rpartition("/")[2]

    assert "asks for Free consultation" in browser.get("/coach").text
    assert "Amira Haddad waits for your answer." in browser.get(page).text
    assert "Waits for your answer" in browser.get("/coach/bookings").text
    assert "You have asked for this time" in stranger.get(guest).text

    people.post(browser, f"{page}/accept")

    assert booking.is_confirmed
    assert "waits for your answer" not in browser.get(page).text
    assert "asks for" not in browser.get("/coach").text


def test_a_coach_says_no_with_a_word(owner: Viewer, stranger: FlaskClient, browser_of: Browsers) -> None:
    booking = book(stranger, offered(owner, needs_confirmation=True))
    browser, page = browser_of(owner), f"/coach/bookings/{booking.id}"

    assert "Say no to this time?" in browser.get(f"{page}/decline").text
    people.post(browser, f"{page}/decline", {"reason": "I am away."})

    (letter,) = owed("booking_declined")
    assert "I am away." in (letter_text(letter) or "")
    assert "You wrote: I am away." in browser.get(page).text
    assert (
        "It can&#39;t be at that time"
        in stranger.get("/bookings/" + service.manage_url(booking).rpartition("/")[2]).text
    )


def test_programs_confirm_accept_and_decline(owner: Viewer, stranger: FlaskClient, program_of: Browsers) -> None:
    offer = offered(owner, confirm_by_mail=True, needs_confirmation=True)
    made = stranger.post(
        f"/api/v1/booking-links/{offer.slug}/bookings", json={**WHO, "starts_at": spell(bookings.in_days(3))}
    )
    booking = db.session.scalars(select(Booking).where(Booking.event_type_id == offer.id)).one()
    token = service.confirm_url(booking).rpartition("/")[2]
    program, path = program_of(owner), f"/api/v1/bookings/{booking.id}"

    assert (made.status_code, made.get_json()["status"]) == (201, "unconfirmed")
    assert program.get(path).status_code == 404
    assert stranger.post(f"/api/v1/booking-confirmations/{token}").get_json()["status"] == "requested"
    assert program.post(f"{path}/accept").get_json()["status"] == "confirmed"
    assert program.post(f"{path}/decline", json={}).status_code == 409


def test_a_limit_for_one_person_asks_for_confirmed_addresses(owner: Viewer, program_of: Browsers) -> None:
    offer = program_of(owner).post(
        "/api/v1/event-types", json={"name": "Talk", "minutes": 30, "most_open_per_person": 1}
    )

    assert (offer.status_code, offer.get_json()["confirm_by_mail"]) == (201, True)


def test_a_guest_asks_for_another_time_and_keeps_the_old_one_meanwhile(
    owner: Viewer, stranger: FlaskClient, browser_of: Browsers
) -> None:
    offer = bookings.offer(owner, needs_confirmation=True)
    booking = service.accept(owner, service.book(offer, bookings.guest(), starts_at=bookings.in_days(4)))
    later, before = booking.starts_at + timedelta(hours=5), spell(booking.starts_at)
    db.session.commit()
    path = service.manage_url(booking).removeprefix("http://localhost")
    coach, seen = browser_of(owner), f"/coach/bookings/{booking.id}"

    people.post(stranger, f"{path}/move", {"starts_at": spell(later)})
    waits, asked = stranger.get(path).text, coach.get(seen).text
    people.post(stranger, f"{path}/move", {"starts_at": before})
    kept = stranger.get(path).text
    people.post(stranger, f"{path}/move", {"starts_at": spell(later)})
    people.post(coach, f"{seen}/accept", {})

    assert "until then it stands as above" in waits
    assert "asks for another time" in asked
    assert "Your meeting stays where it is." in kept
    assert "until then it stands as above" not in kept
    assert "asks for another time" not in coach.get(seen).text
    db.session.expire_all()
    assert queries.get_booking(owner, booking.id).starts_at == later
