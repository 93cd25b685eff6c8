"""A month counts what is free on each day, as the one who looks counts days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachapp.domain.bookings.month import free_by_day, month_of
from coachapp.domain.bookings.rules import Offer
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.hours.openings import Hours, Window
from coachapp.web.bookings import labelled

HOUR = timedelta(hours=1)
NOW = datetime(2027, 2, 26, 12, tzinfo=UTC)


def diary(weekly: dict[int, tuple[Window, ...]], days: int = 40) -> Diary:
    return Diary(Offer(HOUR, HOUR, horizon=timedelta(days=days)), Hours(ZoneInfo("UTC"), weekly), NOW)


def test_without_a_wish_the_first_month_with_something_free_is_shown() -> None:
    mondays = diary({0: (Window(600, 720),)})

    shown = month_of(mondays, ZoneInfo("UTC"))

    assert (shown.first, shown.previous, shown.next) == (date(2027, 3, 1), date(2027, 2, 1), date(2027, 4, 1))
    assert {day.day: len(free) for day, free in shown.free.items()} == {1: 2, 8: 2, 15: 2, 22: 2, 29: 2}
    assert shown.first_free == date(2027, 3, 1)
    assert [week[0].isoformat() for week in shown.weeks][:2] == ["2027-03-01", "2027-03-08"]
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in shown.weeks)


def test_months_beyond_what_can_be_booked_are_not_offered() -> None:
    always = diary({day: (Window(0, 1440),) for day in range(7)})

    last = month_of(always, ZoneInfo("UTC"), date(2030, 1, 1))
    first = month_of(always, ZoneInfo("UTC"), date(2020, 1, 1))

    assert (last.first, last.next) == (date(2027, 4, 1), None)
    assert (first.first, first.previous) == (date(2027, 2, 1), None)


def test_nothing_free_shows_this_month_without_days() -> None:
    assert (month_of(diary({}), ZoneInfo("UTC")).first, month_of(diary({}), ZoneInfo("UTC")).free) == (
        date(2027, 2, 1),
        {},
    )


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Havana", "Africa/Cairo", "Pacific/Auckland"])
def test_each_free_time_stands_on_its_own_date_in_the_zone_of_the_one_who_looks(zone: str) -> None:
    always = diary({day: (Window(0, 1440),) for day in range(7)}, days=90)

    found = free_by_day(always, date(2027, 3, 1), date(2027, 4, 30), ZoneInfo(zone))

    assert sum(map(len, found.values())) == sum(map(len, map(set, found.values())))
    assert all(at.astimezone(ZoneInfo(zone)).date() == day for day, free in found.items() for at in free)
    assert {len(free) for free in found.values()} <= {23, 24, 25}


def test_a_time_that_a_clock_change_repeats_is_told_apart() -> None:
    two = [datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1, 2)]

    assert [label for _, label in labelled(two, "Europe/Berlin")] == ["02:30 CEST", "02:30 CET", "03:30"]
