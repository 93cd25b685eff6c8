"""A guest stops thanks and follow-ups by the link in them."""

from __future__ import annotations

from flask.testing import FlaskClient

from coachapp.core import walls
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.service import manage_url
from coachapp.domain.reminders import queries, service
from tests.factories import bookings, people


def test_the_link_asks_the_button_stops_and_another_takes_it_back(inside: Viewer, stranger: FlaskClient) -> None:
    booking = bookings.booking(inside)
    path = service.stop_url(booking).removeprefix("http://localhost")

    for method in ("GET", "HEAD") * 5:
        assert stranger.open(path, method=method).status_code == 200
    walls.enter(inside.practice_id)
    assert not queries.wants_none(booking.guest_email)

    assert people.post(stranger, path).status_code == 303
    assert people.post(stranger, path).status_code == 303
    shown = stranger.get(path).text
    walls.enter(inside.practice_id)
    assert queries.wants_none(booking.guest_email.upper())
    assert "You get no more of these" in shown
    assert booking.guest_email in shown

    assert people.post(stranger, path, {"again": "yes"}).status_code == 303
    walls.enter(inside.practice_id)
    assert not queries.wants_none(booking.guest_email)


def test_a_link_made_for_something_else_leads_nowhere(inside: Viewer, stranger: FlaskClient) -> None:
    token = manage_url(bookings.booking(inside)).rpartition("/")[2]

    assert stranger.get(f"/follow-ups/{token}").status_code == 404
    assert stranger.get("/follow-ups/nothing").status_code == 404
    assert stranger.post(f"/follow-ups/{token}").status_code in {403, 404}
