"""Hours mean wall time, in every zone, across every clock change from 2026 to 2030."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.domain.hours.changes import stretches
from coachapp.domain.hours.openings import Hours, Openings, Window

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones())


def oracle(hours: Hours, step: int, length: int, since: datetime, until: datetime) -> list[datetime]:
    """Walk every minute and look at the clock on the wall: the slow and obvious answer."""

    def windows(at: datetime) -> list[tuple[int, Window]]:
        wall = at.astimezone(hours.zone)
        minute = wall.hour * 60 + wall.minute
        days = ((minute, wall.date()), (minute + 1440, wall.date() - DAY))  # a window may begin the evening before
        return [(n, w) for n, day in days for w in hours.windows_on(day) if w.starts <= n < w.ends]

    count = int((until - since) / MINUTE) + length
    seen = [windows(since + index * MINUTE) for index in range(count)]
    return [
        since + index * MINUTE
        for index in range(count - length)
        if any((minute - window.starts) % step == 0 for minute, window in seen[index])
        and all(seen[index : index + length])
    ]


def computed(hours: Hours, step: int, length: int, since: datetime, until: datetime) -> list[datetime]:
    openings = Openings(hours, since - DAY, until + DAY, step * MINUTE)
    found = []
    for at in openings.grid:
        interval = openings.around(at)
        if since <= at < until and interval and at + length * MINUTE <= interval.ends:
            found.append(at)
    return found


@lru_cache
def changes(zone: str) -> list[tuple[datetime, timedelta, timedelta]]:
    """List (instant, old offset, new offset) of each clock change: days first, then minutes."""
    info, found, day = ZoneInfo(zone), [], FIRST
    offset = day.astimezone(info).utcoffset()
    while day < LAST:
        tomorrow = day + DAY
        if (new := tomorrow.astimezone(info).utcoffset()) != offset:
            minutes = (day + n * MINUTE for n in range(1441))
            at = next(minute for minute in minutes if minute.astimezone(info).utcoffset() != offset)
            found.append((at, offset, new))
        day, offset = tomorrow, new
    return found


EVERY_DAY = {
    "all day": (Window(0, 1440),),
    "across the change": (Window(0, 150), Window(155, 270), Window(23 * 60 + 10, 1440)),
    "nights": (Window(22 * 60 + 30, 26 * 60), Window(5 * 60, 5 * 60 + 50)),
    "office": (Window(9 * 60, 12 * 60), Window(13 * 60 + 15, 17 * 60)),
}


def hours_of(pattern: str, zone: str) -> Hours:
    return Hours(ZoneInfo(zone), dict.fromkeys(range(7), EVERY_DAY[pattern]))


@pytest.mark.parametrize("pattern", EVERY_DAY)
def test_free_slots_equal_the_minute_by_minute_walk_in_every_zone_at_every_change(pattern: str) -> None:
    # Two zones that change at the same instant between the same offsets show the same clocks for a day
    # on either side, so the slow walk is done once for all of them.
    walked: dict[tuple[datetime, timedelta, timedelta], list[datetime]] = {}
    checked = 0

    for zone in ZONES:
        for change in changes(zone):
            since, until = change[0] - DAY, change[0] + DAY
            if change not in walked:
                walked[change] = oracle(hours_of(pattern, zone), 25, 50, since, until)
            assert computed(hours_of(pattern, zone), 25, 50, since, until) == walked[change], (zone, change)
            checked += 1

    assert len(ZONES) > 500
    assert checked > 1500


def test_the_zone_data_is_that_of_the_pinned_package() -> None:
    assert zoneinfo.TZPATH == ()
    assert set(resources.files("tzdata").joinpath("zones").read_text().split()) == set(ZONES)


windows = st.lists(
    st.tuples(st.integers(0, 1438), st.integers(1, 1800)).filter(lambda w: w[0] < w[1]).map(lambda w: Window(*w)),
    max_size=3,
).map(tuple)


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"]),
    weekly=st.dictionaries(st.integers(0, 6), windows),
    differing=st.dictionaries(st.integers(0, 3), windows, max_size=2),
    step=st.sampled_from([5, 15, 20, 30, 45, 60]),
    length=st.sampled_from([5, 15, 30, 50, 90]),
    which=st.integers(0, 9),
)
def test_any_hours_equal_the_minute_by_minute_walk(*, zone, weekly, differing, step, length, which) -> None:
    known = changes(zone) or [(datetime(2027, 6, 1, tzinfo=UTC), timedelta(), timedelta())]
    around = known[which % len(known)][0]
    start = (around - DAY).date()
    hours = Hours(ZoneInfo(zone), weekly, {start + n * DAY: w for n, w in differing.items()})

    found = computed(hours, step, length, around - DAY, around + DAY)

    assert found == oracle(hours, step, length, around - DAY, around + DAY)


def test_a_skipped_wall_time_is_never_offered() -> None:
    hours = Hours(ZoneInfo("Europe/Berlin"), {6: (Window(60, 240),)})

    found = computed(hours, 30, 30, datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 3, 29, tzinfo=UTC))

    assert [at.strftime("%H:%M") for at in found] == ["00:00", "00:30", "01:00", "01:30"]


def test_a_repeated_wall_time_is_offered_twice() -> None:
    hours = Hours(ZoneInfo("Europe/Berlin"), {6: (Window(120, 180),)})

    found = computed(hours, 60, 60, datetime(2027, 10, 31, tzinfo=UTC), datetime(2027, 11, 1, tzinfo=UTC))

    assert [at.strftime("%H:%M") for at in found] == ["00:00", "01:00"]


def test_windows_that_touch_at_midnight_are_one_stretch() -> None:
    hours = Hours(ZoneInfo("UTC"), {5: (Window(22 * 60, 1440),), 6: (Window(0, 60),)})
    openings = Openings(hours, *(datetime(2027, 3, d, tzinfo=UTC) for d in (6, 8)), 30 * MINUTE)

    assert [(i.starts.hour, i.ends.hour) for i in openings.open] == [(22, 1)]


def test_a_day_off_closes_its_date_alone() -> None:
    day_off = date(2027, 3, 2)
    hours = Hours(ZoneInfo("UTC"), {1: (Window(600, 660),)}, {day_off: ()})
    openings = Openings(hours, *(datetime(2027, 3, d, tzinfo=UTC) for d in (1, 15)), 30 * MINUTE)

    assert [i.starts.date() for i in openings.open] == [date(2027, 3, 9)]


def test_stretches_cover_the_whole_time_without_a_gap() -> None:
    found = list(stretches(ZoneInfo("Africa/Casablanca"), FIRST, LAST))

    assert found[0].starts == FIRST
    assert found[-1].ends == LAST
    assert all(a.ends == b.starts and a.offset != b.offset for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("window", "step", "first", "last"),
    [
        (Window(22 * 60 + 30, 26 * 60), 30, "22:30", "01:00"),
        (Window(9 * 60, 24 * 60), 60, "09:00", "23:00"),
    ],
)
def test_an_hour_fits_up_to_the_end_of_the_window(window: Window, step: int, first: str, last: str) -> None:
    hours = Hours(ZoneInfo("UTC"), {0: (window,)})

    found = computed(hours, step, 60, datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 3, tzinfo=UTC))

    assert (found[0].strftime("%H:%M"), found[-1].strftime("%H:%M")) == (first, last)


def test_a_date_that_differs_late_in_the_evening_stands_on_the_next_day_in_utc() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    office = (Window(9 * 60, 17 * 60),)
    hours = Hours(zone, {4: office, 5: office}, {date(2026, 11, 6): (Window(22 * 60, 23 * 60),)})

    found = computed(hours, 60, 60, datetime(2026, 11, 6, 8, tzinfo=UTC), datetime(2026, 11, 8, 8, tzinfo=UTC))

    assert found[0] == datetime(2026, 11, 7, 6, tzinfo=UTC)
    assert {at.astimezone(zone).date() for at in found[1:]} == {date(2026, 11, 7)}
    assert len(found) == 1 + 8


def test_a_day_off_leaves_the_evening_before_as_it_is() -> None:
    friday, saturday = date(2027, 3, 5), date(2027, 3, 6)
    hours = Hours(ZoneInfo("UTC"), {4: (Window(22 * 60, 26 * 60),), 5: (Window(9 * 60, 10 * 60),)}, {saturday: ()})

    found = computed(hours, 60, 60, datetime(2027, 3, 5, tzinfo=UTC), datetime(2027, 3, 7, tzinfo=UTC))

    assert friday.weekday() == 4
    assert [at.strftime("%a %H") for at in found] == ["Fri 22", "Fri 23", "Sat 00", "Sat 01"]


def test_berlin_at_both_changes_of_its_clocks() -> None:
    night = Hours(ZoneInfo("Europe/Berlin"), dict.fromkeys(range(7), (Window(0, 240),)))

    def labels(day: datetime) -> list[str]:
        found = computed(night, 30, 30, day - timedelta(hours=3), day + timedelta(hours=12))
        mine = [at.astimezone(night.zone) for at in found if at.astimezone(night.zone).date() == day.date()]
        return [at.strftime("%H:%M") for at in mine]

    spring, autumn = labels(datetime(2027, 3, 28, tzinfo=UTC)), labels(datetime(2026, 10, 25, tzinfo=UTC))

    assert spring == ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]
    assert len(autumn) == 10
    assert (autumn.count("02:00"), autumn.count("02:30")) == (2, 2)
