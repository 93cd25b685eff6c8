"""CalDAV accounts against a real server: calendars found, busy times read, meetings written, moved, deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from coachapp.core import clock, sealing, walls, wayout
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries as booking_queries
from coachapp.domain.bookings import service as booking_verbs
from coachapp.domain.bookings.models import Booking
from coachapp.domain.calendars import accounts, copies, queries
from coachapp.domain.calendars.models import CalendarAccount, CalendarCopy, CalendarSource, Trouble
from coachapp.worker import calendars as tasks
from tests.factories import bookings
from tests.factories.radicale import PASSWORD, USER, Radicale, running


@pytest.fixture
def radicale(app: object, tmp_path: Path) -> Iterator[Radicale]:
    before = clock.offset()
    wayout.configure(["127.0.0.1"])
    with running(tmp_path) as server:
        yield server
    wayout.configure([])
    clock.shift(before)


def sign_in(coach: Viewer, server: Radicale, password: str = PASSWORD) -> CalendarAccount:
    """Add the account and let the worker ask for its calendars."""
    account = accounts.add_account(coach, address=server.url, username=USER, password=password)
    practice, account_id = account.practice_id, account.id
    db.session.commit()
    tasks.discover(str(practice), str(account_id))
    return again(coach, account_id)


def again(coach: Viewer, account_id: object) -> CalendarAccount:
    db.session.expire_all()
    walls.enter(coach.practice_id)
    return db.session.get_one(CalendarAccount, account_id)


def work(coach: Viewer) -> None:
    """Let the worker owe and write what there is, as beat would ring for it."""
    db.session.commit()
    tasks.owe()
    walls.enter(coach.practice_id)
    for copy_id in copies.due_ids(clock.now()):
        tasks.write(str(coach.practice_id), str(copy_id))
    db.session.expire_all()
    walls.enter(coach.practice_id)


def url_of(account: CalendarAccount, name: str) -> str:
    return next(each["url"] for each in account.found if each["name"] == name)


def written_to(coach: Viewer, server: Radicale, name: str = "Work") -> str:
    """Have the coach's meetings written into a new calendar; gives its path."""
    path = server.make_calendar(name)
    account = sign_in(coach, server)
    accounts.choose(coach, account, reads=[], writes_to=url_of(account, name))
    return path


def test_the_calendars_of_an_account_are_found(inside: Viewer, radicale: Radicale) -> None:
    radicale.make_calendar("Work")
    radicale.make_calendar("Home")

    account = sign_in(inside, radicale)

    assert account.trouble is None
    assert sorted((each["name"], each["is_writable"]) for each in account.found) == [("Home", True), ("Work", True)]
    assert PASSWORD not in repr(vars(account))
    assert PASSWORD not in repr(accounts.login_of(account.id))


def test_a_wrong_password_is_said_and_the_right_one_mends_it(inside: Viewer, radicale: Radicale) -> None:
    radicale.make_calendar("Work")
    account = sign_in(inside, radicale, "wrong")
    assert account.trouble is Trouble.SIGN_IN

    accounts.change_account(inside, account, password=PASSWORD)
    account_id = account.id
    db.session.commit()
    tasks.discover(str(inside.practice_id), str(account_id))
    account = again(inside, account_id)

    assert (account.trouble, len(account.found)) == (None, 1)


def test_busy_times_are_read_from_the_chosen_calendars_alone(inside: Viewer, radicale: Radicale) -> None:
    at = bookings.in_days(2)
    for name, days in (("Work", 0), ("Home", 1)):
        path = radicale.make_calendar(name)
        start = at + timedelta(days=days)
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\n"
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        assert radicale.ask("PUT", f"{path}u.ics", text)[0] == 201
    account = sign_in(inside, radicale)
    accounts.choose(inside, account, reads=[url_of(account, "Work")])
    source = db.session.scalars(select(CalendarSource)).one()

    def read() -> list[object]:
        walls.enter(inside.practice_id)
        db.session.get_one(CalendarSource, source.id).due_at = clock.now()
        db.session.commit()
        tasks.read(str(inside.practice_id), str(source.id))
        db.session.expire_all()
        walls.enter(inside.practice_id)
        now = clock.now()
        return [first for first, *_ in queries.busy_by_name(inside.membership_id, now, now + timedelta(days=60))]

    assert read() == [at, at + timedelta(days=7)]
    assert read() == [at, at + timedelta(days=7)]
    radicale.ask("DELETE", f"/{USER}/work/u.ics")
    assert read() == []


def test_a_meeting_is_written_moved_and_deleted(inside: Viewer, radicale: Radicale) -> None:
    path = written_to(inside, radicale)
    offer = bookings.offer(inside)
    meeting = bookings.booking(inside, at=offer, name="Ann Alt")
    work(inside)
    (place, text) = next(iter(radicale.events(path).items()))
    assert f"UID:{meeting.uid}" in text
    assert "Ann Alt" in text
    assert not re.search("METHOD|ATTENDEE|ORGANIZER", text)

    booking_verbs.move(booking_queries.get_booking(inside, meeting.id), starts_at=bookings.in_days(5))
    work(inside)
    moved = radicale.events(path)
    assert list(moved) == [place]
    assert f"DTSTART:{bookings.in_days(5):%Y%m%dT%H%M%SZ}" in moved[place]
    assert "SEQUENCE:1" in moved[place]

    booking_verbs.cancel(booking_queries.get_booking(inside, meeting.id))
    work(inside)
    assert radicale.events(path) == {}
    assert copies.due_ids(clock.now()) == []
    assert db.session.scalars(select(CalendarCopy.wanted)).all() == [None]


def test_what_another_program_deleted_comes_back_with_the_next_change_alone(inside: Viewer, radicale: Radicale) -> None:
    path = written_to(inside, radicale)
    offer = bookings.offer(inside)
    meeting = bookings.booking(inside, at=offer)
    work(inside)
    for place in radicale.events(path):
        radicale.ask("DELETE", place)
    work(inside)
    assert radicale.events(path) == {}

    booking_verbs.move(booking_queries.get_booking(inside, meeting.id), starts_at=bookings.in_days(5))
    work(inside)
    assert len(radicale.events(path)) == 1


def test_a_server_that_is_away_is_owed_until_it_is_back(inside: Viewer, radicale: Radicale) -> None:
    path = written_to(inside, radicale)
    offer = bookings.offer(inside)
    radicale.stop()
    meeting = bookings.booking(inside, at=offer)
    work(inside)
    row = db.session.scalars(select(CalendarCopy)).one()
    assert (row.trouble, row.failures, row.done_mark) == (Trouble.NO_ANSWER, 1, None)
    booking_verbs.move(booking_queries.get_booking(inside, meeting.id), starts_at=bookings.in_days(5))
    radicale.start()

    work(inside)

    (text,) = radicale.events(path).values()
    assert f"DTSTART:{bookings.in_days(5):%Y%m%dT%H%M%SZ}" in text
    assert db.session.scalars(select(CalendarCopy)).one().trouble is None


def test_an_invitation_that_came_by_mail_is_written_over_and_not_doubled(inside: Viewer, radicale: Radicale) -> None:
    path = written_to(inside, radicale)
    offer = bookings.offer(inside)
    meeting = bookings.booking(inside, at=offer, name="Ann Alt")
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
        f"UID:{meeting.uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20261231T100000Z\r\nSUMMARY:by mail\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert radicale.ask("PUT", f"{path}by-mail.ics", text)[0] == 201

    work(inside)

    found = radicale.events(path)
    assert list(found) == [f"{path}by-mail.ics"]
    assert "Ann Alt" in found[f"{path}by-mail.ics"]


def test_another_calendar_gets_the_meetings_to_come_and_the_old_one_loses_them(
    inside: Viewer, radicale: Radicale
) -> None:
    old, new = written_to(inside, radicale, "Old"), radicale.make_calendar("New")
    offer = bookings.offer(inside)
    bookings.booking(inside, at=offer)
    work(inside)
    account = db.session.scalars(select(CalendarAccount)).one()
    accounts.ask_again(inside, account)
    account_id = account.id
    db.session.commit()
    tasks.discover(str(inside.practice_id), str(account_id))
    account = again(inside, account_id)

    accounts.choose(inside, account, reads=[], writes_to=url_of(account, "New"))
    work(inside)

    assert (len(radicale.events(old)), len(radicale.events(new))) == (0, 1)


def test_meetings_that_are_over_stay_where_they_are(inside: Viewer, radicale: Radicale) -> None:
    path = written_to(inside, radicale)
    offer = bookings.offer(inside)
    bookings.booking(inside, at=offer)
    work(inside)

    clock.shift(clock.offset() + timedelta(days=40).total_seconds())
    work(inside)

    assert len(radicale.events(path)) == 1


def test_the_guests_words_do_not_stay_in_rows_that_are_done(inside: Viewer, radicale: Radicale) -> None:
    written_to(inside, radicale)
    offer = bookings.offer(inside)
    meeting = bookings.booking(inside, at=offer)
    work(inside)
    assert db.session.scalars(select(CalendarCopy.wanted)).all() == [None]

    db.session.delete(db.session.get_one(Booking, meeting.id))
    work(inside)
    assert db.session.scalars(select(CalendarCopy.wanted_mark)).all() == [copies.GONE]


def test_only_calendars_of_the_account_can_be_chosen(inside: Viewer, radicale: Radicale) -> None:
    radicale.make_calendar("Work")
    account = sign_in(inside, radicale)

    with pytest.raises(Invalid):
        accounts.choose(inside, account, reads=["https://elsewhere.example.org/"])
    with pytest.raises(Invalid):
        accounts.choose(inside, account, reads=[], writes_to="https://elsewhere.example.org/")


def test_another_key_says_that_the_address_is_locked(inside: Viewer, radicale: Radicale) -> None:
    radicale.make_calendar("Work")
    account = sign_in(inside, radicale)
    account.password = sealing.seal("another purpose", PASSWORD)
    account_id = account.id
    db.session.commit()

    tasks.discover(str(inside.practice_id), str(account_id))

    assert again(inside, account_id).trouble is Trouble.LOCKED
