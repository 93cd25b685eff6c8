"""Taking, moving and cancelling meetings, against the real database."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.hours import service as hours
from coachapp.domain.hours.openings import Window
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

HOUR = timedelta(hours=1)


def keys_of(booking: Booking) -> list[str]:
    found = db.session.scalars(select(Notification).where(Notification.subject_id == booking.id)).all()
    return sorted(f"{n.facts['sequence']} {n.kind} {n.facts['side']}" for n in found)


def test_a_booking_tells_both_sides_once(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    assert booking.status is Status.CONFIRMED
    assert booking.ends_at - booking.starts_at == timedelta(minutes=30)
    assert keys_of(booking) == ["0 booking_confirmed coach", "0 booking_confirmed guest"]


def test_what_is_listed_can_be_booked_and_what_was_booked_is_no_longer_listed(inside: Viewer) -> None:
    offer = bookings.offer(inside, buffer_after=15, most_per_day=2)
    zone = ZoneInfo("Asia/Tokyo")
    day = bookings.in_days(4).astimezone(zone).date()
    listed = queries.free_slots(offer, day, day, zone)

    service.book(offer, bookings.guest(), starts_at=listed[5])
    after = queries.free_slots(offer, day, day, zone)

    # the slot itself, its neighbour behind (the buffer) and the one before (whose own buffer would reach in)
    assert sorted(set(listed) - set(after)) == listed[4:7]


def test_what_explain_calls_bookable_is_what_is_listed(inside: Viewer) -> None:
    hours.set_hours(inside, time_zone="America/New_York", weekly={day: [Window(545, 1020)] for day in range(0, 7, 2)})
    offer = bookings.event_type(inside, minutes=40, step_minutes=25, buffer_after=5, most_per_day=2, horizon_days=9)
    zone = ZoneInfo("UTC")
    first = bookings.in_days(2).replace(hour=0)
    days = [(first + timedelta(days=n)).date() for n in range(5)]
    for at in queries.free_slots(offer, days[0], days[-1], zone)[1:30:9]:
        with contextlib.suppress(errors.DayFull):
            service.book(offer, bookings.guest(), starts_at=at)

    listed = queries.free_slots(offer, days[0], days[-1], zone)

    every = [first + timedelta(minutes=5 * n) for n in range(5 * 24 * 12)]
    diary = queries.diary(offer)
    assert listed == [at for at in every if diary.decide(at) is None]
    assert [queries.explain(offer, at)[0] for at in listed] == [None] * len(listed)
    assert len(listed) > 5
    for at in listed:
        with db.session.begin_nested() as savepoint:
            assert service.book(offer, bookings.guest(), starts_at=at).status is Status.CONFIRMED
            savepoint.rollback()


def test_a_taken_slot_is_refused_with_three_others(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    wanted = bookings.in_days(3)
    service.book(offer, bookings.guest(), starts_at=wanted)

    with pytest.raises(errors.SlotTaken) as refused:
        service.book(offer, bookings.guest(), starts_at=wanted)

    half = timedelta(minutes=30)
    assert refused.value.alternatives == [wanted - 2 * half, wanted - half, wanted + half]


@pytest.mark.parametrize(
    ("facts", "shift", "refusal"),
    [
        ({}, timedelta(minutes=7), errors.OffGrid),
        ({}, timedelta(days=-9), errors.InThePast),
        ({"notice_minutes": 20_000}, timedelta(), errors.TooSoon),
        ({"horizon_days": 1}, timedelta(), errors.TooFar),
    ],
)
def test_a_time_that_can_not_be_had_is_refused_by_its_reason(inside: Viewer, facts, shift, refusal) -> None:
    with pytest.raises(refusal):
        service.book(bookings.offer(inside, **facts), bookings.guest(), starts_at=bookings.in_days(3) + shift)


def test_no_hours_refuse_everything(inside: Viewer) -> None:
    offer = bookings.event_type(inside)

    with pytest.raises(errors.OutsideHours):
        service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))


def test_a_day_off_closes_the_day(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    wanted = bookings.in_days(3)
    day = wanted.astimezone(ZoneInfo("Europe/Berlin")).date()

    hours.set_override(inside, day=day, those=[])
    with pytest.raises(errors.OutsideHours):
        service.book(offer, bookings.guest(), starts_at=wanted)

    hours.set_override(inside, day=day, those=[Window(0, 1440)])
    assert service.book(offer, bookings.guest(), starts_at=wanted).status is Status.CONFIRMED


def test_two_event_types_of_one_coach_never_overlap(inside: Viewer) -> None:
    first = bookings.offer(inside)
    second = bookings.event_type(inside, minutes=60, step_minutes=15)
    service.book(first, bookings.guest(), starts_at=bookings.in_days(3))

    for shift in (-45, -30, -15, 0, 15):
        with pytest.raises(errors.SlotTaken):
            service.book(second, bookings.guest(), starts_at=bookings.in_days(3) + timedelta(minutes=shift))
    assert service.book(second, bookings.guest(), starts_at=bookings.in_days(3) - HOUR)


def test_the_database_has_the_last_word(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    facts = {
        column.key: getattr(booking, column.key)
        for column in Booking.__table__.columns
        if column.key not in {"id", "uid", "created_at"}
    }

    with pytest.raises(errors.SlotTaken), unless_taken("ex_bookings_one_at_a_time", errors.SlotTaken):
        db.session.add(Booking(id=new_id(), uid="another", **facts))


def test_a_full_day_is_refused_and_the_next_day_is_not(inside: Viewer) -> None:
    offer = bookings.offer(inside, most_per_day=1)
    noon = bookings.in_days(3).astimezone(ZoneInfo("Europe/Berlin")).replace(hour=12)
    service.book(offer, bookings.guest(), starts_at=noon)

    with pytest.raises(errors.DayFull):
        service.book(offer, bookings.guest(), starts_at=noon + 2 * HOUR)
    assert service.book(offer, bookings.guest(), starts_at=noon + timedelta(days=1))


def test_the_same_key_twice_is_one_booking(inside: Viewer) -> None:
    offer, guest, at = bookings.offer(inside), bookings.guest(), bookings.in_days(3)

    first = service.book(offer, guest, starts_at=at, key="one")
    again = service.book(offer, guest, starts_at=at, key="one")

    assert again.id == first.id
    assert db.session.scalar(select(func.count()).select_from(Booking)) == 1
    with pytest.raises(errors.KeyReused):
        service.book(offer, bookings.guest(), starts_at=at, key="one")


def test_moving_raises_the_sequence_frees_the_old_time_and_tells_both(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    old, uid = booking.starts_at, booking.uid

    service.move(booking, starts_at=old + HOUR)

    assert (booking.sequence, booking.moves, booking.uid) == (1, 1, uid)
    assert booking.ends_at == old + HOUR + timedelta(minutes=30)
    assert "1 booking_moved guest" in keys_of(booking)
    assert service.book(booking.event_type, bookings.guest(), starts_at=old)


def test_a_meeting_does_not_stand_in_its_own_way(inside: Viewer) -> None:
    offer = bookings.offer(inside, minutes=60, most_per_day=1)
    booking = bookings.booking(inside, at=offer)

    service.move(booking, starts_at=booking.starts_at + timedelta(minutes=30))

    assert booking.sequence == 1


def test_moving_to_a_taken_time_changes_nothing(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    other = service.book(booking.event_type, bookings.guest(), starts_at=booking.starts_at + HOUR)

    with pytest.raises(errors.SlotTaken):
        service.move(booking, starts_at=other.starts_at)

    assert booking.sequence == 0


def test_cancelling_frees_the_time_and_a_second_time_changes_nothing(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    service.cancel(booking)
    service.cancel(booking)

    assert (booking.status, booking.sequence) == (Status.CANCELLED, 1)
    assert keys_of(booking)[2:] == ["1 booking_cancelled coach", "1 booking_cancelled guest"]
    assert service.book(booking.event_type, bookings.guest(), starts_at=booking.starts_at)
    with pytest.raises(errors.AlreadyCancelled):
        service.move(booking, starts_at=booking.starts_at + HOUR)


def test_a_meeting_that_has_begun_stays_as_it_is(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    booking.starts_at = clock.now() - timedelta(minutes=1)
    db.session.flush()

    with pytest.raises(errors.PastCutoff):
        service.cancel(booking)


def test_answers_keep_the_question_as_it_was_asked(inside: Viewer) -> None:
    asked = "What role are you looking for?"
    booking = bookings.booking(inside, answers={asked: "Product lead"})

    service.change_event_type(inside, booking.event_type, questions=["Something else?"])

    assert booking.answers == [{"question": asked, "answer": "Product lead"}]
    with pytest.raises(Invalid):
        bookings.booking(inside, at=booking.event_type, answers={asked: "x"}, days=4)


def test_the_guest_link_finds_the_meeting_until_it_is_renewed(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    token = service.manage_url(booking).rpartition("/")[2]
    assert queries.managed(token).id == booking.id

    service.new_manage_link(inside, booking)

    with pytest.raises(errors.ManageLinkOver):
        queries.managed(token)
    with pytest.raises(NotFound):
        queries.managed(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_other_coaches_of_the_practice_do_not_see_the_meeting(inside: Viewer) -> None:
    coach, colleague = people.coach(inside), people.coach(inside)
    booking = bookings.booking(coach)

    assert queries.get_booking(inside, booking.id) is booking
    with pytest.raises(NotFound):
        queries.get_booking(colleague, booking.id)
