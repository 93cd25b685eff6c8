"""Keep a time while a form is filled, by program."""

from __future__ import annotations

from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.models import EventType
from tests.factories import bookings

WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


def offered(owner: Viewer) -> EventType:
    made = bookings.offer(owner)
    db.session.commit()
    return queries.get_event_type(owner, made.id)


def test_a_time_is_kept_with_a_token_and_booked_with_it_alone(owner: Viewer, stranger: FlaskClient) -> None:
    offer, wanted = offered(owner), spell(bookings.in_days(3))
    link = f"/api/v1/booking-links/{offer.slug}"
    day = f"from={wanted[:10]}&to={wanted[:10]}&tz=UTC"

    held = stranger.post(f"{link}/holds", json={"starts_at": wanted})
    listed = [s["starts_at"] for s in stranger.get(f"{link}/slots?{day}").json["slots"]]
    own = [s["starts_at"] for s in stranger.get(f"{link}/slots?{day}&hold={held.json['hold']}").json["slots"]]
    refused = stranger.post(f"{link}/bookings", json={**WHO, "starts_at": wanted})
    taken = stranger.post(f"{link}/bookings", json={**WHO, "starts_at": wanted, "hold": held.json["hold"]})

    assert (held.status_code, held.json["starts_at"]) == (201, wanted)
    assert wanted not in listed
    assert wanted in own
    assert refused.status_code == 409
    assert refused.json["type"].endswith("slot-taken")
    assert taken.status_code == 201


def test_a_time_that_is_let_go_is_free_and_what_can_not_be_had_can_not_be_kept(
    owner: Viewer, stranger: FlaskClient
) -> None:
    offer, wanted = offered(owner), spell(bookings.in_days(3))
    link = f"/api/v1/booking-links/{offer.slug}"
    held = stranger.post(f"{link}/holds", json={"starts_at": wanted}).json["hold"]

    assert stranger.post(f"{link}/holds", json={"starts_at": wanted}).status_code == 409
    assert stranger.delete(f"{link}/holds/{held}").status_code == 204
    assert stranger.delete(f"{link}/holds/{held}").status_code == 204
    assert stranger.post(f"{link}/holds", json={"starts_at": wanted}).status_code == 201
    assert (
        stranger.post(f"{link}/holds", json={"starts_at": spell(bookings.in_days(-3))})
        .json["type"]
        .endswith("in-the-past")
    )
    assert stranger.post(f"{link}/holds", json={"starts_at": "soon"}).status_code == 422
