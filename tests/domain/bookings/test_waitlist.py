"""A freed time goes to who waits for it: to the first for half an hour, then to the next, and to nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.waitlist import Turn, WaitlistEntry
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

MINUTE = timedelta(minutes=1)


def full_day(coach: Viewer, **facts: object) -> tuple[EventType, date, Booking]:
    """Offer one meeting a day, and take it."""
    offer = bookings.offer(coach, most_per_day=1, **facts)
    at = bookings.in_days(3).replace(hour=12)
    taken = service.book(offer, bookings.guest(), starts_at=at)
    return offer, at.date(), taken


def join(offer: EventType, day: date, name: str = "Ben") -> WaitlistEntry:
    guest = bookings.guest(name=name, email=f"{name.lower()}@example.org", time_zone="Europe/Berlin")
    return service.join(offer, guest, day=day)


def take(entry: WaitlistEntry, offer: EventType) -> Booking:
    return service.take(entry, offer, answers={})


def told(entry: WaitlistEntry) -> list[str]:
    rows = db.session.scalars(select(Notification).where(Notification.subject_id == entry.id))
    return sorted(row.kind for row in rows)


def free_on(offer: EventType, day: date) -> int:
    return len(queries.free_slots(offer, day, day, ZoneInfo("Europe/Berlin")))


def test_a_cancelled_time_is_offered_to_the_first_in_line_in_the_same_moment(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    first, second = join(offer, day, "Ben"), join(offer, day, "Cleo")

    service.cancel(taken)

    assert (first.turn, second.turn) == (Turn.OFFERED, Turn.WAITING)
    assert (told(first), told(second)) == (["waitlist_joined", "waitlist_offered"], ["waitlist_joined"])
    assert free_on(offer, day) == 0
    with pytest.raises(errors.DayFull):
        service.book(offer, bookings.guest(), starts_at=taken.starts_at)


def test_the_offered_time_is_taken_once_however_often_one_presses(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    entry = join(offer, day)
    service.cancel(taken)

    booking = take(entry, offer)
    again = take(entry, offer)

    assert again.id == booking.id
    assert (booking.status, booking.guest_email, entry.turn) == (Status.CONFIRMED, "ben@example.org", Turn.TAKEN)
    assert booking.starts_at == entry.offered_at


def test_after_half_an_hour_it_is_the_next_one_s_turn(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    first, second = join(offer, day, "Ben"), join(offer, day, "Cleo")
    service.cancel(taken)

    bookings.wait(29 * MINUTE)
    assert (first.turn, second.turn) == (Turn.OFFERED, Turn.WAITING)
    bookings.wait(2 * MINUTE)

    assert (first.turn, second.turn) == (Turn.PASSED, Turn.OFFERED)
    with pytest.raises(errors.OfferOver):
        take(first, offer)
    assert take(second, offer).status is Status.CONFIRMED


def test_when_everybody_has_passed_the_time_is_everybody_s(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    join(offer, day)
    service.cancel(taken)

    bookings.wait(31 * MINUTE)

    assert free_on(offer, day) > 0
    assert service.book(offer, bookings.guest(), starts_at=taken.starts_at).status is Status.CONFIRMED


def test_who_leaves_with_an_offer_passes_it_on(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    first, second = join(offer, day, "Ben"), join(offer, day, "Cleo")
    service.cancel(taken)

    service.leave(first, offer)
    service.leave(first, offer)

    assert (first.turn, second.turn) == (Turn.LEFT, Turn.OFFERED)


def test_a_moved_meeting_frees_its_day_for_who_waits(inside: Viewer) -> None:
    offer, day, taken = full_day(inside)
    entry = join(offer, day)

    service.move(taken, starts_at=bookings.in_days(6))

    assert entry.turn is Turn.OFFERED


def test_two_free_times_are_offered_to_two(inside: Viewer) -> None:
    offer = bookings.offer(inside, most_per_day=2)
    at = bookings.in_days(3).replace(hour=12)
    held = [service.book(offer, bookings.guest(), starts_at=at + n * timedelta(hours=1)) for n in range(2)]
    entries = [join(offer, at.date(), name) for name in ("Ben", "Cleo", "Dora")]

    for each in held:
        service.cancel(each)

    assert [entry.turn for entry in entries] == [Turn.OFFERED, Turn.OFFERED, Turn.WAITING]
    assert len({take(entry, offer).starts_at for entry in entries[:2]}) == 2


def test_one_person_stands_in_line_once(inside: Viewer) -> None:
    offer, day, _ = full_day(inside)
    first = join(offer, day)

    again_as = bookings.guest(name="Ben", email="BEN+two@example.org", time_zone="Europe/Berlin")
    again = service.join(offer, again_as, day=day)

    assert again.id == first.id


def test_there_is_no_line_where_times_are_free_or_no_meetings_are_taken(inside: Viewer) -> None:
    offer, day, _ = full_day(inside)
    other = bookings.event_type(inside, has_waitlist=False, most_per_day=1)

    with pytest.raises(errors.NotFull) as refused:
        join(offer, day + timedelta(days=1))
    with pytest.raises(errors.NoWaitlist):
        join(offer, day - timedelta(days=10))
    with pytest.raises(errors.NoWaitlist):
        join(other, day)

    assert refused.value.alternatives


def test_who_is_asked_has_confirmed_their_address_by_the_link(inside: Viewer) -> None:
    again = bookings.offer(inside, most_per_day=1, confirm_by_mail=True)
    at = bookings.in_days(4).replace(hour=12)
    holder = service.confirm_address(service.book(again, bookings.guest(), starts_at=at))
    entry = join(again, at.date())

    service.cancel(holder)

    assert take(entry, again).status is Status.CONFIRMED


def test_the_coach_sees_the_line_and_takes_somebody_off_and_back(inside: Viewer, owner: Viewer) -> None:
    offer, day, _ = full_day(inside)
    entry = join(offer, day)
    other = people.coach(owner, name="Otto Other")

    assert [each.id for each, _, _ in queries.waiting(inside)] == [entry.id]
    assert queries.waiting(other) == []
    service.take_off(inside, entry)
    assert queries.waiting(inside) == []
    assert service.put_back(inside, entry).turn is Turn.WAITING


def test_who_waited_for_a_day_long_past_is_forgotten(inside: Viewer) -> None:
    offer, day, _ = full_day(inside)
    join(offer, day)

    bookings.wait(timedelta(days=100))

    assert db.session.scalars(select(WaitlistEntry)).all() == []


def test_who_waits_for_one_of_several_coaches_is_asked_about_whoever_comes_free(inside: Viewer, owner: Viewer) -> None:
    other = people.coach(owner, name="Noor Haidari")
    bookings.hours(other)
    offer = bookings.offer(inside, most_per_day=1)
    offer = service.change_event_type(inside, offer, host_ids=[inside.membership_id, other.membership_id])
    at = bookings.in_days(3).replace(hour=12)
    held = [service.book(offer, bookings.guest(), starts_at=at) for _ in range(2)]
    first, second = join(offer, at.date(), "Ben"), join(offer, at.date(), "Cleo")

    for meeting in held:
        service.cancel(meeting)

    assert {meeting.coach_id for meeting in held} == {inside.membership_id, other.membership_id}
    assert (first.turn, second.turn) == (Turn.OFFERED, Turn.OFFERED)
    assert {take(entry, offer).coach_id for entry in (first, second)} == {inside.membership_id, other.membership_id}
