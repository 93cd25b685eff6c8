"""One decision for list, book, move and explain."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.domain.bookings.rules import Limits, Offer, Refusal
from coachapp.domain.bookings.slots import Diary, Taken
from coachapp.domain.hours.openings import Hours, Interval, Window
from tests.domain.bookings.oracle import allowed

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
OFFICE = Hours(ZoneInfo("UTC"), {day: (Window(9 * 60, 12 * 60),) for day in range(5)})


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)


def diary(now: datetime = MONDAY, hours: Hours = OFFICE, taken: Taken | None = None, **rules) -> Diary:
    offer = Offer(**{"length": HOUR, "step": 30 * MINUTE, "horizon": 10 * DAY} | rules)
    return Diary(offer, hours, now, taken or Taken())


def test_sunday_afternoons_in_new_york_keep_their_wall_time_on_the_day_of_the_change() -> None:
    hours = Hours(ZoneInfo("America/New_York"), {6: (Window(13 * 60, 18 * 60),)})
    found = diary(hours=hours, step=HOUR, horizon=60 * DAY).free_slots(
        datetime(2027, 3, 14, tzinfo=UTC), datetime(2027, 3, 15, tzinfo=UTC)
    )

    assert found == [datetime(2027, 3, 14, hour, tzinfo=UTC) for hour in (17, 18, 19, 20, 21)]


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (at(9), None),
        (at(11), None),
        (at(11, 30), Refusal.OUTSIDE_HOURS),
        (at(12), Refusal.OUTSIDE_HOURS),
        (at(3), Refusal.OUTSIDE_HOURS),
        (at(9, day=6), Refusal.OUTSIDE_HOURS),
        (at(9, 7), Refusal.OFF_GRID),
        (at(9) + timedelta(seconds=1), Refusal.OFF_GRID),
        (at(9) - 7 * DAY, Refusal.IN_THE_PAST),
        (datetime(1, 1, 1, tzinfo=UTC), Refusal.IN_THE_PAST),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), Refusal.TOO_FAR),
        (at(9, day=12), Refusal.TOO_FAR),
    ],
)
def test_each_refusal_names_its_reason(wanted: datetime, refusal: Refusal | None) -> None:
    assert diary().decide(wanted) == refusal


def test_notice_refuses_what_is_too_soon() -> None:
    mine = diary(now=at(8), notice=2 * HOUR)

    assert mine.decide(at(9, 30)) == Refusal.TOO_SOON
    assert mine.decide(at(10)) is None


def test_a_meeting_takes_its_buffers_with_it() -> None:
    booked = Offer(HOUR, HOUR, before=10 * MINUTE, after=30 * MINUTE).busy(at(9))
    mine = diary(taken=Taken([booked], []))

    assert booked == Interval(at(8, 50), at(10, 30))
    assert mine.free_slots(at(0), at(23)) == [at(10, 30), at(11)]
    assert diary(taken=Taken([booked], []), before=MINUTE).free_slots(at(0), at(23)) == [at(11)]


def test_the_limit_of_a_day_counts_in_the_wall_day_of_the_coach() -> None:
    tokyo = Hours(ZoneInfo("Asia/Tokyo"), {day: (Window(8 * 60, 11 * 60),) for day in range(7)})
    # 8:00 in Tokyo on 2 March is still 1 March in UTC.
    mine = diary(hours=tokyo, step=HOUR, limits=Limits(1), taken=Taken([], [at(23, day=1)]))

    assert mine.decide(at(0, day=2)) == Refusal.DAY_FULL
    assert mine.decide(at(23, day=2)) is None


def test_the_three_nearest_are_offered_instead() -> None:
    busy = [Interval(at(10), at(11))]
    mine = diary(taken=Taken(busy, []), step=HOUR)

    assert mine.nearest(at(10)) == [at(9), at(11), at(11, day=2) - 2 * HOUR]
    assert mine.nearest(datetime(1, 1, 1, tzinfo=UTC)) == [at(9), at(11), at(9, day=2)]
    assert len(mine.nearest(datetime(9999, 12, 31, tzinfo=UTC))) == 3


def test_no_hours_offer_nothing() -> None:
    mine = diary(hours=Hours(ZoneInfo("UTC"), {}))

    assert mine.free_slots(at(0), at(0) + 62 * DAY) == []
    assert mine.nearest(at(9)) == []


instants = st.integers(0, 14 * 24 * 12).map(lambda n: MONDAY + n * 5 * MINUTE)
busy = st.lists(
    st.tuples(instants, st.integers(1, 300)).map(lambda b: Interval(b[0], b[0] + b[1] * MINUTE)), max_size=6
)
windows = st.lists(
    st.tuples(st.integers(0, 287), st.integers(1, 288))
    .filter(lambda w: w[0] < w[1])
    .map(lambda w: Window(w[0] * 5, w[1] * 5)),
    max_size=2,
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(["America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    weekly=st.dictionaries(st.integers(0, 6), windows, min_size=3),
    day_off=st.integers(0, 13),
    rules=st.fixed_dictionaries(
        {
            "length": st.sampled_from([15, 30, 50, 90]).map(lambda n: n * MINUTE),
            "step": st.sampled_from([10, 15, 30, 60]).map(lambda n: n * MINUTE),
            "before": st.sampled_from([0, 10]).map(lambda n: n * MINUTE),
            "after": st.sampled_from([0, 15]).map(lambda n: n * MINUTE),
            "notice": st.sampled_from([0, 5, 48]).map(lambda n: n * HOUR),
            "horizon": st.integers(1, 14).map(lambda n: n * DAY),
            "notice_days": st.sampled_from([0, 0, 1, 3]),
            "until": st.sampled_from([None, date(2027, 3, 9)]),
            "limits": st.builds(Limits, *[st.sampled_from([None, None, most]) for most in (1, 2, 4)]),
            "overall": st.builds(Limits, *[st.sampled_from([None, None, most]) for most in (2, 3, 6)]),
        }
    ),
    taken=st.builds(
        lambda b, s, more: Taken(tuple(b), tuple(s), (*s, *more)),
        busy,
        st.lists(instants, max_size=5),
        st.lists(instants, max_size=3),
    ),
    now=instants,
)
def test_what_is_listed_can_be_booked_and_nothing_else(*, zone, weekly, day_off, rules, taken, now) -> None:
    hours = Hours(ZoneInfo(zone), weekly, {date(2027, 3, 1) + day_off * DAY: ()})
    mine = Diary(Offer(**rules), hours, now, taken)

    listed = mine.free_slots(MONDAY, MONDAY + 15 * DAY)

    every_five_minutes = [MONDAY + n * 5 * MINUTE for n in range(15 * 24 * 12)]
    assert listed == [instant for instant in every_five_minutes if mine.decide(instant) is None]
    assert listed == [instant for instant in every_five_minutes if allowed(mine, instant)]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("booked", "closed", "open_again"),
    [
        (utc(2027, 8, 30, 9), [utc(2027, 8, 31, 9), utc(2027, 9, 5, 9)], utc(2027, 9, 6, 9)),
        (utc(2026, 12, 28, 9), [utc(2026, 12, 31, 9), utc(2027, 1, 3, 9)], utc(2027, 1, 4, 9)),
    ],
)
def test_one_a_week_closes_the_week_from_monday_on(
    booked: datetime, closed: list[datetime], open_again: datetime
) -> None:
    every_day = Hours(ZoneInfo("UTC"), dict.fromkeys(range(7), (Window(0, 1440),)))
    mine = diary(now=booked - DAY, hours=every_day, limits=Limits(week=1), taken=Taken([], [booked]))

    assert [mine.decide(at) for at in closed] == [Refusal.WEEK_FULL] * 2
    assert mine.decide(open_again) is None


def test_a_week_of_notice_goes_by_the_clock_and_the_rest_by_the_wall() -> None:
    office = Hours(ZoneInfo("America/New_York"), dict.fromkeys(range(7), (Window(9 * 60, 17 * 60),)))
    mine = diary(now=utc(2026, 10, 25, 14), hours=office, notice=168 * HOUR, horizon=60 * DAY, step=HOUR)

    found = mine.free_slots(utc(2026, 10, 25), utc(2026, 12, 1, 5))

    assert found[0] == utc(2026, 11, 1, 14)
    first_of_day = {at.astimezone(office.zone).date(): at.astimezone(office.zone).hour for at in reversed(found)}
    assert set(first_of_day.values()) == {9}
    assert len(first_of_day) == 30


def test_two_working_days_of_notice_skip_the_weekend() -> None:
    friday_noon = at(12, day=5)
    mine = diary(now=friday_noon, notice_days=2)

    assert mine.free_slots(friday_noon, friday_noon + 7 * DAY)[0] == at(9, day=9)
    assert mine.decide(at(9, day=8)) == Refusal.TOO_SOON


def test_an_offer_that_ends_is_refused_behind_its_last_date() -> None:
    mine = diary(until=date(2027, 3, 2))

    assert mine.decide(at(11, day=2)) is None
    assert mine.decide(at(9, day=3)) == Refusal.TOO_FAR


def test_starts_follow_each_other_with_the_pauses_between() -> None:
    morning = Hours(ZoneInfo("UTC"), {0: (Window(600, 720),)})
    twenty = diary(hours=morning, length=20 * MINUTE, step=25 * MINUTE, after=5 * MINUTE)

    found = twenty.free_slots(MONDAY, MONDAY + DAY)

    assert [each.strftime("%H:%M") for each in found] == ["10:00", "10:25", "10:50", "11:15", "11:40"]


@settings(max_examples=60, deadline=None)
@given(wanted=instants, taken=busy.map(lambda b: Taken(tuple(b), ())), horizon=st.integers(1, 400))
def test_the_nearest_are_the_nearest_of_all(wanted, taken, horizon) -> None:
    mine = diary(taken=taken, horizon=horizon * DAY)

    everything = mine.free_slots(MONDAY, MONDAY + 500 * DAY)

    closest = sorted(everything, key=lambda slot: (abs(slot - wanted), slot))[:3]
    assert mine.nearest(wanted) == sorted(closest)


def test_what_lasts_over_the_pause_at_noon_takes_from_both_sides_of_it() -> None:
    day = Hours(ZoneInfo("UTC"), {0: (Window(600, 720), Window(780, 900))})
    mine = diary(hours=day, length=30 * MINUTE, taken=Taken([Interval(at(11, 15), at(13, 15))]))

    found = mine.free_slots(MONDAY, MONDAY + DAY)

    assert [each.strftime("%H:%M") for each in found] == ["10:00", "10:30", "13:30", "14:00", "14:30"]
