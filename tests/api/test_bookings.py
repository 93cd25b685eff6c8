"""Booking by programs: every answer in the shape that others build on."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.hours import service as hours_service
from tests.factories import bookings, people

WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}
HALF = timedelta(minutes=30)
Programs = Callable[[Viewer], FlaskClient]


@pytest.fixture
def link(owner: Viewer) -> str:
    """Give the address of an open booking link."""
    slug = bookings.offer(owner, slug="talk").slug
    db.session.commit()
    return f"/api/v1/booking-links/{slug}"


def book(stranger: FlaskClient, link: str, at: datetime, key: str | None = None, **facts: Any) -> Any:
    head = {"Idempotency-Key": key} if key else {}
    return stranger.post(f"{link}/bookings", json={**WHO, "starts_at": spell(at), **facts}, headers=head)


def test_a_link_says_what_is_on_offer(link: str, owner: Viewer, stranger: FlaskClient) -> None:
    assert stranger.get(link).get_json() == {
        "slug": "talk",
        "name": "Free consultation",
        "minutes": 30,
        "lengths": [30],
        "coach": owner.name,
        "hosts": [owner.name],
        "time_zone": "Europe/Berlin",
        "description": "",
        "place_kind": "video",
        "place_zone": None,
        "questions": ["What role are you looking for?"],
        "question_details": [
            {"text": "What role are you looking for?", "kind": "long", "is_required": False, "choices": []}
        ],
    }


def test_slots_are_those_of_the_dates_in_the_zone_that_is_asked(link: str, stranger: FlaskClient) -> None:
    day = bookings.in_days(5).date()

    told = stranger.get(f"{link}/slots?from={day}&to={day}&tz=Asia/Kathmandu").get_json()

    midnight = datetime.fromisoformat(f"{day}T00:00:00+05:45")
    first = midnight + timedelta(minutes=15)  # hours start on Berlin's half hours
    assert told["time_zone"] == "Asia/Kathmandu"
    assert len(told["slots"]) == 48
    assert told["slots"][0] == {"starts_at": spell(first), "ends_at": spell(first + HALF)}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2027-03-01&to=2027-03-31", "tz"),
        ("from=2027-03-01&to=2027-03-31&tz=Mars/Olympus", "tz"),
        ("from=2027-03-01&to=2027-05-02&tz=UTC", "to"),
        ("from=2027-03-02&to=2027-03-01&tz=UTC", "to"),
        ("from=0001-01-01&to=0001-01-02&tz=Asia/Tokyo", "from"),
        ("from=yesterday&to=2027-03-01&tz=UTC", "from"),
    ],
)
def test_a_query_that_makes_no_sense_names_its_field(link: str, stranger: FlaskClient, query: str, field: str) -> None:
    answer = stranger.get(f"{link}/slots?{query}")

    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]


def test_sixty_two_days_are_not_too_many(link: str, stranger: FlaskClient) -> None:
    assert stranger.get(f"{link}/slots?from=2027-03-01&to=2027-05-01&tz=UTC").status_code == 200


def test_a_booking_is_made_seen_moved_and_cancelled(link: str, stranger: FlaskClient) -> None:
    at = bookings.in_days(3)

    made = book(stranger, link, at, answers={"What role are you looking for?": "Product"}, note="Hello")
    told = made.get_json()
    path = "/api/v1/manage/" + told["manage_url"].rpartition("/")[2]
    moved = stranger.patch(path, json={"starts_at": spell(at + HALF)})
    cancelled = [stranger.delete(path) for _ in range(2)]

    assert made.status_code == 201
    assert (told["status"], told["starts_at"], told["ends_at"]) == ("confirmed", spell(at), spell(at + HALF))
    assert (moved.status_code, moved.get_json()["starts_at"]) == (200, spell(at + HALF))
    assert [c.status_code for c in cancelled] == [200, 200]
    assert stranger.get(path).get_json()["status"] == "cancelled"
    assert stranger.patch(path, json={"starts_at": spell(at)}).status_code == 409
    assert stranger.get(path + "x").status_code == 404


def test_a_key_sent_twice_is_one_booking(link: str, stranger: FlaskClient) -> None:
    at = bookings.in_days(3)

    first, again = (book(stranger, link, at, key="abc") for _ in range(2))
    other = book(stranger, link, at + HALF, key="abc")

    assert first.status_code == again.status_code == 201
    assert first.get_json()["id"] == again.get_json()["id"]
    assert other.status_code == 422


def test_each_refusal_has_its_type_and_explain_gives_the_same(link: str, owner: Viewer, stranger: FlaskClient) -> None:
    offer = queries.any_link("talk")
    service.change_event_type(owner, offer, notice_minutes=60, horizon_days=30, most_per_day=1)
    hours_service.set_override(owner, day=bookings.in_days(9).date(), those=[])
    noon = bookings.in_days(3).replace(hour=12)
    service.book(queries.any_link("talk"), bookings.guest(), starts_at=noon)
    db.session.commit()
    cases = {
        noon: (409, "slot-taken"),
        noon + HALF: (409, "day-full"),
        bookings.in_days(4) + timedelta(minutes=7): (422, "off-grid"),
        bookings.in_days(-1): (422, "in-the-past"),
        bookings.in_days(0) + HALF * 2: (422, "too-soon"),
        bookings.in_days(40): (422, "too-far"),
        bookings.in_days(9).replace(hour=12): (422, "outside-hours"),
    }

    for at, (status, kind) in cases.items():
        refused = book(stranger, link, at)
        explained = stranger.get(f"{link}/explain", query_string={"at": spell(at)}).get_json()
        told = refused.get_json()
        assert (refused.status_code, told["type"].rpartition("/")[2]) == (status, kind), told
        assert (explained["bookable"], explained["type"]) == (False, told["type"])
        assert explained["alternatives"] == told["alternatives"]
        assert len(told["alternatives"]) == 3
        assert refused.mimetype == "application/problem+json"
    free = told["alternatives"][0]
    assert stranger.get(f"{link}/explain", query_string={"at": free}).get_json()["bookable"] is True
    assert book(stranger, link, datetime.fromisoformat(free)).status_code == 201


def test_a_closed_link_is_gone_and_an_unknown_one_is_not_found(link: str, owner: Viewer, stranger: FlaskClient) -> None:
    service.close_link(owner, queries.any_link("talk"))
    db.session.commit()

    closed = book(stranger, link, bookings.in_days(3))

    assert (closed.status_code, closed.get_json()["type"]) == (410, "/problems/link-closed")
    assert stranger.get(f"{link}/slots?from=2027-03-01&to=2027-03-02&tz=UTC").status_code == 410
    assert stranger.get("/api/v1/booking-links/nothing").status_code == 404


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "amira"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "See https://evil.example"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"time_zone": "Nowhere"}, "time_zone"),
        ({"answers": {"Not asked": "x"}}, "answers"),
        ({"answers": ["x"]}, "answers"),
        ({"surprise": 1}, "surprise"),
        ({"starts_at": "2027-03-01T10:00:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
    ],
)
def test_a_body_that_is_wrong_names_its_field(link: str, stranger: FlaskClient, facts: dict, field: str) -> None:
    answer = book(stranger, link, bookings.in_days(3), **facts)

    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]


def test_a_resume_comes_along_as_multipart_and_waits_on_the_booking(
    link: str, owner: Viewer, stranger: FlaskClient, program_of: Programs
) -> None:
    fields = {**WHO, "starts_at": spell(bookings.in_days(3)), "answers": '{"What role are you looking for?": "PM"}'}
    text = b"Amira Haddad\nProduct manager\n"

    made = stranger.post(f"{link}/bookings", data={**fields, "resume": (io.BytesIO(text), "cv.txt")})
    wrong = stranger.post(f"{link}/bookings", data={**fields, "resume": (io.BytesIO(b"MZ\x90\0"), "cv.pdf")})

    assert made.status_code == 201
    assert (wrong.status_code, list(wrong.get_json()["errors"])) == (422, ["resume"])
    path = f"/api/v1/bookings/{made.get_json()['id']}"
    told = program_of(owner).get(path).get_json()
    assert told["resume_name"] == "cv.txt"
    assert told["answers"] == [{"question": "What role are you looking for?", "answer": "PM"}]
    assert program_of(owner).get(f"{path}/resume").data == text
    client = program_of(owner).post(f"{path}/client").get_json()
    (document,) = program_of(owner).get(f"/api/v1/clients/{client['id']}/documents").get_json()["items"]
    assert (document["kind"], document["title"]) == ("resume", "Resume")


def test_a_coach_sets_hours_dates_and_offers(owner: Viewer, program_of: Programs) -> None:
    program = program_of(owner)
    windows = [{"weekday": "sunday", "starts": "13:00", "ends": "18:00"}]

    hours = program.put("/api/v1/hours", json={"time_zone": "America/New_York", "windows": windows})
    offer = program.post("/api/v1/event-types", json={"name": "Talk", "minutes": 60, "horizon_days": 365})
    off = program.post("/api/v1/overrides", json={"day": "2027-03-21"})
    changed = program.patch(f"/api/v1/event-types/{offer.get_json()['id']}", json={"notice_minutes": 0})

    assert hours.get_json() == {"time_zone": "America/New_York", "holidays": None, "windows": windows}
    assert (offer.status_code, offer.get_json()["slug"], offer.get_json()["step_minutes"]) == (201, "talk", None)
    assert (changed.get_json()["notice_minutes"], changed.get_json()["minutes"]) == (0, 60)
    assert (off.status_code, off.get_json()["windows"]) == (201, [])
    told = program.get("/api/v1/booking-links/talk/slots?from=2027-03-14&to=2027-03-21&tz=America/New_York").get_json()
    assert [slot["starts_at"] for slot in told["slots"]] == [f"2027-03-14T{hour}:00:00Z" for hour in range(17, 22)]
    assert program.delete(f"/api/v1/overrides/{off.get_json()['id']}").status_code == 204
    assert program.get("/api/v1/overrides").get_json() == {"items": [], "next": None}


def test_a_guest_becomes_a_client_once(link: str, owner: Viewer, stranger: FlaskClient, program_of: Programs) -> None:
    made = book(stranger, link, bookings.in_days(3), goal="A new role").get_json()
    path = f"/api/v1/bookings/{made['id']}"

    first, again = (program_of(owner).post(f"{path}/client") for _ in range(2))

    assert first.status_code == again.status_code == 201
    assert first.get_json()["id"] == again.get_json()["id"]
    assert program_of(owner).get(path).get_json()["client_id"] == first.get_json()["id"]


def test_meetings_of_others_do_not_exist(owner: Viewer, program_of: Programs) -> None:
    booking = bookings.booking(people.coach(owner))
    colleague, client = people.coach(owner), people.client(owner)[0]
    db.session.commit()
    path = f"/api/v1/bookings/{booking.id}"

    assert program_of(owner).get(path).status_code == 200
    for viewer in (colleague, client, people.owner(practice="Elsewhere")):
        assert program_of(viewer).get(path).status_code == 404
        assert program_of(viewer).get("/api/v1/bookings").get_json()["items"] == []
