"""Many processes at few coaches' times: nothing overlaps, no limit is passed, nothing dead-locks, nobody waits long.

    .venv/bin/python -m benchmarks.contention [--operations 100000] [--processes 4]

Each process sends requests through WSGI to an app of its own: keep a time, book, confirm by mail, accept, decline, move
and cancel, as guests and as the coach, among few open times of one coach with three offers. Meanwhile the rows are
looked at again and again as they stand. Before it, one booking after another is taken at a coach whom nobody else
wants: the median of those is what the slowest hundredth is compared with.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from uuid import UUID

import psycopg
from flask import Flask
from sqlalchemy import make_url

from benchmarks import house
from coachapp.app import create_app
from coachapp.core import clock, signing, throttle, unit
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import CONFIRM
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window

MOST = {"plain": 9, "asked": 5}
OVERALL = 12
DAYS = 6
WAITING = 200
OVERLAPS = """SELECT count(*) FROM bookings a
    JOIN bookings b ON a.coach_id = b.coach_id AND a.id < b.id AND a.busy && b.busy
    WHERE a.status = 'confirmed' AND b.status = 'confirmed'"""
PASSED = """SELECT count(*) FROM (SELECT 1 FROM bookings b JOIN event_types e ON e.id = b.event_type_id
    WHERE b.status = 'confirmed' GROUP BY e.id, b.starts_at::date HAVING count(*) > e.most_per_day) each_offer"""
PASSED_OVERALL = """SELECT count(*) FROM (SELECT 1 FROM bookings b JOIN coach_limits l ON l.coach_id = b.coach_id
    WHERE b.status = 'confirmed' GROUP BY l.id, b.starts_at::date HAVING count(*) > l.most_per_day) all_offers"""

WRONG = ("overlaps", "limits passed", "limits over all passed", "dead-locks", "answers of 500 and above")


@dataclass
class Tally:
    """What one process saw: how each operation ended, and how long each took in seconds."""

    ends: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)


class Crowd:
    """Guests and a coach at one app, who do whatever comes to their minds."""

    def __init__(self, app: Flask, token: str, seed: int) -> None:
        self.browser, self.token, self.random = app.test_client(), token, Random(seed)  # noqa: S311 - no secret
        self.tally, self.own, self.numbers = Tally(), list[str](), seed * 1_000_000

    def send(self, name: str, method: str, path: str, /, *, as_coach: bool = False, **body: Any) -> Any:
        """Send one request from an address of its own, and note how it went."""
        headers = {"Authorization": f"Bearer {self.token}"} if as_coach else {}
        address = ".".join(str(self.random.randrange(1, 250)) for _ in range(4))
        began = time.perf_counter()
        answer = self.browser.open(
            "/api/v1" + path, method=method, json=body or None, headers=headers, environ_base={"REMOTE_ADDR": address}
        )
        self.tally.took.append(time.perf_counter() - began)
        self.tally.ends[f"{name} {answer.status_code}"] += 1
        return answer.json if answer.status_code < 300 else None

    def act(self) -> None:
        """Do one of the things that people do, by how often they do it."""
        acts = [self.keep, self.book, self.move, self.cancel, self.confirm, self.answer, self.coach_moves]
        self.random.choices(acts, [2, 6, 4, 4, 2, 2, 2])[0]()

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
        if made:
            self.own.append(made["manage_url"].rpartition("/")[2])
            del self.own[:-WAITING]

    def one(self) -> str:
        return self.random.choice(self.own) if self.own else "nobody"

    def move(self) -> None:
        self.send("move", "PATCH", f"/manage/{self.one()}", starts_at=self.at())

    def cancel(self) -> None:
        self.send("cancel", "DELETE", f"/manage/{self.one()}")

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


def open_shop() -> str:
    """Make a practice with offers of three kinds that share one coach's time, and one calm offer; gives a token."""
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
        return accounts.make_token(owner, name="bench", scope="write")[1]


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


def work(url: str, home: str, token: str, seed: int, operations: int) -> None:
    """Be one process of the crowd."""
    crowd = Crowd(create_app(house.settings_of(url, Path(home))), token, seed)
    while len(crowd.tally.took) < operations:
        crowd.act()
        throttle._near.storage.reset()  # noqa: SLF001 - so many tries are refused at the door, and nothing would contend
    _told(Path(home), seed).write_text(json.dumps([crowd.tally.ends, crowd.tally.took]))


def _told(home: Path, seed: int) -> Path:
    return home / f"crowd-{seed}.json"


def uncontended(app: Flask, count: int) -> float:
    """Give the median seconds of one booking after the other, at a coach whom nobody else wants."""
    crowd, first = Crowd(app, "", 999), clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    for n in range(count):
        crowd.book("/booking-links/calm", (first + timedelta(minutes=45 * n)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert crowd.tally.ends["book 201"] == count, crowd.tally.ends
    return median(crowd.tally.took)


def found_wrong(connection: psycopg.Connection[Any]) -> Counter[str]:
    """Look at the rows as they stand."""
    asked = {"overlaps": OVERLAPS, "limits passed": PASSED, "limits over all passed": PASSED_OVERALL}
    asked["dead-locks"] = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    return Counter({name: int(connection.execute(sql.encode()).fetchone()[0]) for name, sql in asked.items()})  # type: ignore[index]


def run(built: house.House, token: str, operations: int, processes: int) -> tuple[Tally, Counter[str], float]:
    """Let the crowd in; gives what they saw, the worst that was found meanwhile, and how many seconds it took."""
    context, whole, worst = multiprocessing.get_context("spawn"), Tally(), Counter[str]()
    share = operations // processes
    crew = [
        context.Process(target=work, args=(built.url, str(built.home), token, seed, share))
        for seed in range(1, processes + 1)
    ]
    began = time.perf_counter()
    for each in crew:
        each.start()
    owner = make_url(built.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(owner, autocommit=True) as connection:
        while any(each.is_alive() for each in crew):
            worst |= found_wrong(connection)
            time.sleep(1)
        worst |= found_wrong(connection)
    for seed, each in enumerate(crew, start=1):
        each.join()
        assert each.exitcode == 0, "a process of the crowd failed"
        ends, took = json.loads(_told(built.home, seed).read_text())
        whole.ends.update(ends)
        whole.took += took
    worst["answers of 500 and above"] = sum(n for end, n in whole.ends.items() if int(end.rpartition(" ")[2]) >= 500)
    return whole, worst, time.perf_counter() - began


def main() -> None:
    """Run it, print what was found, and fail where something was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=4)
    given = parser.parse_args()
    with house.house() as built:
        with built.app.app_context():
            token = open_shop()
        calm = uncontended(built.app, 100)
        whole, worst, seconds = run(built, token, given.operations, given.processes)
    slowest = quantiles(whole.took, n=100)[98]
    print(f"{len(whole.took)} operations by {given.processes} processes in {seconds:.0f} s, {datetime.now():%Y-%m-%d}")  # noqa: DTZ005 - for people
    print("  " + ", ".join(f"{end}: {n}" for end, n in sorted(whole.ends.items())))
    print(f"  one calm booking {calm * 1000:.1f} ms; contended: median {median(whole.took) * 1000:.1f} ms,")
    print(f"  p99 {slowest * 1000:.1f} ms, which is {slowest / calm:.1f} of the calm one (at most 50)")
    print("  " + ", ".join(f"{name}: {worst[name]}" for name in WRONG))
    sys.exit(1 if any(worst[name] for name in WRONG) else 0)


if __name__ == "__main__":
    main()
