"""From whom no bookings are taken, addresses for some minutes, and how often booking may be tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, persons, queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.reminders import owe_expired
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]


def book(browser: FlaskClient, offer: EventType, email: str, days: float = 3, **more: Any) -> Any:
    sent = {"starts_at": spell(bookings.in_days(days)), "name": "Amira", "email": email, "time_zone": "UTC"}
    return browser.post(f"/api/v1/booking-links/{offer.slug}/bookings", json=sent, **more)


@pytest.mark.parametrize(
    ("listed", "email"),
    [
        ("Eve@Example.org", "eve@example.org"),
        ("eve@example.org", "eve+again@example.org"),
        ("e.v.e+1@gmail.com", "eve@googlemail.com"),
        ("@spam.example", "anybody@spam.example"),
        ("spam.example", "anybody@deep.below.spam.example"),
        ("googlemail.com", "eve@googlemail.com"),
    ],
)
def test_who_is_on_the_list_is_told_so_kindly_and_books_nothing(
    owner: Viewer, stranger: FlaskClient, listed: str, email: str
) -> None:
    offer = bookings.offer(owner)
    service.block_guest(owner, what=listed)

    answer = book(stranger, offer, email)
    form = {"starts_at": spell(bookings.in_days(3)), "name": "Eve", "email": email, "time_zone": "UTC", "note": "Stay"}
    page = people.post(stranger, f"/book/{offer.slug}", form)

    assert (answer.status_code, answer.json["type"]) == (409, "/problems/not-taken-here")
    assert page.status_code == 409
    assert "Bookings with this mail address are not taken here." in page.text
    assert "Stay" in page.text
    assert db.session.scalars(select(Booking)).all() == []


def test_others_book_and_coaches_may_book_for_anybody(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner)
    service.block_guest(owner, what="spam.example")

    fine = [book(stranger, offer, email, days) for days, email in ((3, "a@notspam.example"), (4, "a@example"))]
    made = service.book_for(
        owner,
        queries.get_event_type(owner, offer.id),
        starts_at=bookings.in_days(5),
        name="Eve",
        email="eve@spam.example",
    )

    assert [each.status_code for each in fine] == [201, 422]
    assert made.status is Status.CONFIRMED


def test_the_list_is_kept_on_its_page_and_by_programs(owner: Viewer, browser_of: Make, program_of: Make) -> None:
    booking = bookings.booking(owner, email="eve@example.org")
    browser, program = browser_of(owner), program_of(owner)
    assert "blocked-guests?who=eve@example.org" in browser.get(f"/coach/bookings/{booking.id}").text
    page = "/coach/settings/blocked-guests"
    assert 'value="eve@example.org"' in browser.get(f"{page}?who=eve@example.org").text

    people.post(browser, page, {"what": "Eve+1@example.org", "reason": "Three jokes"})
    again = program.post("/api/v1/blocked-guests", json={"what": "eve@example.org"})

    (entry,) = program.get("/api/v1/blocked-guests").json["items"]
    assert (again.json["id"], entry["what"], entry["reason"]) == (entry["id"], "eve@example.org", "Three jokes")
    assert "Three jokes" in browser.get(page).text
    people.post(browser, f"{page}/{entry['id']}/remove")
    assert program.get("/api/v1/blocked-guests").json["items"] == []
    assert queries.get_booking(owner, booking.id).is_confirmed


@pytest.mark.parametrize("what", ["eve", "eve@", "@", "*", "eve @example.org", "example..org", "%"])
def test_what_is_neither_address_nor_domain_is_refused(inside: Viewer, what: str) -> None:
    with pytest.raises(Invalid):
        service.block_guest(inside, what=what)


def test_one_practice_s_list_is_not_another_s(owner: Viewer, stranger: FlaskClient) -> None:
    service.block_guest(owner, what="eve@example.org")
    elsewhere = bookings.offer(people.owner(practice="Elsewhere"))

    assert book(stranger, elsewhere, "eve@example.org").status_code == 201


def test_a_guest_who_came_on_the_list_meanwhile_confirms_nothing(inside: Viewer) -> None:
    offer = bookings.offer(inside, confirm_by_mail=True)
    waiting = service.book(offer, bookings.guest(email="eve@example.org"), starts_at=bookings.in_days(3))
    service.block_guest(inside, what="eve@example.org")

    with pytest.raises(errors.NotTakenHere):
        service.confirm_address(waiting)


def test_an_address_for_some_minutes_is_one_person_s_with_all_of_its_kind(inside: Viewer) -> None:
    offer = bookings.offer(inside, most_open_per_person=1)
    first, second = (
        service.book(offer, bookings.guest(email=email), starts_at=bookings.in_days(days))
        for days, email in ((3, "one@mailinator.com"), (4, "two@sub.yopmail.com"))
    )
    usual = service.book(offer, bookings.guest(), starts_at=bookings.in_days(5))

    assert [each.status for each in (first, second, usual)] == [*[Status.UNCONFIRMED] * 2, Status.CONFIRMED]
    service.confirm_address(first)
    with pytest.raises(errors.GuestLimit, match="short-lived"):
        service.confirm_address(second)


def test_a_client_who_types_such_an_address_confirms_it_like_a_guest(inside: Viewer) -> None:
    offer, (_, client) = bookings.offer(inside, confirm_by_mail=True), people.client(inside)

    own, odd = (
        service.book(offer, bookings.guest(email=email), starts_at=bookings.in_days(days), client_id=client.id)
        for days, email in ((3, "maya@example.org"), (4, "maya@mailinator.com"))
    )

    assert (own.status, odd.status) == (Status.CONFIRMED, Status.UNCONFIRMED)


def test_the_list_of_such_services_is_in_order_and_names_no_usual_provider() -> None:
    text = Path(persons.__file__).with_name("disposable.txt").read_text()
    named = [line for line in text.splitlines() if not line.startswith("#")]

    assert named == sorted(set(named))
    assert not {"gmail.com", "outlook.com", "icloud.com", "proton.me", "gmx.de", "web.de", "yahoo.com"} & set(named)
    assert [persons.is_disposable(each) for each in ("a@YOPmail.com", "a@notyopmail.com", "a@com")] == [
        True,
        False,
        False,
    ]


def test_a_flood_blocks_no_time_for_more_than_a_quarter_of_an_hour(app: Flask, owner: Viewer) -> None:
    offer = bookings.offer(owner, confirm_by_mail=True)
    free = len(_free(offer))
    db.session.commit()

    answers = flood(app, offer, 400)
    clock.shift(clock.offset() + timedelta(minutes=15, seconds=1).total_seconds())
    owe_expired(clock.now())

    assert set(answers) <= {201, 409, 429}
    assert answers[201] > 100
    assert len(_free(offer)) == free
    told = db.session.scalars(select(Notification).where(Notification.kind.like("booking%"))).all()
    assert {each.facts["side"] for each in told} == {"guest"}


def flood(app: Flask, offer: EventType, n: int) -> Counter[int]:
    """Send so many bookings from made-up people at many network addresses, over a week of times."""
    script = app.test_client()
    answers = (
        book(
            script,
            offer,
            f"made-up-{i}@example.org",
            days=3 + (i % 160) / 24,
            environ_overrides={"REMOTE_ADDR": f"198.51.100.{i % 50}"},
        ).status_code
        for i in range(n)
    )
    return Counter(answers)


def _free(offer: EventType) -> list[Any]:
    today = clock.today("UTC")
    zone = clock.zone("UTC")
    return list(queries.free_slots(offer, today + timedelta(days=3), today + timedelta(days=12), zone))


def test_tries_are_limited_by_network_address_by_mail_and_by_link(
    app: Flask, owner: Viewer, stranger: FlaskClient
) -> None:
    offer, other = bookings.offer(owner), bookings.event_type(owner)
    db.session.commit()

    one_mail = [book(stranger, offer, f"eve+{n}@example.org", days=50).status_code for n in range(21)]
    crowd = Counter(
        service_answer(offer, address=f"203.0.113.{n % 200}", email=f"guest-{n}@example.org") for n in range(600)
    )

    assert one_mail[-1] == 429
    assert 429 not in one_mail[:-1]
    assert crowd["too-many"] == 20
    assert service_answer(other, address="203.0.113.1", email="guest@example.org") == "fine"


def service_answer(offer: EventType, **facts: str) -> str:
    try:
        service.count_try(offer, **facts)
    except errors.Refusal as refusal:
        return refusal.type
    return "fine"
