"""Calendars elsewhere are read outside of any request; whatever their servers do, the last good times stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from coachapp.core import clock, fetch, sandbox, sealing, unit, walls, wayout
from coachapp.core.db import db
from coachapp.core.fetch import Question
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries as booking_queries
from coachapp.domain.bookings.models import EventType
from coachapp.domain.calendars import queries, service, turns
from coachapp.domain.calendars.mails import calendar_unread
from coachapp.domain.calendars.models import CalendarBusy, CalendarSource, Trouble
from coachapp.domain.calendars.reminders import owe_unread_calendars
from coachapp.worker import calendars as tasks
from tests.factories import bookings, people
from tests.factories.feeds import FeedServer, serving
from tests.golden import owed
from tests.servers import Database, ValkeyServer
from tests.worker.test_chaos import Crew, wait_until

ETAG = {"ETag": '"one"'}


@pytest.fixture
def feeds(app: object) -> Iterator[FeedServer]:
    before = clock.offset()
    wayout.configure(["127.0.0.1"])
    with serving() as server:
        yield server
    wayout.configure([])
    clock.shift(before)


def calendar(*starts: datetime, extra: str = "", uid: str = "") -> str:
    """Write a calendar with an hour taken at each start."""
    parts = [
        f"BEGIN:VEVENT\r\nUID:{uid or n}\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        for n, at in enumerate(starts)
    ]
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + extra + "END:VCALENDAR\r\n"


def read(source: CalendarSource) -> CalendarSource:
    """Let the worker read it now."""
    source.due_at = clock.now()
    practice, source_id = source.practice_id, source.id
    db.session.commit()
    tasks.read(str(practice), str(source_id))
    db.session.expire_all()
    walls.enter(practice)
    return db.session.get_one(CalendarSource, source_id)


def busy(coach: Viewer) -> list[datetime]:
    now = clock.now()
    return [first for first, *_ in queries.busy_by_name(coach.membership_id, now, now + timedelta(days=60))]


def free(offer: EventType, at: datetime) -> bool:
    return booking_queries.explain(offer, at)[0] is None


def test_a_calendar_takes_its_times_and_says_what_it_could_not_read(inside: Viewer, feeds: FeedServer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    odd = "BEGIN:VEVENT\r\nSUMMARY:Odd one\r\nDTSTART:soon\r\nEND:VEVENT\r\n"
    source = read(service.add_source(inside, address=feeds.says(calendar(at, extra=odd)), name="Home"))

    assert (source.state, source.events_read, source.events_unread) == ("fine", 1, 1)
    assert source.unread == [{"reason": "odd_start", "title": "Odd one", "starts": "soon"}]
    assert not free(offer, at)
    assert free(offer, at + timedelta(hours=1))
    assert busy(inside) == [at]


def test_a_paused_calendar_takes_nothing_and_one_that_is_removed_leaves_nothing(
    inside: Viewer, feeds: FeedServer
) -> None:
    at = bookings.in_days(3)
    source = read(service.add_source(inside, address=feeds.says(calendar(at))))

    service.change_source(inside, source, is_on=False)
    assert busy(inside) == []
    service.change_source(inside, source, is_on=True)
    assert busy(inside) == [at]
    service.remove_source(inside, source)
    db.session.flush()
    assert db.session.scalar(select(func.count()).select_from(CalendarBusy)) == 0


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        ({"body": b"", "status": 500}, Trouble.SERVER),
        ({"body": b"", "status": 404}, Trouble.GONE),
        ({"body": b"", "status": 401}, Trouble.SIGN_IN),
        ({"body": b"<title>Sign in</title>"}, Trouble.NOT_A_CALENDAR),
        ({"body": b"BEGIN:VCALENDAR", "claims": 50_000_000}, Trouble.TOO_LARGE),
        ({"body": b"BEGIN:VCALENDAR", "claims": 500}, Trouble.CUT_OFF),
        ({"body": b"BEGIN:VCALENDAR\r\n", "claims": -1}, Trouble.CUT_OFF),
        ({"body": b"", "status": 302, "headers": {"Location": "https://10.0.0.1/"}}, Trouble.NOT_PUBLIC),
        ({"body": b"", "status": 302, "headers": {"Location": "https://localhost/"}}, Trouble.NOT_PUBLIC),
    ],
)
def test_a_reading_that_fails_frees_no_time(
    inside: Viewer, feeds: FeedServer, reply: dict[str, object], trouble: Trouble
) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    source = read(service.add_source(inside, address=feeds.says(calendar(at))))
    feeds.says(**reply)  # type: ignore[arg-type]

    source = read(source)

    assert (source.state, source.trouble, source.failures) == ("failing", trouble, 1)
    assert source.last_good_at < source.checked_at  # type: ignore[operator]
    assert not free(offer, at)


def test_a_server_that_never_ends_is_left_in_time(
    inside: Viewer, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fetch.ask
    monkeypatch.setattr(fetch, "ask", lambda url, q: real(url, Question(headers=q.headers, seconds=0.5)))
    at = bookings.in_days(3)
    source = read(service.add_source(inside, address=feeds.says(calendar(at))))
    feeds.says(b"x" * 500, drip=0.1)

    assert read(source).trouble is Trouble.TOO_SLOW
    assert busy(inside) == [at]


def test_each_failure_waits_longer_and_a_good_reading_forgets_them(inside: Viewer, feeds: FeedServer) -> None:
    source = service.add_source(inside, address=feeds.says("", status=503))
    waits = []
    for _ in range(5):
        source = read(source)
        waits.append(round((source.due_at - source.checked_at) / timedelta(minutes=1)))  # type: ignore[operator]
    feeds.says(calendar())
    source = read(source)

    assert waits == [10, 20, 40, 60, 60]
    assert (source.state, source.failures, source.trouble) == ("fine", 0, None)


def test_an_unchanged_calendar_is_not_read_again_until_its_horizon_has_moved(inside: Viewer, feeds: FeedServer) -> None:
    at = bookings.in_days(3)
    source = read(service.add_source(inside, address=feeds.says(calendar(at), headers=ETAG)))
    source = read(source)
    assert [asked.get("if-none-match") for _, asked in feeds.asked] == [None, '"one"']
    assert (source.state, busy(inside)) == ("fine", [at])

    source.spread_at = clock.now() - timedelta(days=1)
    source = read(source)
    bookings.hours(inside, zone="Asia/Tokyo")
    read(source)

    assert [asked.get("if-none-match") for _, asked in feeds.asked] == [None, '"one"', None, None]


def test_an_own_meeting_that_comes_back_with_the_calendar_stands_in_nobodys_way(
    inside: Viewer, feeds: FeedServer
) -> None:
    offer = bookings.offer(inside)
    meeting = bookings.booking(inside, at=offer)
    theirs = calendar(bookings.in_days(9), uid="01234567-0000-7000-8000-000000000000@coachapp")
    mine = calendar(meeting.starts_at, uid=meeting.uid)
    read(service.add_source(inside, address=feeds.says(mine + theirs)))

    assert busy(inside) == [bookings.in_days(9)]


def test_a_reading_by_somebody_else_meanwhile_is_left_to_them(inside: Viewer, feeds: FeedServer) -> None:
    source = service.add_source(inside, address=feeds.says(calendar()))
    first = turns.claim(source.id, "Europe/Berlin")
    assert first is not None
    assert turns.claim(source.id, "Europe/Berlin") is None

    clock.shift(clock.offset() + turns.LEASE.total_seconds() + 1)
    second = turns.claim(source.id, "Europe/Berlin")

    assert second is not None
    turns.fail(first, Trouble.SERVER)
    assert db.session.get_one(CalendarSource, source.id, populate_existing=True).trouble is None
    turns.fail(second, Trouble.GONE)
    assert db.session.get_one(CalendarSource, source.id, populate_existing=True).trouble is Trouble.GONE


def test_a_machine_that_waits_for_enough_servers_leaves_it_for_later(inside: Viewer, feeds: FeedServer) -> None:
    source = service.add_source(inside, address=feeds.says(calendar()))
    with (
        sandbox.place(9, kind="calendars", places=tasks.CALLERS),
        sandbox.place(9, kind="calendars", places=tasks.CALLERS),
    ):
        source = read(source)

    assert (source.state, source.leased_until, feeds.asked) == ("new", None, [])


def test_a_machine_without_a_place_to_read_leaves_it_for_a_little_later(inside: Viewer, feeds: FeedServer) -> None:
    source = service.add_source(inside, address=feeds.says(calendar()))
    with sandbox.place(9), sandbox.place(9):
        source = read(source)

    assert (source.state, source.leased_until, source.is_waiting) == ("new", None, True)
    assert timedelta(seconds=20) < source.due_at - clock.now() < timedelta(seconds=31)
    assert read(source).state == "fine"


def test_the_sweep_finds_what_is_due_and_nothing_else(inside: Viewer, feeds: FeedServer) -> None:
    due, later, paused = (
        service.add_source(inside, address=feeds.says(calendar(), path=f"/{n}.ics")) for n in range(3)
    )
    later.due_at = clock.now() + timedelta(minutes=1)
    paused.is_on = False
    db.session.flush()

    assert queries.due_ids(clock.now()) == [due.id]


def test_a_coach_is_told_once_of_a_calendar_that_stays_unread(inside: Viewer, feeds: FeedServer) -> None:
    source = read(service.add_source(inside, address=feeds.says("", status=404), name="Home"))
    owe_unread_calendars(clock.now())
    before = len(owed("calendar_unread"))
    for hours in (7, 8, 30):
        owe_unread_calendars(clock.now() + timedelta(hours=hours))

    assert (before, len(owed("calendar_unread"))) == (0, 1)
    letter = calendar_unread(owed("calendar_unread")[0])
    assert letter is not None
    assert letter.subject == "Your calendar “Home” can't be read"
    feeds.says(calendar())
    read(source)
    assert calendar_unread(owed("calendar_unread")[0]) is None


@pytest.mark.slow
def test_a_worker_reads_by_itself_what_was_added_and_what_is_due(
    clone_database: Callable[[], Database],
    own_valkey: ValkeyServer,
    tmp_path: Path,
    app_of: Callable[..., Flask],
    process_environment: Callable[[Database], dict[str, str]],
) -> None:
    database = clone_database()
    app = app_of(database.url, redis_url=own_valkey.url, allowed_private_hosts=("127.0.0.1",))
    crew = Crew(process_environment(database) | {"COACHAPP_ALLOWED_PRIVATE_HOSTS": "127.0.0.1"}, tmp_path)
    secret = (tmp_path / "secret-key").read_text()
    sealing.configure(secret)
    with serving() as server:
        crew.hire(beat=True)
        with app.app_context(), unit.own():
            coach = people.owner()
            for n in range(3):
                service.add_source(coach, address=server.says(calendar(bookings.in_days(n + 1)), f"/{n}.ics"))
            service.add_source(coach, address=server.says(b"x" * 900, "/slow.ics", drip=0.1))

        def taken() -> list[datetime]:
            with app.app_context(), unit.own(coach.practice_id):
                return busy(coach)

        wait_until(lambda: len(taken()) == 3, seconds=90)
        crew.dismiss()
    assert taken() == [bookings.in_days(n) for n in (1, 2, 3)]


def test_a_long_absence_takes_all_of_its_days(inside: Viewer, feeds: FeedServer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    until = at + timedelta(days=40)
    away = f"BEGIN:VEVENT\r\nUID:away\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDTEND:{until:%Y%m%dT%H%M%SZ}\r\nEND:VEVENT\r\n"
    read(service.add_source(inside, address=feeds.says(calendar(extra=away))))

    days = [free(offer, at + timedelta(days=day)) for day in (-1, 0, 6, 7, 20, 39, 40)]

    assert days == [True, False, False, False, False, False, True]
