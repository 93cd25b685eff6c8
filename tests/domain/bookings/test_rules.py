"""What a coach may ask of those who book: lengths, cut-offs, limits over all offers, places."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachapp.core import clock
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service, wording
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.hours import service as hours
from tests.factories import bookings, people

HOUR = timedelta(hours=1)
START = datetime(2027, 1, 12, 15, tzinfo=UTC)


@pytest.fixture
def inside(owner: Viewer) -> Viewer:
    return people.coach(owner)


def set_clock(at: datetime) -> None:
    clock.shift(clock.offset() + (at - clock.now()).total_seconds())


def test_a_guest_chooses_among_the_lengths_on_offer(inside: Viewer) -> None:
    offer = bookings.offer(inside, minutes=30, other_lengths=[60], step_minutes=None)
    at = bookings.in_days(3)

    longer = service.book(offer, bookings.guest(), starts_at=at, minutes=60)

    assert longer.ends_at - longer.starts_at == HOUR
    assert queries.explain(offer, at + HOUR / 2)[0] == "slot-taken"
    service.move(queries.get_booking(inside, longer.id), starts_at=at + 4 * HOUR)
    assert longer.ends_at - longer.starts_at == HOUR
    with pytest.raises(Invalid) as refused:
        service.book(offer, bookings.guest(), starts_at=at, minutes=45)
    assert refused.value.fields == {"minutes": ["This meeting can be had for 30, 60 minutes."]}


def test_limits_over_all_offers_count_all_meetings_of_the_coach(inside: Viewer) -> None:
    first, second = bookings.offer(inside), bookings.event_type(inside, minutes=60, step_minutes=60)
    service.set_limits(inside, most_per_day=1, most_per_week=None, most_per_month=None)
    noon = bookings.in_days(3).astimezone(ZoneInfo("Europe/Berlin")).replace(hour=12)
    service.book(first, bookings.guest(), starts_at=noon)

    with pytest.raises(errors.DayFull):
        service.book(second, bookings.guest(), starts_at=noon + 3 * HOUR)
    assert service.book(second, bookings.guest(), starts_at=noon + timedelta(days=1))


def test_a_month_is_counted_whole_whichever_part_of_it_is_looked_at(inside: Viewer) -> None:
    offer = bookings.offer(inside, most_per_month=1, horizon_days=365)
    first = (bookings.in_days(0).replace(day=1, hour=12) + timedelta(days=62)).replace(day=1)
    service.book(offer, bookings.guest(), starts_at=first)

    last = first + timedelta(days=27)
    free = queries.free_slots(offer, last.date(), last.date(), ZoneInfo("UTC"))

    assert free == []
    with pytest.raises(errors.MonthFull):
        service.book(offer, bookings.guest(), starts_at=last)


@pytest.mark.parametrize(("second", "may"), [(-1, True), (1, False)])
def test_a_guest_may_cancel_up_to_the_second_of_the_cut_off_and_the_coach_always(
    inside: Viewer, second: int, *, may: bool
) -> None:
    set_clock(START - timedelta(days=5))
    offer = bookings.offer(inside, cutoff_minutes=24 * 60)
    booking = queries.get_booking(inside, service.book(offer, bookings.guest(), starts_at=START).id)
    set_clock(START - 24 * HOUR + timedelta(seconds=second))

    if may:
        assert service.cancel(booking).is_confirmed is False
    else:
        with pytest.raises(errors.PastCutoff):
            service.cancel(booking)
        with pytest.raises(errors.PastCutoff):
            service.move(booking, starts_at=START + 48 * HOUR)
        assert (booking.sequence, booking.starts_at) == (0, START)
        assert service.cancel(booking, actor=inside).is_confirmed is False


def test_a_guest_moves_as_often_as_the_offer_allows_and_the_coach_as_often_as_it_takes(inside: Viewer) -> None:
    booking = bookings.booking(inside, at=bookings.offer(inside, most_moves=1))
    service.move(booking, starts_at=booking.starts_at + HOUR)

    with pytest.raises(errors.TooManyMoves):
        service.move(booking, starts_at=booking.starts_at + HOUR)

    assert service.move(booking, starts_at=booking.starts_at + HOUR, actor=inside).moves == 2


def test_each_meeting_gets_a_room_of_its_own_and_keeps_it(inside: Viewer) -> None:
    offer = bookings.offer(inside, place="https://meet.example.org/{room}")

    first, second = (bookings.booking(inside, at=offer, days=days) for days in (3, 4))
    service.change_event_type(inside, offer, place="https://elsewhere.example.org")

    places = [wording.where(each) for each in (first, second)]
    assert len(set(places)) == 2
    assert all(re.fullmatch(r"Video call: https://meet\.example\.org/(\w{5}-){3}\w{5}", place) for place in places)


def test_people_who_meet_in_person_see_the_wall_time_of_the_place(inside: Viewer) -> None:
    offer = bookings.offer(inside, place_kind=PlaceKind.IN_PERSON, place="Main Street 1", place_zone="America/Lima")

    booking = bookings.booking(inside, at=offer, time_zone="Asia/Tokyo")

    assert booking.time_zone == "America/Lima"


def test_an_offer_goes_by_the_schedule_that_it_names(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    empty = hours.add_schedule(inside, name="Never", time_zone="UTC", weekly={})
    theirs = hours.add_schedule(people.coach(inside), name="Theirs", time_zone="UTC", weekly={})

    service.change_event_type(inside, offer, schedule_id=empty.id)

    with pytest.raises(errors.OutsideHours):
        service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    with pytest.raises(Invalid):
        service.change_event_type(inside, offer, schedule_id=theirs.id)


def test_a_pause_after_one_meeting_refuses_the_next_start_and_takes_the_one_behind(inside: Viewer) -> None:
    offer = bookings.offer(inside, buffer_after=15, step_minutes=15)
    at = bookings.in_days(3)
    service.book(offer, bookings.guest(), starts_at=at)

    with pytest.raises(errors.SlotTaken):
        service.book(offer, bookings.guest(), starts_at=at + HOUR / 2)
    assert service.book(offer, bookings.guest(), starts_at=at + HOUR * 3 / 4)
