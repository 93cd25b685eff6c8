"""Redis dies or hangs under a running copy: people go on booking, only the first of them waits, and all get mail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import select

from coachapp.core import clock, unit
from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people
from tests.servers import Database
from tests.worker.outages import FrailRedis, web
from tests.worker.post_office import PostOffice
from tests.worker.test_chaos import Crew, wait_until
from tests.worker.visitor import Answer, Visitor

DOORS = ("form", "api")
_hours = count(24)


class House:
    """A running copy with one offer, its broker, and the app of this process on the same database."""

    def __init__(self, url: str, app: Flask, broker: FrailRedis, environment: dict[str, str]) -> None:
        self.visitor = Visitor(url)
        self.app = app
        self.broker = broker
        self.environment = environment
        with app.app_context(), unit.own():
            self.owner: Viewer = people.owner()
            self.slug = bookings.offer(self.owner).slug

    def book(self, door: str) -> Answer:
        """Book the next free hour through that door; it has to succeed."""
        n = next(_hours)
        facts = {"name": "Amira Haddad", "email": f"amira{n}@example.org", "time_zone": "Asia/Tokyo"}
        facts["starts_at"] = spell(bookings.in_days(n / 24))
        if door == "form":
            answer = self.visitor.form(f"/book/{self.slug}", **facts)
        else:
            answer = self.visitor.json(f"/api/v1/booking-links/{self.slug}/bookings", **facts)
        assert answer.status == {"form": 303, "api": 201}[door], answer.text
        return answer

    def is_rung_for(self, door: str) -> bool:
        """Book, and tell whether the broker heard of it."""
        before = self.broker.rings()
        self.book(door)
        return self.broker.rings() > before

    def owed(self) -> set[str]:
        """Give the Message-IDs of all mails that are due by now."""
        with self.app.app_context(), unit.own(self.owner.practice_id):
            due = select(Notification.id).where(Notification.due_at <= clock.now())
            return {f"<{found}@localhost>" for found in db.session.scalars(due)}


@pytest.fixture
def house(
    broker: FrailRedis,
    clone_database: Callable[[], Database],
    process_environment: Callable[[Database], dict[str, str]],
    app_of: Callable[..., Flask],
    tmp_path: Path,
) -> Iterator[House]:
    """Run a copy on that Redis."""
    database = clone_database()
    environment = process_environment(database) | {"REDIS_URL": broker.url}
    with web(environment, tmp_path / "web.log") as url:
        yield House(url, app_of(database.url), broker, environment)


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """Open a post office that takes its time at first, so that a job is under way when Redis fails."""
    office = PostOffice(delay=1)
    controller = office.open()
    yield office
    controller.stop()


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("how", ["refused", "hanging"])
def test_the_first_booking_waits_two_seconds_at_most_and_the_next_not_at_all(house: House, how: str, door: str) -> None:
    usual = [house.book(door).took for _ in range(8)][2:]

    house.broker.fail(how)
    first, *rest = [house.book(door).took for _ in range(9)]

    assert first < 2
    assert max(rest) < max(5 * median(usual), 0.5), (usual, first, rest)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["refused", "hanging"])
def test_an_outage_that_lasts_slows_nobody_down_and_ends_by_itself(house: House, how: str) -> None:
    usual = [house.book(door).took for door in DOORS * 3][2:]
    house.broker.fail(how)
    house.book("api")

    took = []
    for n in range(16):  # longer than one watch asks for an answer
        took.append(house.book(DOORS[n % 2]).took)
        time.sleep(0.5)
    house.broker.come_back()
    wait_until(lambda: house.is_rung_for("api"), seconds=15)

    assert max(took) < max(5 * median(usual), 0.5), (usual, took)
    assert [house.is_rung_for(door) for door in DOORS * 2] == [True] * 4


def lose_redis_under_a_job(house: House, how: str, post: PostOffice) -> None:
    """Let Redis fail while the second mail of a booking is on its way, until that job has ended."""
    mails = len(post.messages) + 2
    house.book("api")
    wait_until(lambda: len(post.messages) >= mails, seconds=60)
    house.broker.fail(how)
    time.sleep(post.delay + 2)
    house.broker.come_back()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["refused", "hanging"])
def test_a_worker_outlives_the_outage_and_sends_what_nobody_rang_for(
    house: House, how: str, post: PostOffice, tmp_path: Path
) -> None:
    crew = Crew(house.environment | {"COACHAPP_SMTP_URL": post.url}, tmp_path)
    crew.hire(beat=True)
    lose_redis_under_a_job(house, how, post)
    post.delay = 0

    house.broker.fail(how)
    for n in range(8):
        house.book(DOORS[n % 2])
        time.sleep(2)
    house.broker.come_back()
    wait_until(lambda: set(post.counted()) == house.owed(), seconds=60)
    crew.dismiss()

    assert set(post.counted()) == house.owed()
    assert len(post.messages) >= 18
