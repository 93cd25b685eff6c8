"""What a script can do to a booking link: thousands of made-up bookings, and times kept for nobody.

    .venv/bin/python -m benchmarks.flood [4000] [--addresses 400]

Everything runs in this process, through WSGI, on a database of its own. Guests are asked to confirm by mail, and
nobody does. The clock runs two hours meanwhile. Printed: what was answered, for how many minutes a time
was gone at most, and whom mails are owed to.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from coachapp.app import create_app
from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.core.embedded import Postgres
from coachapp.core.fields import spell
from coachapp.core.migrate import upgrade
from coachapp.core.settings import Settings
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window
from coachapp.domain.notifications.models import Notification

DAYS = 14
TIMES = 40
MINUTES = 120


def offer() -> tuple[Viewer, str]:
    """Offer half an hour around the clock, to be confirmed by mail; gives the coach and the slug."""
    owner = accounts.make_practice(
        practice_name="Flooded", name="Olivia", email="o@example.org", time_zone="UTC", password=None
    )
    hours.set_hours(owner, time_zone="UTC", weekly={day: [Window(0, 1440)] for day in range(7)})
    facts: dict[str, Any] = {"name": "Talk", "slug": "talk", "minutes": 30, "step_minutes": 30, "notice_minutes": 0}
    facts |= {"horizon_days": 60, "place_kind": PlaceKind.VIDEO, "confirm_by_mail": True}
    service.add_event_type(owner, **facts)
    db.session.commit()
    return owner, "talk"


def free() -> set[datetime]:
    """Give the times that anybody can book."""
    first = clock.today("UTC") + timedelta(days=2)
    return set(queries.free_slots(queries.open_link("talk"), first, first + timedelta(days=DAYS), clock.zone("UTC")))


def flood(app: Flask, wanted: list[datetime], n: int, addresses: int) -> tuple[Counter[str], Counter[datetime]]:
    """Keep times and book them for two hours, as somebody else each time; gives answers, and minutes gone by time."""
    answers: Counter[str] = Counter()
    gone: Counter[datetime] = Counter()
    script, path = app.test_client(), "/api/v1/booking-links/talk"
    for i in range(n):
        at = {"starts_at": spell(wanted[i % len(wanted)])}
        guest = at | {"name": "Nobody", "email": f"nobody-{i}@example.org", "time_zone": "UTC"}
        sender = {"REMOTE_ADDR": f"198.51.{i % addresses // 250}.{i % addresses % 250}"}
        sent = ("bookings", guest) if i % 2 else ("holds", at)
        answers[
            f"{sent[0]} {script.post(f'{path}/{sent[0]}', json=sent[1], environ_overrides=sender).status_code}"
        ] += 1
        if i * MINUTES // n != (i + 1) * MINUTES // n:
            clock.shift(clock.offset() + 60)
            with app.app_context():
                gone.update(set(wanted) - free())
    return answers, gone


def main() -> None:
    """Flood one link, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=int, nargs="?", default=4000)
    parser.add_argument("--addresses", type=int, default=400)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="bench-"))
    server = Postgres(home, durable=False)
    server.start()
    try:
        upgrade(server.url("coachapp_owner", "coachapp"), "coachapp_app")
        url = server.url("coachapp_app", "coachapp")
        app = create_app(Settings(database_url=url, redis_url="redis://127.0.0.1:1/0", secret_key="b" * 32, data=home))
        with app.app_context():
            owner, _ = offer()
            wanted = sorted(free())[:TIMES]
        starts = time.perf_counter()
        answers, gone = flood(app, wanted, asked.posts, asked.addresses)
        print(f"{asked.posts} posts in {time.perf_counter() - starts:.0f} s: {dict(sorted(answers.items()))}")
        with app.app_context():
            walls.enter(owner.practice_id)
            sides = Notification.facts["side"].astext
            mails = db.session.execute(select(sides, func.count()).group_by(sides)).all()
        print(
            f"{len(wanted)} times within {MINUTES} minutes: none was gone for more than {max(gone.values(), default=0)}"
        )
        print(f"mails owed: {', '.join(f'{n} to the {side}' for side, n in mails) or 'none'}")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
