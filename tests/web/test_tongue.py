"""Visitors are spoken to in their language: the one they pick, else their browser's, else English."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.waitlist import WaitlistEntry
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people
from tests.golden import letter_text

WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Europe/Vienna"}
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
SITE = "https://www.example.org"


def taken(offer: EventType) -> Booking:
    return db.session.scalars(select(Booking).where(Booking.event_type_id == offer.id)).one()


def told(booking: Booking, kind: str, side: str = "guest") -> str:
    rows = db.session.scalars(select(Notification).where(Notification.kind == kind)).all()
    return next(letter_text(row) or "" for row in rows if row.facts["side"] == side)


def links(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


def path(booking: Booking) -> str:
    return service.manage_url(booking).removeprefix("http://localhost")


def test_a_german_visitor_books_moves_and_cancels_in_german(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner)
    at, later = bookings.in_days(3), bookings.in_days(4)

    form = stranger.get(f"/book/{offer.slug}?tz=Europe/Vienna&at={spell(at)}", headers=GERMAN).text
    answer = people.post(stranger, f"/book/{offer.slug}?lang=de", {**WHO, "starts_at": spell(at)})
    booked = stranger.get(answer.location).text
    booking = taken(offer)
    moved = people.post(stranger, f"{path(booking)}/move", {"starts_at": spell(later)})
    after_move = stranger.get(moved.location).text
    move_mail = told(booking, "booking_moved")
    cancelled = stranger.get(people.post(stranger, f"{path(booking)}/cancel", {"reason": "Krank"}).location).text

    assert '<html lang="de">' in form
    assert "Ihr Name" in form
    assert "Uhr buchen" in form
    assert "Ihr Termin ist gebucht" in booked
    assert booking.language == "de"
    assert "Ihr Termin hat eine neue Zeit. Sie beide bekommen sie per Mail." in after_move
    assert "Dieser Termin ist abgesagt" in cancelled
    assert move_mail.startswith("Subject: Verschoben: Free consultation, ")
    assert told(booking, "booking_cancelled").startswith("Subject: Abgesagt: Free consultation, ")
    assert told(booking, "booking_cancelled", "coach").startswith("Subject: Cancelled: Free consultation, ")


def test_a_language_that_was_picked_stays_along_the_steps(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner, other_lengths=[60])

    month = stranger.get(f"/book/{offer.slug}?tz=Asia/Tokyo&lang=es", headers=GERMAN)
    steps = [link for link in links(month.text) if f"/book/{offer.slug}?" in link]
    switch = dict(re.findall(r'href="([^"]+)" lang="(\w\w)"', html.unescape(month.text)))

    assert "libres" in month.text
    assert {link for link in steps if "lang=es" not in link} == {to for to in switch if not to.endswith("lang=es")}
    assert sorted(switch.values()) == ["de", "en", "es"]
    assert '<input type="hidden" name="lang" value="es">' in month.text
    assert f'action="/book/{offer.slug}/hold?' in month.text
    assert re.search(r'action="[^"]*/hold\?[^"]*lang=es', month.text)
    assert month.headers["Content-Language"] == "es"
    assert "Accept-Language" in month.headers["Vary"]


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken"),
    [("", "", "en"), ("", "fr", "en"), ("", "es-MX", "es"), ("de", "es-MX", "de"), ("xx", "es", "es"),
     ("en", "de", "en"), ("en", "en-US,en", "en-US"), ("de-AT", "en", "en")],
)  # fmt: skip
def test_what_is_picked_comes_before_what_the_browser_asks_for(
    owner: Viewer, stranger: FlaskClient, asked: str, accepted: str, spoken: str
) -> None:
    offer = bookings.offer(owner)

    page = stranger.get(f"/book/{offer.slug}", query_string={"lang": asked}, headers={"Accept-Language": accepted})

    assert f'<html lang="{spoken}">' in page.text


def test_american_english_counts_twelve_hours(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner)
    day = f"{bookings.in_days(3):%Y-%m-%d}"

    american = stranger.get(f"/book/{offer.slug}?tz=UTC&day={day}", headers={"Accept-Language": "en-US"}).text
    british = stranger.get(f"/book/{offer.slug}?tz=UTC&day={day}", headers={"Accept-Language": "en-GB"}).text

    assert ">3:00 pm</button>" in american
    assert ">15:00</button>" in british


def test_a_meeting_is_shown_in_the_language_in_which_it_was_booked(owner: Viewer, stranger: FlaskClient) -> None:
    spanish = bookings.booking(owner, language="es")
    by_coach = service.book_for(
        owner, bookings.event_type(owner), starts_at=bookings.in_days(9), name="Uwe", email="uwe@example.org",
        time_zone="Europe/Berlin",
    )  # fmt: skip

    own = stranger.get(path(spanish)).text
    picked = stranger.get(f"{path(spanish)}?lang=en").text
    of_coach = stranger.get(path(by_coach), headers=GERMAN).text

    assert "Tu cita con" in own
    assert "Your meeting with" in picked
    assert "Ihr Termin mit" in of_coach


def test_what_is_wrong_is_said_in_german(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner, questions=[{"text": "Jahre?", "kind": "number", "is_required": True}])
    sent = {"email": "nobody", "time_zone": "Europe/Vienna", "starts_at": spell(bookings.in_days(3)), "name": ""}

    page = people.post(stranger, f"/book/{offer.slug}?lang=de", sent).text
    answers = people.post(stranger, f"/book/{offer.slug}?lang=de", {**sent, **WHO, "answers[Jahre?]": "x"}).text
    gone = stranger.get("/book/nothing-here?lang=de").text

    assert "Bitte ausfüllen." in page
    assert "Das sieht nicht wie eine Mailadresse aus" in page
    assert "Bitte schreiben Sie eine Zahl, etwa 3 oder 2,5." in answers
    assert "Hier ist nichts" in gone


def test_the_portals_speak_english_and_so_does_who_comes_next(
    owner: Viewer, stranger: FlaskClient, browser_of: Any
) -> None:
    bookings.offer(owner)

    visitor = stranger.get("/", headers=GERMAN).text
    coach = browser_of(owner).get("/coach?lang=de", headers=GERMAN).text
    sign_in = stranger.get("/sign-in", headers=GERMAN)

    assert "Wählen Sie einen Termin" in visitor
    assert '<html lang="en">' in coach
    assert '<html lang="en">' in sign_in.text
    assert "Content-Language" not in sign_in.headers


def test_a_frame_keeps_the_language(owner: Viewer, app: Any) -> None:
    service.let_sites_show(owner, sites=[SITE])
    offer, browser = bookings.offer(owner), app.test_client(use_cookies=False)

    arrived = browser.get(f"/book/{offer.slug}/embed?lang=es&tz=Europe/Madrid").location
    month = browser.get(arrived)
    sent = {**WHO, "starts_at": spell(bookings.in_days(3))}
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    booked = browser.post(arrived, data=sent, headers=ours).location
    done = browser.get(booked)

    assert "lang=es" in arrived
    assert '<nav class="languages" aria-label="Idioma">' in month.text
    assert "lang=es" in booked
    assert "Tu cita está reservada" in done.text
    assert taken(offer).language == "es"


def test_the_waitlist_speaks_the_language_of_who_waits(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner, most_per_day=1)
    full = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3).replace(hour=12))
    day = f"{full.starts_at:%Y-%m-%d}"

    form = stranger.get(f"/book/{offer.slug}/waitlist?tz=Europe/Vienna&day={day}&lang=de").text
    people.post(stranger, f"/book/{offer.slug}/waitlist?tz=Europe/Vienna&day={day}&lang=de", {**WHO, "day": day})
    entry = db.session.scalars(select(WaitlistEntry)).one()
    own = stranger.get(service.waitlist_url(entry).removeprefix("http://localhost")).text

    assert "Auf die Warteliste" in form
    assert entry.language == "de"
    assert "Sie stehen auf der Warteliste" in own
