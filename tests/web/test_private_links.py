"""Links that a coach hands out, through the doors."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.private import PrivateLink
from tests.factories import bookings, people

Browsers = Callable[[Viewer], FlaskClient]
WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


def offered(owner: Viewer, **facts: object) -> EventType:
    made = bookings.offer(owner, **facts)
    db.session.commit()
    return queries.get_event_type(owner, made.id)


def handed_out(owner: Viewer, offer: EventType, **facts: object) -> str:
    link = service.add_private_link(owner, offer, **facts)
    db.session.commit()
    return service.private_url(link).rpartition("/")[2]


def taken() -> list[Booking]:
    return list(db.session.scalars(select(Booking)))


def test_a_coach_makes_a_link_that_books_once_and_closes_itself(
    owner: Viewer, browser_of: Browsers, stranger: FlaskClient
) -> None:
    offer = offered(owner, is_listed=False)
    browser, page = browser_of(owner), f"/coach/settings/event-types/{offer.id}/links"

    people.post(browser, page, {"name": "Amira", "uses": "1"})
    address = re.search(r'value="[^"]*(/book/[^"]+)"', browser.get(page).text)
    assert address is not None
    times = stranger.get(address[1])
    first = people.post(stranger, address[1], {**WHO, "starts_at": spell(bookings.in_days(3)), "key": "one"})
    again = people.post(stranger, address[1], {**WHO, "starts_at": spell(bookings.in_days(3)), "key": "one"})
    other = people.post(stranger, address[1], {**WHO, "starts_at": spell(bookings.in_days(4)), "key": "two"})

    assert times.status_code == 200
    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 410)
    assert first.location == again.location
    assert stranger.get(address[1]).status_code == 410
    assert len(taken()) == 1


def test_a_refused_try_does_not_use_the_link_up(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    path = "/book/" + handed_out(owner, offer)

    refused = people.post(stranger, path, {**WHO, "starts_at": spell(bookings.in_days(3))})
    right = people.post(stranger, path, {**WHO, "starts_at": spell(bookings.in_days(4))})

    assert (refused.status_code, right.status_code) == (409, 303)


def test_a_link_for_a_client_books_in_their_name(owner: Viewer, stranger: FlaskClient) -> None:
    maya, client = people.client(owner, name="Maya Lindqvist")
    offer = offered(owner, confirm_by_mail=True)
    path = "/book/" + handed_out(owner, offer, client_id=client.id, uses=None)

    at = spell(bookings.in_days(3))
    form = stranger.get(f"{path}?at={at}").text
    people.post(stranger, path, {**WHO, "name": client.name, "email": client.email, "starts_at": at})

    assert 'value="Maya Lindqvist"' in form
    assert f'value="{maya.email}"' in form
    assert [(booking.client_id, booking.is_confirmed) for booking in taken()] == [(client.id, True)]


def test_a_link_runs_out_and_is_closed(owner: Viewer, browser_of: Browsers, stranger: FlaskClient) -> None:
    offer = offered(owner)
    short = handed_out(owner, offer, expires_at=clock.now() + timedelta(hours=1), uses=None)
    (link,) = queries.private_links_of(offer)
    page = f"/coach/settings/event-types/{offer.id}/links"

    assert stranger.get(f"/book/{short}").status_code == 200
    people.post(browser_of(owner), f"{page}/{link.id}/close")
    assert stranger.get(f"/book/{short}").status_code == 410
    link.closed_at, link.expires_at = None, clock.now()
    db.session.commit()
    assert stranger.get(f"/book/{short}").status_code == 410
    assert people.post(browser_of(owner), page, {"last_day": "2020-01-01"}).status_code == 422


def test_programs_hand_out_links_and_others_do_not_see_them(
    owner: Viewer, program_of: Browsers, stranger: FlaskClient
) -> None:
    offer = offered(people.coach(owner))
    path = f"/api/v1/event-types/{offer.id}/links"

    made = program_of(owner).post(path, json={"uses": 2})

    slug = made.get_json()["link"].rpartition("/")[2]
    book = {**WHO, "starts_at": spell(bookings.in_days(3))}
    assert stranger.get(f"/api/v1/booking-links/{slug}").get_json()["name"] == offer.name
    assert stranger.post(f"/api/v1/booking-links/{slug}/bookings", json=book).status_code == 201
    assert program_of(owner).get(path).get_json()["items"][0]["uses_left"] == 1
    assert program_of(people.coach(owner)).get(path).status_code == 404
    assert db.session.scalar(select(PrivateLink.uses_left)) == 1
