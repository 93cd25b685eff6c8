"""Guests and a coach at one app, who do whatever comes to their minds, and the shop that they come to."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from flask import Flask

from benchmarks import house
from coachapp.core import clock, signing, unit
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import CONFIRM
from coachapp.domain.bookings.reminders import owe_expired
from coachapp.domain.bookings.waitlist import WAITLIST
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window

MOST = {"plain": 4, "asked": 2}
OVERALL = 6
DAYS = 4
WAITING = 200


@dataclass
class Tally:
    """What one process saw: how each operation ended, and how long each took in seconds."""

    ends: Counter[str] = field(default_factory=Counter)
    took: list[tuple[str, float]] = field(default_factory=list)


class Shop(NamedTuple):
    """A practice whose times many want, and a token of its coach."""

    practice_id: UUID
    token: str


class Crowd:
    """Guests and a coach at one app, who do whatever comes to their minds."""

    def __init__(self, app: Flask, shop: Shop, seed: int) -> None:
        self.app, self.shop, self.browser, self.random = app, shop, app.test_client(), Random(seed)  # noqa: S311 - no secret
        self.tally, self.own, self.numbers = Tally(), list[str](), seed * 1_000_000

    def send(self, name: str, method: str, path: str, /, *, as_coach: bool = False, **body: Any) -> Any:
        """Send one request from an address of its own, and note how it went."""
        headers = {"Authorization": f"Bearer {self.shop.token}"} if as_coach else {}
        address = ".".join(str(self.random.randrange(1, 250)) for _ in range(4))
        began = time.perf_counter()
        answer = self.browser.open(
            "/api/v1" + path, method=method, json=body or None, headers=headers, environ_base={"REMOTE_ADDR": address}
        )
        self.tally.took.append((name, time.perf_counter() - began))
        self.tally.ends[f"{name} {answer.status_code}"] += 1
        return answer.json if answer.status_code < 300 else None

    def act(self) -> None:
        """Do one of the things that people do, by how often they do it."""
        acts = {
            self.keep: 2,
            self.book: 6,
            self.move: 4,
            self.cancel: 3,
            self.confirm: 2,
            self.answer: 2,
            self.coach_moves: 2,
            self.wait: 3,
            self.be_offered: 3,
            self.sweep: 1,
        }
        self.random.choices(list(acts), list(acts.values()))[0]()

    def at(self) -> str:
        """Give one of few times, on a grid that all of them share."""
        today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        found = today + timedelta(days=self.random.randint(1, DAYS), minutes=540 + 15 * self.random.randrange(24))
        return found.strftime("%Y-%m-%dT%H:%M:%SZ")

    def link(self) -> str:
        return f"/booking-links/{self.random.choice(['plain', 'asked', 'checked'])}"

    def keep(self) -> None:
        self.send("hold", "POST", f"{self.link()}/holds", starts_at=self.at())

    def book(self, link: str | None = None, at: str | None = None) -> None:
        self.numbers += 1
        guest = {"name": "Amira Haddad", "email": f"guest{self.numbers}@example.org", "time_zone": "UTC"}
        made = self.send("book", "POST", f"{link or self.link()}/bookings", starts_at=at or self.at(), **guest)
        self.remember(made)

    def remember(self, made: Any) -> None:
        """Keep the link of a meeting that was taken."""
        if made:
            self.own.append(made["manage_url"].rpartition("/")[2])
            del self.own[:-WAITING]

    def one(self) -> str:
        return self.random.choice(self.own) if self.own else "nobody"

    def move(self) -> None:
        self.send("move", "PATCH", f"/manage/{self.one()}", starts_at=self.at())

    def cancel(self) -> None:
        token = self.one()
        self.send("cancel", "DELETE", f"/manage/{token}")
        if self.random.random() < 0.8:  # else the link is tried again
            self.own = [each for each in self.own if each != token]

    def confirm(self) -> None:
        seen = self.send("look", "GET", f"/manage/{self.one()}")
        if seen:
            self.send("confirm", "POST", f"/booking-confirmations/{signing.sign(CONFIRM, UUID(seen['id']), 1)}")

    def any_of_coach(self, *states: str) -> str | None:
        listed = self.send("list", "GET", "/bookings?when=upcoming", as_coach=True) or {"items": []}
        found = [each["id"] for each in listed["items"] if each["status"] in states]
        return self.random.choice(found) if found else None

    def answer(self) -> None:
        wanted, verb = self.any_of_coach("requested"), self.random.choice(["accept", "accept", "decline"])
        if wanted:
            said = {"reason": "Not then."} if verb == "decline" else {}
            self.send(verb, "POST", f"/bookings/{wanted}/{verb}", as_coach=True, **said)

    def coach_moves(self) -> None:
        wanted = self.any_of_coach("confirmed")
        if wanted:
            self.send("coach moves", "PATCH", f"/bookings/{wanted}", as_coach=True, starts_at=self.at())

    def wait(self) -> None:
        self.numbers += 1
        guest = {"name": "Ben Okafor", "email": f"guest{self.numbers}@example.org", "time_zone": "UTC"}
        self.send("wait", "POST", f"{self.link()}/waitlist", day=self.at()[:10], **guest)

    def be_offered(self) -> None:
        """Take an offered time, or leave the line."""
        line = self.send("see who waits", "GET", "/waiting", as_coach=True) or {"items": []}
        offered = [each["id"] for each in line["items"] if each["turn"] == "offered"]
        if not offered:
            return
        place = f"/waitlist/{signing.sign(WAITLIST, UUID(self.random.choice(offered)))}"
        if self.random.random() < 0.8:
            self.remember(self.send("take", "POST", f"{place}/bookings", answers={}))
        else:
            self.send("leave", "DELETE", place)

    def sweep(self) -> None:
        """Do what the worker does every few seconds."""
        began = time.perf_counter()
        with self.app.app_context(), unit.own(self.shop.practice_id):
            owe_expired(clock.now())
        self.tally.took.append(("sweep", time.perf_counter() - began))
        self.tally.ends["sweep 200"] += 1


def open_shop() -> Shop:
    """Make a practice with offers of three kinds that share one coach's time, and one calm offer."""
    owner = house.owner_of_practice()
    colleague = accounts.make_practice(
        practice_name="Calm", name="Cora", email="c@example.org", time_zone="UTC", password=None
    )
    unit.commit()
    for coach, names in ((owner, ("plain", "asked", "checked")), (colleague, ("calm",))):
        with unit.own(coach.practice_id):
            hours.set_hours(coach, time_zone="UTC", weekly={day: [Window(0, 1440)] for day in range(7)})
            for name in names:
                _offer(coach, name)
    with unit.own(owner.practice_id):
        service.set_limits(owner, most_per_day=OVERALL)
        return Shop(owner.practice_id, accounts.make_token(owner, name="bench", scope="write")[1])


def _offer(coach: Viewer, name: str) -> None:
    service.add_event_type(
        coach,
        name=name.title(),
        slug=name,
        minutes=30,
        step_minutes=15,
        buffer_after=5,
        notice_minutes=0,
        horizon_days=365,
        place_kind=PlaceKind.VIDEO,
        place="https://video.example.org/o",
        questions=[],
        most_per_day=MOST.get(name),
        needs_confirmation=name == "asked",
        confirm_by_mail=name == "checked",
    )
