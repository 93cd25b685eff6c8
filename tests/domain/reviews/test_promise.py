"""A promise means the coach's wall time, in every zone, across clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coachapp.domain.hours.openings import Hours, Window
from coachapp.domain.reviews.promise import closing, due, office_hours, presses, resumed

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ZONES = sorted(available_timezones())
WEEK = Hours(BERLIN, {0: (Window(540, 720), Window(840, 1110)), 2: (Window(600, 960),), 3: (Window(540, 1020),)})


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def test_days_without_hours_do_not_count() -> None:
    asked = berlin(2027, 3, 4, 11)

    assert [due(asked, WEEK, n) for n in (1, 2, 3)] == [
        berlin(2027, 3, 8, 18, 30),
        berlin(2027, 3, 10, 16),
        berlin(2027, 3, 11, 17),
    ]


def test_no_working_days_means_todays_closing_while_it_is_ahead() -> None:
    assert due(berlin(2027, 3, 8, 18, 29), WEEK, 0) == berlin(2027, 3, 8, 18, 30)
    assert due(berlin(2027, 3, 8, 18, 30), WEEK, 0) == berlin(2027, 3, 10, 16)


def test_a_date_off_is_no_working_day() -> None:
    off = Hours(BERLIN, WEEK.weekly, {date(2027, 3, 8): ()})

    assert due(berlin(2027, 3, 4, 11), off, 1) == berlin(2027, 3, 10, 16)


def test_without_hours_it_is_monday_to_friday_until_five() -> None:
    assert due(berlin(2027, 3, 5, 22), office_hours(BERLIN), 2) == berlin(2027, 3, 9, 17)
    assert due(berlin(2027, 3, 5, 22), Hours(BERLIN, {}), 2) == berlin(2027, 3, 9, 17)


def test_hours_that_are_always_off_fall_back_to_monday_to_friday() -> None:
    gone = {date(2027, 3, 1) + n * DAY: () for n in range(500)}

    assert due(berlin(2027, 3, 5, 22), Hours(BERLIN, WEEK.weekly, gone), 1) == berlin(2027, 3, 8, 17)


def test_the_wall_clock_counts_on_both_sides_of_a_change() -> None:
    daily = Hours(BERLIN, {n: (Window(540, 1020),) for n in range(7)})

    before = due(datetime(2027, 3, 26, 12, tzinfo=UTC), daily, 1)
    after = due(datetime(2027, 3, 27, 12, tzinfo=UTC), daily, 1)

    assert (before, after) == (datetime(2027, 3, 27, 16, tzinfo=UTC), datetime(2027, 3, 28, 15, tzinfo=UTC))


windows = st.lists(st.tuples(st.integers(0, 1438), st.integers(1, 1440)).filter(lambda w: w[0] < w[1]), max_size=3).map(
    lambda found: tuple(Window(*w) for w in found)
)
instants = st.integers(0, 5 * 365 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * MINUTE)
weeks = st.dictionaries(st.integers(0, 6), windows, max_size=7)


def seen_closing(hours: Hours, day: date) -> datetime | None:
    """Walk every minute around that date and look at the clock on the wall."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - 28 * 60 * MINUTE
    last = None
    for _ in range(84 * 60):
        wall = at.astimezone(hours.zone)
        minute = wall.hour * 60 + wall.minute
        if wall.date() == day and any(w.starts <= minute < w.ends for w in hours.windows_on(day)):
            last = at + MINUTE
        at += MINUTE
    return last


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), day=st.dates(date(2026, 1, 1), date(2030, 12, 31)), found=windows)
@example(zone="Europe/Berlin", day=date(2027, 3, 28), found=(Window(60, 150),))
@example(zone="Europe/Berlin", day=date(2027, 10, 31), found=(Window(60, 150),))
@example(zone="Australia/Lord_Howe", day=date(2027, 10, 3), found=(Window(121, 140),))
def test_hours_close_when_a_watcher_of_the_wall_clock_says_so(zone: str, day: date, found: tuple[Window, ...]) -> None:
    hours = Hours(ZoneInfo(zone), dict.fromkeys(range(7), found))

    assert closing(hours, day) == seen_closing(hours, day)


@settings(max_examples=300, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    asked=instants,
    weekly=weeks,
    n=st.integers(0, 15),
)
def test_a_promise_lies_ahead_at_a_closing_and_more_days_never_make_it_sooner(
    zone: str, asked: datetime, weekly: dict[int, tuple[Window, ...]], n: int
) -> None:
    hours = Hours(ZoneInfo(zone), weekly)
    promised = due(asked, hours, n)
    kept = hours if any(weekly.values()) else office_hours(hours.zone)
    days = {(promised - MINUTE).astimezone(hours.zone).date() + k * DAY for k in (-1, 0, 1)}

    assert promised > asked
    assert promised in {closing(kept, day) for day in days}
    assert promised < due(asked, hours, n + 1) or n == 0


def test_a_promise_presses_when_three_quarters_of_the_open_time_are_over() -> None:
    asked = berlin(2027, 3, 8, 9)

    # Monday 3 h and 4.5 h, Wednesday 6 h: three quarters of 13.5 h are 10 h 7.5 min
    assert presses(asked, berlin(2027, 3, 10, 16), WEEK) == berlin(2027, 3, 10, 10) + timedelta(minutes=157.5)
    assert presses(berlin(2027, 3, 9, 1), berlin(2027, 3, 9, 5), WEEK) == berlin(2027, 3, 9, 4)


def test_a_pause_leaves_the_open_time_that_was_left() -> None:
    paused, promised = berlin(2027, 3, 8, 15), berlin(2027, 3, 10, 16)

    # Monday 3.5 h and Wednesday 6 h are left; from Thursday noon on: 5 h, Monday 7.5 h
    assert resumed(paused, promised, berlin(2027, 3, 11, 12), WEEK) == berlin(2027, 3, 15, 18, 30)
    assert resumed(paused, promised, paused, WEEK) == promised
    assert resumed(promised, promised, berlin(2027, 3, 10, 17), WEEK) == berlin(2027, 3, 11, 17)


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from(ZONES), asked=instants, weekly=weeks, n=st.integers(0, 10), pause=st.integers(0, 30 * 24 * 60)
)
def test_a_promise_presses_before_it_is_due_and_a_pause_never_shortens_it(
    zone: str, asked: datetime, weekly: dict[int, tuple[Window, ...]], n: int, pause: int
) -> None:
    hours = Hours(ZoneInfo(zone), weekly)
    promised = due(asked, hours, n)
    now = asked + pause * MINUTE

    assert asked <= presses(asked, promised, hours) <= promised
    assert resumed(asked, promised, now, hours) > now
    assert resumed(asked, promised, now, hours) >= min(promised, due(now, hours, 0))
