"""Several diaries read as one equal the slow and obvious answer over each of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.domain.bookings.rules import Limits, Offer, Refusal
from coachapp.domain.bookings.slots import Diary, Taken
from coachapp.domain.bookings.together import TELLING, Together
from coachapp.domain.hours.openings import Hours

from .test_slots import DAY, HOUR, MINUTE, MONDAY, allowed, busy, instants, windows

hosts = st.lists(
    st.tuples(
        st.sampled_from(["America/New_York", "Asia/Kathmandu", "Europe/Berlin"]),
        st.dictionaries(st.integers(0, 6), windows, min_size=3),
        st.builds(lambda taken, starts: Taken(tuple(taken), tuple(starts), tuple(starts)), busy, st.lists(instants)),
        st.builds(Limits, *[st.sampled_from([None, None, most]) for most in (1, 2, 4)]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(
    each=hosts,
    length=st.sampled_from([15, 30, 50]).map(lambda n: n * MINUTE),
    notice=st.sampled_from([0, 48]).map(lambda n: n * HOUR),
    most=st.builds(Limits, *[st.sampled_from([None, most]) for most in (1, 3, 5)]),
    now=instants,
)
def test_a_time_can_be_had_where_one_host_has_it(*, each, length, notice, most, now) -> None:
    alone = {
        UUID(int=n): Diary(
            Offer(length, 30 * MINUTE, notice=notice, horizon=9 * DAY, limits=most, overall=overall),
            Hours(ZoneInfo(zone), weekly, {date(2027, 3, 4): ()}),
            now,
            taken,
        )
        for n, (zone, weekly, taken, overall) in enumerate(each)
    }
    whole = Together.of(alone)

    listed = whole.free_slots(MONDAY, MONDAY + 15 * DAY)

    every_five_minutes = [MONDAY + n * 5 * MINUTE for n in range(15 * 24 * 12)]
    can = {at: [host for host, one in alone.items() if allowed(one, at)] for at in every_five_minutes}
    assert listed == [at for at in every_five_minutes if can[at]] == sorted(listed)
    for at in every_five_minutes[:: 7 * len(alone)]:
        assert whole.free_at(at) == can[at]
        assert (whole.decide(at) is None) == bool(can[at])
        assert can[at] or whole.decide(at) in {one.decide(at) for one in alone.values()}
    assert {whole.decide(at) for at in whole.nearest(MONDAY + 2 * DAY)} <= {None}


def test_every_refusal_has_its_place_among_those_that_are_told() -> None:
    assert set(TELLING) == set(Refusal)
