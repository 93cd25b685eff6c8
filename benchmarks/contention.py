"""Many processes at few coaches' times: nothing overlaps, no limit is passed, nothing dead-locks, nobody waits long.

    .venv/bin/python -m benchmarks.contention [--operations 100000] [--processes 4]

Each process sends requests through WSGI to an app of its own: keep a time, book, confirm by mail, accept, decline,
move, cancel, wait for a full day, take what is offered, as guests and as the coach, among few open times of one coach
with three offers; and it sweeps, as the worker does (crowd.py). Meanwhile the rows are looked at again and again as
they stand. Before it, one booking after another is taken at a coach whom nobody else wants: the median of those is what
the slowest hundredth is compared with.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import make_url

from benchmarks import house
from benchmarks.crowd import Crowd, Shop, Tally, open_shop
from coachapp.app import create_app
from coachapp.core import clock, throttle

OVERLAPS = """SELECT count(*) FROM bookings a
    JOIN bookings b ON a.coach_id = b.coach_id AND a.id < b.id AND a.busy && b.busy
    WHERE a.status = 'confirmed' AND b.status = 'confirmed'"""
PASSED = """SELECT count(*) FROM (SELECT 1 FROM bookings b JOIN event_types e ON e.id = b.event_type_id
    WHERE b.status = 'confirmed' GROUP BY e.id, b.starts_at::date HAVING count(*) > e.most_per_day) each_offer"""
PASSED_OVERALL = """SELECT count(*) FROM (SELECT 1 FROM bookings b JOIN coach_limits l ON l.coach_id = b.coach_id
    WHERE b.status = 'confirmed' GROUP BY l.id, b.starts_at::date HAVING count(*) > l.most_per_day) all_offers"""
KEPT_TWICE = """SELECT count(*) FROM holds a
    JOIN holds b ON a.coach_id = b.coach_id AND a.id < b.id AND a.busy && b.busy
    WHERE a.entry_id IS NOT NULL AND b.entry_id IS NOT NULL AND a.held_until > now() AND b.held_until > now()"""

WRONG = (
    "overlaps",
    "times offered twice",
    "limits passed",
    "limits over all passed",
    "dead-locks",
    "answers of 500 and above",
)


def work(url: str, home: str, shop: Shop, seed: int, operations: int) -> None:
    """Be one process of the crowd."""
    crowd = Crowd(create_app(house.settings_of(url, Path(home))), shop, seed)
    while len(crowd.tally.took) < operations:
        crowd.act()
        throttle._near.storage.reset()  # noqa: SLF001 - so many tries are refused at the door, and nothing would contend
    _told(Path(home), seed).write_text(json.dumps([crowd.tally.ends, crowd.tally.took]))


def _told(home: Path, seed: int) -> Path:
    return home / f"crowd-{seed}.json"


def uncontended(app: Flask, shop: Shop, count: int) -> float:
    """Give the median seconds of one booking after the other, at a coach whom nobody else wants."""
    crowd, first = Crowd(app, shop, 999), clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    for n in range(count):
        crowd.book("/booking-links/calm", (first + timedelta(minutes=45 * n)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert crowd.tally.ends["book 201"] == count, crowd.tally.ends
    return median(took for _, took in crowd.tally.took)


def found_wrong(connection: psycopg.Connection[Any]) -> Counter[str]:
    """Look at the rows as they stand."""
    asked = {
        "overlaps": OVERLAPS,
        "times offered twice": KEPT_TWICE,
        "limits passed": PASSED,
        "limits over all passed": PASSED_OVERALL,
    }
    asked["dead-locks"] = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    return Counter({name: int(connection.execute(sql.encode()).fetchone()[0]) for name, sql in asked.items()})  # type: ignore[index]


def run(built: house.House, shop: Shop, operations: int, processes: int) -> tuple[Tally, Counter[str], float]:
    """Let the crowd in; gives what they saw, the worst that was found meanwhile, and how many seconds it took."""
    context, whole, worst = multiprocessing.get_context("spawn"), Tally(), Counter[str]()
    share = operations // processes
    crew = [
        context.Process(target=work, args=(built.url, str(built.home), shop, seed, share))
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
        whole.took += [(name, seconds) for name, seconds in took]
    worst["answers of 500 and above"] = sum(n for end, n in whole.ends.items() if int(end.rpartition(" ")[2]) >= 500)
    return whole, worst, time.perf_counter() - began


def _by_operation(whole: Tally) -> list[str]:
    times = defaultdict[str, list[float]](list)
    for name, took in whole.took:
        times[name].append(took * 1000)
    return [f"{name} {median(each):.0f} {quantiles([*each, *each], n=100)[98]:.0f}" for name, each in times.items()]


def main() -> None:
    """Run it, print what was found, and fail where something was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=4)
    given = parser.parse_args()
    with house.house(durable=True) as built:
        with built.app.app_context():
            shop = open_shop()
        calm = uncontended(built.app, shop, 100)
        whole, worst, seconds = run(built, shop, given.operations, given.processes)
    times = [took for _, took in whole.took]
    slowest = quantiles(times, n=100)[98]
    print(f"{len(whole.took)} operations by {given.processes} processes in {seconds:.0f} s, {datetime.now():%Y-%m-%d}")  # noqa: DTZ005 - for people
    print("  " + ", ".join(f"{end}: {n}" for end, n in sorted(whole.ends.items())))
    print(f"  one calm booking {calm * 1000:.1f} ms; contended: median {median(times) * 1000:.1f} ms,")
    print(f"  p99 {slowest * 1000:.1f} ms, which is {slowest / calm:.1f} of the calm one (at most 50)")
    print("  by operation, median and p99 in ms: " + ", ".join(_by_operation(whole)))
    print("  " + ", ".join(f"{name}: {worst[name]}" for name in WRONG))
    sys.exit(1 if any(worst[name] for name in WRONG) else 0)


if __name__ == "__main__":
    main()
