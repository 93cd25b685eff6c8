"""Why a time is not offered: the same decision that books, with what causes it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import because, queries, service
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.queries.why import day_of
from coachapp.domain.calendars import service as calendars
from coachapp.domain.calendars.models import CalendarBusy
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window
from tests.factories import bookings, people

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MORNING = {day: [Window(540, 720)] for day in range(7)}


@pytest.fixture
def offer(inside: Viewer) -> EventType:
    """Give an offer of every morning from nine to twelve, with a pause of 15 minutes after."""
    bookings.hours(inside, weekly=MORNING)
    return bookings.event_type(inside, buffer_after=15)


def in_days(days: int) -> date:
    return clock.today("Europe/Berlin") + timedelta(days=days)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def said(viewer: Viewer, offer: EventType, day: date) -> dict[str, str]:
    """Give each start of that day with its headline and cause."""
    found = day_of(viewer, offer, day)
    answers = [because.answer(found, each) for each in found.starts]
    return {f"{a.at.astimezone(BERLIN):%H:%M}": f"{a.headline}. {a.cause}".strip() for a in answers}


def test_every_start_of_the_grid_is_explained_as_it_is_decided(inside: Viewer, offer: EventType) -> None:
    day = in_days(3)
    booking = service.book(offer, bookings.guest(), starts_at=at(day, 10))

    found = day_of(inside, offer, day)
    told = {each: because.answer(found, each) for each in found.starts}

    free = queries.free_slots(offer, day, day, BERLIN)
    assert [each for each, answer in told.items() if answer.is_free] == free
    assert [answer.booking_id for answer in told.values() if not answer.is_free] == [booking.id] * 3
    when = f"{day:%a} {day.day} {day:%B}"
    assert said(inside, offer, day) == {
        "09:00": "Can be booked.",
        "09:30": f"Taken. By the meeting with Amira Haddad, {when}, 10:00 to 10:45. "
        "The pause of 15 minutes around this one reaches into it.",
        "10:00": f"Taken. By the meeting with Amira Haddad, {when}, 10:00 to 10:45.",
        "10:30": f"Taken. By the meeting with Amira Haddad, {when}, 10:00 to 10:45.",
        "11:00": "Can be booked.",
        "11:30": "Can be booked.",
    }


def test_what_is_ones_own_is_named_to_oneself_alone(inside: Viewer) -> None:
    coach = people.coach(inside)
    bookings.hours(coach, weekly=MORNING)
    offer, day = bookings.event_type(coach), in_days(3)
    service.block(coach, starts_at=at(day, 9), ends_at=at(day, 10), title="Surgery")
    source = calendars.add_source(coach, address="https://calendar.example.org/x.ics", name="Family")
    facts = {"coach_id": coach.membership_id, "source_id": source.id}
    db.session.add(CalendarBusy(id=new_id(), starts_at=at(day, 11), ends_at=at(day, 12), **facts))
    db.session.flush()

    to_coach, to_owner = (" ".join(said(who, offer, day).values()) for who in (coach, inside))

    assert [word in to_coach for word in ("blocked time, Surgery", "the calendar Family")] == [True, True]
    assert [word in to_owner for word in ("Surgery", "Family", "blocked time", "another calendar")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_limits_say_which_and_over_what(inside: Viewer, offer: EventType) -> None:
    day = in_days(3)
    service.book(offer, bookings.guest(), starts_at=at(day, 9))
    service.set_limits(inside, most_per_day=1, most_per_week=None, most_per_month=None)
    assert said(inside, offer, day)["11:00"] == (
        "The day is full. At most 1 a day over all that is offered, and that one is taken."
    )

    service.change_event_type(inside, offer, most_per_month=1)
    assert said(inside, offer, day)["11:00"] == (
        "The month is full. At most 1 a month of this offer, and that one is taken."
    )


def test_notice_horizon_and_the_past_say_from_and_until_when(inside: Viewer, offer: EventType) -> None:
    service.change_event_type(inside, offer, notice_minutes=2 * 1440, horizon_days=5)
    soon, far, past = (said(inside, offer, in_days(days))["09:00"] for days in (1, 9, -1))

    assert soon.startswith("Within the notice. This offer asks for 2 days of notice: open from ")
    assert far.startswith("Too far ahead. This offer is open 5 days ahead: until ")
    assert past.startswith("In the past. It is ")
    service.change_event_type(inside, offer, horizon_days=60, bookable_until=in_days(6))
    until = in_days(6)
    assert said(inside, offer, in_days(9))["09:00"] == (
        f"Too far ahead. This offer is open until {until:%a} {until.day} {until:%B}."
    )


def test_hours_say_what_they_are_and_where_they_come_from(inside: Viewer, offer: EventType) -> None:
    day = in_days(3)
    usual = day_of(inside, offer, day)
    assert because.hours_said(usual) == "09:00 to 12:00 (from the weekly hours)"
    assert because.answer(usual, at(day, 15)).cause == "Hours on that day: 09:00 to 12:00 (from the weekly hours)."
    assert because.answer(usual, at(day, 9, 10)).cause == "Meetings start at 09:00 and 09:30."

    hours.set_override(inside, day=day, those=[])
    off = day_of(inside, offer, day)
    assert (because.hours_said(off), list(off.starts)) == ("none (set for this date)", [])
    hours.set_override(inside, day=day, those=[Window(540, 580)])
    assert said(inside, offer, day)["09:30"] == (
        "Outside the hours. 30 minutes don't fit before the hours end at 09:40."
    )
