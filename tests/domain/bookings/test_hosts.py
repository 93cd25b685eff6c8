"""An offer that several coaches share: fair, and never two at once with one of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Forbidden, Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import because, errors, queries, service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.why import day_of
from coachapp.domain.calendars import service as calendars
from coachapp.domain.calendars.models import CalendarBusy
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window
from coachapp.domain.notifications.models import Notification
from coachapp.domain.ops.leaving import let_go
from tests.factories import bookings, people

BERLIN = ZoneInfo("Europe/Berlin")
HALF, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def dana(inside: Viewer) -> Viewer:
    """Give a coach beside the owner who is open all day."""
    made = people.coach(inside, name="Dana Dahl")
    bookings.hours(made)
    return made


@pytest.fixture
def noor(inside: Viewer) -> Viewer:
    """Give another."""
    made = people.coach(inside, name="Noor Nazari")
    bookings.hours(made)
    return made


@pytest.fixture
def shared(inside: Viewer, dana: Viewer, noor: Viewer) -> EventType:
    """Give an offer of the owner that all three hold."""
    return share(inside, inside, dana, noor)


def share(owner: Viewer, *hosts: Viewer, **facts: object) -> EventType:
    bookings.hours(owner)
    return bookings.event_type(owner, host_ids=[each.membership_id for each in hosts], **facts)


def take(offer: EventType, days: float) -> Booking:
    return service.book(offer, bookings.guest(), starts_at=bookings.in_days(days))


def held_by(*taken: Booking) -> Counter[UUID]:
    return Counter(each.coach_id for each in taken)


def test_of_sixty_meetings_each_of_three_who_are_free_holds_twenty(shared: EventType) -> None:
    taken = [take(shared, 2 + n / 4) for n in range(60)]

    assert sorted(held_by(*taken).values()) == [20, 20, 20]
    for n in range(1, 60):
        counts = held_by(*taken[:n])
        assert max(counts.values()) - min([*counts.values(), *([0] if len(counts) < 3 else [])]) <= 1


def test_one_time_is_had_once_with_each_and_then_by_nobody(shared: EventType) -> None:
    at = bookings.in_days(3)
    taken = [service.book(shared, bookings.guest(), starts_at=at) for _ in range(3)]

    with pytest.raises(errors.SlotTaken) as refused:
        service.book(shared, bookings.guest(), starts_at=at)

    assert set(held_by(*taken).values()) == {1}
    assert queries.explain(shared, at)[0] == "slot-taken"
    assert len(refused.value.alternatives) == 3


def test_a_cancelled_meeting_gives_its_coach_the_next_turn(shared: EventType) -> None:
    taken = [take(shared, 2 + n / 4) for n in range(6)]
    service.cancel(taken[4])

    assert take(shared, 9).coach_id == taken[4].coach_id


def test_old_meetings_count_for_nobodys_turn(inside: Viewer, dana: Viewer) -> None:
    offer = share(inside, inside, dana)
    for n in range(3):
        old = take(share(inside, inside), 2 + n)
        old.event_type_id, old.starts_at = offer.id, clock.now() - 31 * DAY
        old.ends_at = old.starts_at + HALF
    db.session.flush()

    taken = [take(offer, 5 + n) for n in range(4)]

    assert sorted(held_by(*taken).values()) == [2, 2]


def test_both_sides_hear_of_the_coach_who_holds_it(inside: Viewer, dana: Viewer, noor: Viewer) -> None:
    offer = share(inside, dana, noor)

    booking = take(offer, 3)

    host = dana if booking.coach_id == dana.membership_id else noor
    told = db.session.query(Notification).filter_by(subject_id=booking.id).all()
    assert {n.facts["side"]: n.to_address for n in told} == {"guest": booking.guest_email, "coach": host.email}
    assert queries.get_booking(host, booking.id).coach.user.name == host.name
    assert booking.coach_id != inside.membership_id


def test_each_host_goes_by_own_hours_limits_and_calendars(inside: Viewer, dana: Viewer, noor: Viewer) -> None:
    offer, noon = share(inside, dana, noor, most_per_day=2), bookings.in_days(3).replace(hour=12)
    day = noon.astimezone(BERLIN).date()
    hours.set_hours(dana, time_zone="UTC", weekly={each: [Window(720, 840)] for each in range(7)})
    hours.set_hours(noor, time_zone="UTC", weekly={each: [Window(600, 780)] for each in range(7)})
    service.set_limits(dana, most_per_day=1, most_per_week=None, most_per_month=None)
    elsewhere(noor, noon, noon + HALF)

    assert queries.free_slots(offer, day, day, BERLIN) == [noon + n * HALF for n in range(-4, 4)]
    assert service.book(offer, bookings.guest(), starts_at=noon).coach_id == dana.membership_id
    assert queries.free_slots(offer, day, day, BERLIN) == [noon + n * HALF for n in (-4, -3, -2, -1, 1)]
    with pytest.raises(errors.SlotTaken):
        service.book(offer, bookings.guest(), starts_at=noon)


def test_the_days_page_says_who_is_free_and_what_stands_in_whose_way(
    inside: Viewer, dana: Viewer, noor: Viewer
) -> None:
    offer, noon = share(dana, dana, noor), bookings.in_days(3).replace(hour=12)
    elsewhere(noor, noon - HOUR, noon + HOUR)
    service.book(offer, bookings.guest(name="Gil"), starts_at=noon)
    taken = service.book(share(noor, noor), bookings.guest(name="Secret"), starts_at=noon + 2 * HOUR)

    found = day_of(dana, offer, noon.astimezone(BERLIN).date())
    full, half, both = (because.answer(found, noon + n * HOUR) for n in (0, 2, 3))

    assert full.headline == "Taken"
    assert "Dana Dahl: By the meeting with Gil" in full.cause
    assert "Noor Nazari: By another calendar" in full.cause
    assert (half.is_free, half.cause, both.cause) == (True, "With Dana Dahl.", "With Dana Dahl or Noor Nazari.")
    assert taken.id not in {each.booking_id for _, day in found.hosts for each in day.taken}
    assert [because.answer(found, at).is_free for at in found.starts] == [
        queries.explain(offer, at)[0] is None for at in found.starts
    ]


def elsewhere(coach: Viewer, starts_at: datetime, ends_at: datetime) -> None:
    """Let a calendar of that coach hold something then."""
    source = calendars.add_source(coach, name="Private", address="https://calendar.example.org/private.ics")
    facts = {"coach_id": coach.membership_id, "source_id": source.id, "starts_at": starts_at, "ends_at": ends_at}
    db.session.add(CalendarBusy(id=new_id(), **facts))
    db.session.flush()


def test_a_host_who_left_holds_none_any_more(inside: Viewer, dana: Viewer, noor: Viewer) -> None:
    offer = share(inside, dana, noor)
    let_go(inside, dana.membership_id)

    db.session.expire_all()
    offer = queries.get_event_type(inside, offer.id)
    assert offer.host_ids == [noor.membership_id]
    assert held_by(take(offer, 3), take(offer, 4)) == {noor.membership_id: 2}


def test_when_the_last_host_leaves_the_link_takes_no_more(inside: Viewer, dana: Viewer) -> None:
    offer = share(inside, dana)
    let_go(inside, dana.membership_id)

    db.session.expire_all()
    offer = queries.get_event_type(inside, offer.id)
    assert (offer.is_open, offer.is_shared, offer.host_ids) == (False, False, [])


def test_a_meeting_moves_within_the_times_of_its_own_coach(inside: Viewer, dana: Viewer, noor: Viewer) -> None:
    offer = share(inside, dana, noor)
    first, second = take(offer, 3), take(offer, 4)

    moved = service.move(queries.get_booking(inside, first.id), starts_at=second.starts_at)
    third = take(offer, 5)
    with pytest.raises(errors.SlotTaken):
        service.move(queries.get_booking(inside, third.id), starts_at=second.starts_at)

    assert moved.coach_id == first.coach_id != second.coach_id


def test_hosts_are_picked_by_the_owner_or_the_offers_coach_among_coaches_of_the_practice(
    inside: Viewer, dana: Viewer, noor: Viewer
) -> None:
    offer = share(dana, dana, noor)
    client, _ = people.client(dana)

    assert service.change_event_type(inside, offer, host_ids=[noor.membership_id]).host_ids == [noor.membership_id]
    assert service.change_event_type(dana, offer, name="Talk").host_ids == [noor.membership_id]
    assert service.change_event_type(dana, offer, host_ids=[dana.membership_id]).host_ids == []
    for wrong in (new_id(), client.membership_id):
        with pytest.raises(Invalid):
            service.change_event_type(dana, offer, host_ids=[wrong])
    with pytest.raises(Forbidden):
        service.change_event_type(noor, offer, host_ids=[noor.membership_id])
