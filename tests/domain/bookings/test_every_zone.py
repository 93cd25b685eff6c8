"""The engine equals the oracle at the clock changes of all zones from 2024 to 2037, whatever the coach has set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.domain.bookings.rules import Limits, Offer
from coachapp.domain.bookings.slots import Diary, Taken
from coachapp.domain.hours.openings import Hours, Interval, Window
from tests.domain.bookings.oracle import allowed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
QUIET = datetime(2031, 6, 1, tzinfo=UTC)
ZONES = sorted(available_timezones())
STEP = 5
"""Minutes: all that is drawn lies on this grid, and so do the clock changes of these years."""


@cache
def changes(zone: str) -> list[datetime]:
    """List the instants at which the zone's clocks change, found by looking at them."""
    info, found, day = ZoneInfo(zone), [], FIRST
    offset = day.astimezone(info).utcoffset()
    while day < LAST:
        tomorrow = day + DAY
        if (new := tomorrow.astimezone(info).utcoffset()) != offset:
            fives = (day + n * STEP * MINUTE for n in range(289))
            found.append(next(at for at in fives if at.astimezone(info).utcoffset() != offset))
        day, offset = tomorrow, new
    return found


def near(number: int, reach: int, most: int) -> st.SearchStrategy[int]:
    """Draw minutes on the grid around a minute, between nothing and most."""
    low, high = max(number - reach, 0) // STEP, min(number + reach, most) // STEP
    return st.integers(low, high).map(lambda n: n * STEP)


def windows(minute: int) -> st.SearchStrategy[tuple[Window, ...]]:
    """Draw the windows of a day, one of them around a minute of the wall clock; they may overlap and pass midnight."""
    around = st.tuples(near(minute, 180, 1435), near(minute + 60, 240, 1800))
    any_time = st.tuples(near(720, 720, 1435), near(900, 900, 1800))
    some = st.one_of(around, any_time).filter(lambda w: w[0] < w[1]).map(lambda w: Window(*w))
    return st.lists(some, max_size=2).map(tuple)


minutes = st.integers(1, 18).map(lambda n: n * STEP * MINUTE)
few = st.sampled_from([None, None, 1, 2])
limits = st.builds(Limits, few, st.sampled_from([None, None, 2, 3]), st.sampled_from([None, None, 3]))


@st.composite
def diaries(draw: st.DrawFn) -> tuple[Diary, datetime]:
    """Draw a coach's diary, and a clock change around which it is looked at."""
    zone = draw(st.sampled_from(ZONES))
    change = draw(st.sampled_from(changes(zone) or [QUIET]))
    wall = (change - MINUTE).astimezone(ZoneInfo(zone))
    on_a_day = windows(wall.hour * 60 + wall.minute)
    dates = st.dictionaries(st.integers(-1, 1).map(lambda n: wall.date() + n * DAY), on_a_day, max_size=2)
    hours = Hours(ZoneInfo(zone), draw(st.dictionaries(st.integers(0, 6), on_a_day, min_size=3)), draw(dates))
    instants = st.integers(-2 * 288, 2 * 288).map(lambda n: change + n * STEP * MINUTE)
    spans = st.builds(lambda at, long: Interval(at, at + long), instants, minutes)
    starts = draw(st.lists(instants, max_size=4))
    more = draw(st.lists(instants, max_size=2))
    away = draw(st.lists(spans, max_size=2))
    taken = Taken(tuple(draw(st.lists(spans, max_size=4))), tuple(starts), (*starts, *more), tuple(away))
    pauses = st.sampled_from([timedelta(), 5 * MINUTE, 15 * MINUTE])
    offer = Offer(
        length=draw(minutes),
        step=draw(minutes),
        before=draw(pauses),
        after=draw(pauses),
        notice=draw(st.sampled_from([timedelta(), 5 * HOUR, 24 * HOUR])),
        notice_days=draw(st.sampled_from([0, 0, 1])),
        horizon=draw(st.integers(1, 5)) * DAY,
        until=draw(st.sampled_from([None, None, wall.date(), wall.date() + DAY])),
        limits=draw(limits),
        overall=draw(limits),
    )
    return Diary(offer, hours, draw(instants) - DAY, taken), change


@settings(max_examples=max(250, settings().max_examples), deadline=None)
@given(drawn=diaries())
def test_what_is_listed_around_a_clock_change_is_what_the_rules_allow(drawn: tuple[Diary, datetime]) -> None:
    mine, change = drawn
    since, until = change - 30 * HOUR, change + 30 * HOUR

    listed = mine.free_slots(since, until)

    every_five_minutes = [since + n * STEP * MINUTE for n in range(60 * 12)]
    assert listed == [at for at in every_five_minutes if allowed(mine, at)]
    assert all(mine.decide(at) is None for at in listed)


def test_all_zones_and_their_changes_are_drawn_from() -> None:
    last = date(2037, 1, 1)

    known = {zone: changes(zone) for zone in ZONES}

    assert len(ZONES) > 500
    assert sum(map(len, known.values())) > 4000
    assert known["Europe/Berlin"][-1].date() > last
    assert all(at.timestamp() % 300 == 0 for found in known.values() for at in found)
