"""What a coach's free times and one booking cost, as shares of the least that could do the same, in one run.

    .venv/bin/python -m benchmarks.slots [--seconds 5]

(a) GET slots for a month in which the coach has 2,000 meetings, beside a bare Flask route with one indexed ORM query on
    the same server and database; (b) the same for 62 days with 500 busy times of other calendars; (c) the engine alone
    beside a plain sorted sweep over whole numbers; (d) a coach with 200 meetings in all and one with 200,000;
(e) a booking with its mails owed beside a bare insert under the exclusion constraint, on a server whose commits wait
    for the disk, as the product runs it, and once more without waiting; (f) a 304 where nothing changed.
Everything is taken in turn in slices of a tenth of a second, so that shares are worth more than times.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from flask import Flask, jsonify
from sqlalchemy import Engine, Table, create_engine, select, text
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks import house, meetings
from coachapp.core import clock, unit, walls
from coachapp.core.ids import new_id
from coachapp.domain.bookings import queries, service
from coachapp.domain.hours.changes import ticks

DAY, FIVE = timedelta(days=1), timedelta(minutes=5)
NUMBERS, FREE = count(1), count(1)


class _Base(DeclarativeBase):
    pass


class Row(_Base):
    """A meeting, as the guide's way to map a table has it."""

    __tablename__ = "bookings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    practice_id: Mapped[UUID]
    coach_id: Mapped[UUID]
    guest_name: Mapped[str]
    starts_at: Mapped[datetime]
    status: Mapped[str]


def bare(url: str, offers: meetings.Offers) -> Flask:
    """Build the bare route: Flask, a session, one ORM query by the index of the coach's meetings, 50 rows as JSON."""
    app, engine = Flask("bare"), create_engine(url)
    wanted = select(Row).where(Row.practice_id == offers.practice_id, Row.coach_id == offers.month)
    since = clock.now()

    @app.get("/<int:limit>")
    def rows(limit: int) -> object:
        with Session(engine) as session:
            later = wanted.where(Row.starts_at >= since).order_by(Row.starts_at).limit(limit)
            return jsonify([{"id": each.id, "at": each.starts_at.isoformat()} for each in session.scalars(later)])

    return app


def plain_sweep(opened: list[tuple[int, int]], busy: list[tuple[int, int]], length: int, step: int) -> list[int]:
    """Walk the starts of sorted open times beside sorted busy ones: what the engine is compared with."""
    found, place, taken = [], 0, sorted(busy)
    for starts, ends in sorted(opened):
        for at in range(starts, ends - length + 1, step):
            while place < len(taken) and taken[place][1] <= at:
                place += 1
            if place == len(taken) or taken[place][0] >= at + length:
                found.append(at)
    return found


def engine_alone(offers: meetings.Offers, coach: UUID, days: int) -> dict[str, Callable[[], object]]:
    """Give the engine and the plain sweep over the same diary, and prove that they find the same."""
    diary = queries.diary(queries.any_link(offers.slugs[coach]))
    since, until = diary.now, diary.now + days * DAY
    size = diary.offer.length // timedelta(microseconds=1), diary.offer.step // timedelta(microseconds=1)
    opened = [(a, b) for a, b in diary.openings(since, until).spans if a >= ticks(since) and b <= ticks(until)]
    taken = diary.taken
    busy = [(ticks(a), ticks(b)) for a, b in (*taken.busy, *taken.away)] + [*taken.busy_spans, *taken.away_spans]

    def engine() -> list[int]:
        fresh = type(taken)(taken.busy, taken.starts, taken.all_starts, taken.away, taken.busy_spans, taken.away_spans)
        return type(diary)(diary.offer, diary.hours, diary.now, fresh).free_starts(since, until)

    def sweep() -> list[int]:
        return plain_sweep(opened, busy, *size)

    inside = {at for at in engine() if any(a <= at < b for a, b in opened)}
    assert inside == set(sweep()), "the engine and the plain sweep differ"
    return {"engine": engine, "sweep": sweep}


@contextmanager
def booked(app: Flask, offers: meetings.Offers, engine: Engine) -> Iterator[dict[str, Callable[[], object]]]:
    """Give one booking through the service and one bare insert, each in a transaction that is committed."""
    insert, row = text(meetings.BARE_INSERT), orm_row(engine)

    def book() -> None:
        n = next(NUMBERS)
        with app.app_context(), unit.own():
            link = queries.open_link(offers.slugs[offers.roomy], to_book=True)
            guest = service.Guest(name="Amira Haddad", email=f"guest{n}@example.org", time_zone="Asia/Tokyo")
            service.book(link, guest, starts_at=offers.begins + next(FREE) * FIVE)

    def bare_insert() -> None:
        at = datetime(2100, 1, 1, tzinfo=UTC) + next(NUMBERS) * timedelta(minutes=5)
        with engine.begin() as connection:
            facts = {"id": new_id(), "practice": offers.practice_id, "offer": offers.offer_ids[offers.roomy]}
            connection.execute(insert, facts | {"coach": offers.roomy, "at": at, "uid": str(new_id())})

    def orm_insert() -> None:
        at = datetime(2150, 1, 1, tzinfo=UTC) + next(NUMBERS) * timedelta(minutes=5)
        facts = {"id": new_id(), "practice_id": offers.practice_id, "event_type_id": offers.offer_ids[offers.roomy]}
        times = {"starts_at": at, "ends_at": at + FIVE, "busy": Range(at, at + FIVE), "timed_at": at}
        with Session(engine) as session:
            made = row(
                **facts, **times, **PLAIN, coach_id=offers.roomy, uid=str(new_id()), changed_at=at, created_at=at
            )
            session.add(made)
            session.commit()

    yield {"booking": book, "bare insert": bare_insert, "bare insert by the ORM": orm_insert}


PLAIN: dict[str, Any] = {
    **dict.fromkeys(["guest_name", "goal", "note", "place", "person", "cancel_reason", "wall_time"], ""),
    **dict.fromkeys(["sequence", "moves", "generation"], 0),
    "guest_email": "g@example.org",
    "time_zone": "UTC",
    "language": "en",
    "answers": [],
    "status": "confirmed",
    "was_requested": False,
    "made_by": "guest",
}


def orm_row(engine: Engine) -> type[Any]:
    """Map the meetings' table as it stands, with nothing of ours."""

    class Plain(DeclarativeBase):
        pass

    table = Table("bookings", Plain.metadata, autoload_with=engine)
    return type("Meeting", (Plain,), {"__table__": table})


def slots_path(slug: str, days: int) -> str:
    """Give the address of the slots from tomorrow on: what goes by today changes the answer."""
    first = clock.now().date() + DAY
    return f"/api/v1/booking-links/{slug}/slots?from={first}&to={first + (days - 1) * DAY}&tz=Europe/Berlin"


def etag_of(app: Flask, path: str) -> str:
    """Give the mark of an answer."""
    _, _, headers = run_wsgi_app(app.wsgi_app, EnvironBuilder(path=path).get_environ(), buffered=True)
    return headers.get("ETag", "none")


def show(title: str, found: dict[str, float], pairs: list[tuple[str, str, float]]) -> None:
    """Print times and shares."""
    print(f"\n{title}")
    for name, each in found.items():
        print(f"  {name:<34}{each:>9.3f} ms")
    for one, other, most in pairs:
        share = found[one] / found[other]
        print(f"  {one} / {other}: {share:.2f} (at most {most}){'' if share <= most else '  <-- missed'}")


def answers(app: Flask, plain: Flask, offers: meetings.Offers, seconds: float) -> None:
    """Measure (a), (b), (d) and (f)."""
    month, away = slots_path(offers.slugs[offers.month], 30), slots_path(offers.slugs[offers.away], 62)
    small, large = (slots_path(offers.slugs[each], 30) for each in (offers.small, offers.large))
    same = {"If-None-Match": etag_of(app, month)}
    found = house.in_turn(
        {
            "bare, 50 rows": house.asking(plain, "/50"),
            "bare, the month's 2,000 rows": house.asking(plain, "/2000"),
            "slots, 2,000 meetings in the month": house.asking(app, month),
            "slots, 62 days, 500 busy times": house.asking(app, away),
            "slots, 304": house.asking(app, month, expect=304, headers=same),
            "slots of 200 meetings": house.asking(app, small),
            "slots of 200,000 meetings": house.asking(app, large),
        },
        seconds=seconds,
    )
    show(
        "answers",
        found,
        [
            ("slots, 2,000 meetings in the month", "bare, 50 rows", 2),
            ("slots, 2,000 meetings in the month", "bare, the month's 2,000 rows", 2),
            ("slots, 62 days, 500 busy times", "bare, 50 rows", 3),
            ("slots, 304", "slots, 2,000 meetings in the month", 1.1),
            ("slots of 200,000 meetings", "slots of 200 meetings", 1.15),
        ],
    )


def main() -> None:
    """Measure all of it and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args().seconds
    with house.house(durable=True) as built:
        with built.app.app_context():
            owner = house.owner_of_practice()
            with create_engine(built.owner_url).connect() as connection:
                offers = meetings.fill(connection, owner)
        answers(built.app, bare(built.owner_url, offers), offers, seconds)
        with built.app.app_context():
            walls.enter(owner.practice_id)
            for name, coach, days in (("2,000 meetings", offers.month, 30), ("500 busy times", offers.away, 60)):
                found = house.in_turn(engine_alone(offers, coach, days), seconds=seconds)
                show(f"engine alone, {name}", found, [("engine", "sweep", 3)])
        for title, wait in (("the disk waited for", "on"), ("nothing waited for", "off")):
            said = f"options=-c%20synchronous_commit%3D{wait}"
            app = house.create_app(house.settings_of(f"{built.url}&{said}", built.home))
            with booked(app, offers, create_engine(f"{built.owner_url}&{said}")) as doings:
                found = house.in_turn(doings, seconds=seconds)
            pairs = [("booking", each, 3.0) for each in found if each != "booking"]
            show(f"one booking, mails owed, {title}", found, pairs)


if __name__ == "__main__":
    main()
