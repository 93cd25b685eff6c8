"""Blocked time: nobody books it, meetings in it stand, clock changes are taken exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachapp.core import clock
from coachapp.core.errors import Invalid, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service, wording
from coachapp.domain.bookings.instants import Skipped, first_of, instants_of, last_of
from tests.factories import bookings, people

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Europe/Berlin", date(2027, 3, 28), 150, []),
        ("Europe/Berlin", date(2026, 10, 25), 150, ["2026-10-25 00:30", "2026-10-25 01:30"]),
        ("Europe/Berlin", date(2026, 10, 25), 180, ["2026-10-25 02:00"]),
        ("Asia/Kolkata", date(2026, 10, 25), 540, ["2026-10-25 03:30"]),
        ("America/New_York", date(2027, 3, 13), 1440, ["2027-03-14 05:00"]),
        ("America/Santiago", date(2027, 9, 5), 0, []),
    ],
)
def test_a_wall_time_is_one_instant_or_none_or_two(zone: str, day: date, minute: int, expected: list[str]) -> None:
    assert instants_of(day, minute, ZoneInfo(zone)) == [at(each) for each in expected]


def test_of_two_the_start_takes_the_first_and_the_end_the_second_and_none_is_said() -> None:
    day = date(2026, 10, 25)

    assert last_of(day, 150, BERLIN) - first_of(day, 150, BERLIN) == HOUR
    with pytest.raises(Skipped, match=r"no 02:30 on that day"):
        first_of(date(2027, 3, 28), 150, BERLIN)


def wall(coach: Viewer, first: date, starts: str = "", ends: str = "", *, last: date | None = None):
    return service.block_wall(
        coach, first=first, last=last, starts=starts, ends=ends, is_all_day=False, title="Dentist"
    )


def test_days_are_as_long_as_they_are(inside: Viewer) -> None:
    short = wall(inside, date(2027, 3, 28))
    long = wall(inside, date(2027, 10, 31))
    two = wall(inside, date(2027, 3, 27), last=date(2027, 3, 28))

    assert (short.starts_at, short.ends_at) == (at("2027-03-27 23:00"), at("2027-03-28 22:00"))
    assert long.ends_at - long.starts_at == 25 * HOUR
    assert two.ends_at - two.starts_at == 47 * HOUR
    said = [wording.whole_days_or_span(each.starts_at, each.ends_at, "Europe/Berlin") for each in (short, two)]
    assert said == ["Sun 28 March, all day", "Sat 27 March to Sun 28 March"]


def test_a_time_that_comes_twice_is_blocked_both_times(inside: Viewer) -> None:
    both = wall(inside, date(2027, 10, 31), "02:30", "02:45")

    assert (both.starts_at, both.ends_at) == (at("2027-10-31 00:30"), at("2027-10-31 01:45"))


@pytest.mark.parametrize(
    ("first", "starts", "ends", "last", "field"),
    [
        (date(2027, 3, 28), "02:30", "05:00", None, "starts"),
        (date(2027, 3, 28), "01:30", "02:15", None, "ends"),
        (date(2027, 3, 28), "11:00", "10:00", None, "ends"),
        (date(2027, 3, 28), "11:00", "", None, "ends"),
        (date(2027, 3, 28), "half ten", "11:00", None, "starts"),
        (date(2027, 3, 28), "", "", date(2027, 3, 27), "last"),
        (date(2020, 3, 28), "", "", None, "first"),
        (date(2027, 3, 28), "", "", date(2028, 4, 28), "last"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(inside: Viewer, first, starts, ends, last, field) -> None:
    with pytest.raises(Invalid) as refused:
        wall(inside, first, starts, ends, last=last)

    assert list(refused.value.fields) == [field]


def test_blocked_time_can_not_be_booked_and_is_free_again_when_removed(inside: Viewer) -> None:
    offer, start = bookings.offer(inside), bookings.in_days(3)
    blocked = service.block(inside, starts_at=start, ends_at=start + HOUR)

    for shift in (0, 30):
        with pytest.raises(errors.SlotTaken):
            service.book(offer, bookings.guest(), starts_at=start + timedelta(minutes=shift))
    assert service.book(offer, bookings.guest(), starts_at=start - HOUR / 2)
    assert service.book(offer, bookings.guest(), starts_at=start + HOUR)
    service.unblock(inside, blocked)
    assert service.book(offer, bookings.guest(), starts_at=start)


def test_a_meeting_taken_before_stands_and_is_named(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    blocked = service.block(inside, starts_at=booking.starts_at - HOUR, ends_at=booking.starts_at + HOUR / 6)

    assert [each.id for each in queries.standing_in(blocked)] == [booking.id]
    assert booking.is_confirmed


def test_what_was_removed_comes_back_for_an_hour(inside: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (wall(inside, date(2027, 3, day)) for day in (28, 29))
    service.unblock(inside, first)
    service.block_again(inside, first)
    assert [each.id for each in queries.blocked_times(inside)] == [first.id, second.id]

    service.unblock(inside, first)
    later = clock.now() + 2 * HOUR
    monkeypatch.setattr(clock, "now", lambda: later)
    service.unblock(inside, second)
    with pytest.raises(NotFound):
        queries.get_blocked_time(inside, first.id, removed=True)


def test_one_coach_does_not_block_another(inside: Viewer) -> None:
    colleague = people.coach(inside)
    offer, start = bookings.offer(colleague), bookings.in_days(3)
    blocked = service.block(inside, starts_at=start, ends_at=start + HOUR)

    assert service.book(offer, bookings.guest(), starts_at=start)
    with pytest.raises(NotFound):
        queries.get_blocked_time(colleague, blocked.id)
