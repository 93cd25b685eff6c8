"""Many visitors at once, over several web processes and a real database: a coach is never booked twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people
from tests.servers import ROOT, Database, ValkeyServer
from tests.worker.post_office import free_port

WEB = ("gunicorn", "coachapp.wsgi:app", "-k", "gthread", "-w", "3", "--threads", "8", "--no-control-socket")
VISITORS = 100


class House:
    """A running installation, and the door that visitors come through: each from an address of their own."""

    def __init__(self, url: str, app: Flask) -> None:
        self.url = url
        self.app = app

    def offer(self, **facts: Any) -> tuple[Viewer, list[str]]:
        """Give a coach with one offer for each list of facts; gives the coach and the slugs."""
        with self.app.app_context():
            owner = people.owner(zone="UTC")
            bookings.hours(owner, zone="UTC")
            slugs = [bookings.event_type(owner, **each).slug for each in facts["each"]]
            db.session.commit()
            return owner, slugs

    def keep(self, slug: str, at: datetime, visit: str) -> int:
        """Keep a time as that visitor; gives the status."""
        sent = json.dumps({"starts_at": spell(at), "hold": visit}).encode()
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/api/v1/booking-links/{slug}/holds", sent, head)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def book(self, n: int, slug: str, at: datetime) -> tuple[int, dict[str, Any]]:
        """Book as visitor number n; gives status and answer."""
        body = {"starts_at": spell(at), "name": f"Visitor {n}", "email": f"v{n}@example.org", "time_zone": "UTC"}
        head = {"Content-Type": "application/json", "X-Forwarded-For": f"198.51.100.{n % 250}"}
        sent = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1/booking-links/{slug}/bookings", sent, head)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def rush(self, wanted: list[tuple[str, datetime]]) -> list[tuple[int, dict[str, Any]]]:
        """Let all of them book at once."""
        with ThreadPoolExecutor(len(wanted)) as crowd:
            return list(crowd.map(lambda each: self.book(each[0], *each[1]), enumerate(wanted)))


@pytest.fixture(scope="module")
def web(
    new_database: Callable[[], Database], valkey: ValkeyServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Database]]:
    """Run three web processes behind one trusted proxy; gives their address and database."""
    database, port, data = new_database(), free_port(), tmp_path_factory.mktemp("web")
    environment = {
        **os.environ,
        "PYTHONTZPATH": "",
        "DATABASE_URL": database.url,
        "REDIS_URL": valkey.url,
        "COACHAPP_DATA": str(data),
        "COACHAPP_SECRET_KEY": "a key for this test alone",
        "COACHAPP_TRUSTED_PROXIES": "1",
    }
    with (data / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *WEB, "-b", f"127.0.0.1:{port}"],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/healthz")
        yield url, database
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@pytest.fixture
def house(web: tuple[str, Database], app_of: Callable[..., Flask]) -> House:
    """Give the running installation, and an app of this process on its database."""
    url, database = web
    return House(url, app_of(database.url))


def _wait_for(url: str) -> None:
    for _ in range(900):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


def taken(house: House, owner: Viewer) -> list[Booking]:
    with house.app.app_context():
        walls.enter(owner.practice_id)
        found = list(db.session.scalars(select(Booking).order_by(Booking.starts_at)))
        db.session.expunge_all()
        return found


def test_of_a_hundred_visitors_on_one_slot_one_is_in(house: House) -> None:
    owner, (slug,) = house.offer(each=[{}])

    answers = house.rush([(slug, bookings.in_days(3))] * VISITORS)

    assert Counter(status for status, _ in answers) == {201: 1, 409: VISITORS - 1}
    told = [body for status, body in answers if status == 409]
    assert {body["type"] for body in told} == {"/problems/slot-taken"}
    assert {len(body["alternatives"]) for body in told} == {3}
    (booking,) = taken(house, owner)
    with house.app.app_context():
        walls.enter(owner.practice_id)
        kinds = db.session.scalars(select(Notification).where(Notification.subject_id == booking.id)).all()
        assert sorted(n.facts["side"] for n in kinds) == ["coach", "guest"]


def test_two_offers_of_one_coach_that_overlap_in_part_are_never_both_taken(house: House) -> None:
    owner, (half, whole) = house.offer(
        each=[{"buffer_after": 10}, {"minutes": 60, "step_minutes": 15, "buffer_before": 5}]
    )
    start = bookings.in_days(3)
    wanted = [
        (half if n % 2 else whole, start + timedelta(minutes=30 * (n % 5) if n % 2 else 15 * (n % 9)))
        for n in range(60)
    ]

    answers = house.rush(wanted)

    assert {status for status, _ in answers} == {201, 409}
    busy = sorted((b.busy.lower, b.busy.upper) for b in taken(house, owner))
    assert len(busy) == [status for status, _ in answers].count(201) > 1
    assert all(before[1] <= after[0] for before, after in pairwise(busy))


def test_of_twenty_slots_under_a_limit_of_one_a_day_one_is_taken(house: House) -> None:
    owner, (slug,) = house.offer(each=[{"most_per_day": 1}])
    midnight = bookings.in_days(3).replace(hour=0)

    answers = house.rush([(slug, midnight + timedelta(minutes=30 * n)) for n in range(20)])

    assert Counter(status for status, _ in answers) == {201: 1, 409: 19}
    assert {body["type"] for status, body in answers if status == 409} == {"/problems/day-full"}
    assert len(taken(house, owner)) == 1


def test_of_sixty_visitors_on_the_time_of_three_coaches_three_are_in_one_with_each(house: House) -> None:
    with house.app.app_context():
        owner = people.owner(zone="UTC")
        hosts = [owner, *(people.coach(owner, zone="UTC") for _ in range(2))]
        for each in hosts:
            bookings.hours(each, zone="UTC")
        ids = [each.membership_id for each in hosts]
        slugs = [
            bookings.event_type(each, host_ids=shared).slug
            for each, shared in zip(hosts, (ids, ids[1:], []), strict=True)
        ]
        db.session.commit()
    at = bookings.in_days(3)

    answers = house.rush([(slugs[n % 3], at) for n in range(60)])

    assert Counter(status for status, _ in answers) == {201: 3, 409: 57}
    assert {body["type"] for status, body in answers if status == 409} == {"/problems/slot-taken"}
    assert Counter(each.coach_id for each in taken(house, owner)) == dict.fromkeys(ids, 1)


def test_who_asks_again_for_times_that_stayed_the_same_gets_no_body(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner)
    day = bookings.in_days(3).date()
    path = f"/api/v1/booking-links/{offer.slug}/slots?from={day}&to={day}&tz=UTC"

    first = stranger.get(path)
    again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
    guest = {"name": "Amira Haddad", "email": "a@example.org", "time_zone": "UTC"}
    wanted = {**guest, "starts_at": first.json["slots"][0]["starts_at"]}
    taken = stranger.post(f"/api/v1/booking-links/{offer.slug}/bookings", json=wanted)
    changed = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.headers["Cache-Control"]) == (200, "private, no-cache")
    assert (again.status_code, again.data) == (304, b"")
    assert (taken.status_code, changed.status_code) == (201, 200)
    assert len(changed.json["slots"]) == len(first.json["slots"]) - 1


def test_a_visitor_who_presses_many_times_at_once_keeps_one(house: House) -> None:
    owner, slugs = house.offer(each=[{}, {}])
    wanted = [bookings.in_days(3) + n * timedelta(hours=1) for n in range(12)]

    with ThreadPoolExecutor(12) as pool:
        seen = list(pool.map(lambda n: house.keep(slugs[n % 2], wanted[n], "one visitor"), range(12)))

    with house.app.app_context():
        walls.enter(owner.practice_id)
        live = db.session.scalars(select(Hold).where(Hold.held_until > clock.now())).all()
        assert Counter(seen) == {201: 12}
        assert len(live) == 1
