"""Which steps are owed, and when: once per meeting, SEQUENCE and reader, never late without use."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service as bookings_service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.reminders import service
from coachapp.domain.reminders.models import Kind, ReminderStep, To
from tests.factories import bookings, steps
from tests.factories.steps import owed, sides, sweep

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def offer(inside: Viewer) -> EventType:
    """Give an offer with the usual sequence, set up a month ago."""
    offer = bookings.offer(inside)
    _settle(offer)
    return offer


def _settle(offer: EventType) -> None:
    """Let the steps of the offer be a month old."""
    for step in db.session.query(ReminderStep).filter(ReminderStep.event_type_id == offer.id):
        step.since = clock.now() - 30 * DAY
    db.session.flush()


@pytest.mark.parametrize(
    ("name", "lead", "last"), [("day_before", DAY, HOUR), ("hour_before", HOUR, MINUTE), ("brief", 15 * MINUTE, MINUTE)]
)
def test_the_usual_steps_before_are_owed_once_within_their_lead(
    inside: Viewer, offer: EventType, name: str, lead: timedelta, last: timedelta
) -> None:
    booking = bookings.booking(inside, at=offer)

    sweep(booking.starts_at - lead - SECOND)
    assert owed(booking, name) == []
    sweep(booking.starts_at - lead)
    sweep(booking.starts_at - lead + MINUTE)
    sweep(booking.starts_at - last)
    assert sides(booking, name) == (["coach"] if name == "brief" else ["coach", "guest"])


def test_a_reminder_is_of_no_more_use_once_the_nearer_one_is_due(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    start = booking.starts_at

    sweep(start - DAY)
    sweep(start - HOUR)

    until = {(n.facts["step"], n.facts["side"]): n.useful_until for n in owed(booking)}
    assert until == {
        ("day_before", "guest"): start - HOUR,
        ("day_before", "coach"): start - HOUR,
        ("hour_before", "guest"): start,
        ("hour_before", "coach"): start - 15 * MINUTE,
    }


def test_of_72_and_24_hours_booked_30_ahead_only_the_24_is_sent(inside: Viewer, offer: EventType) -> None:
    far, near = steps.alone(inside, offer, 72 * 60, 24 * 60)
    _settle(offer)
    booking = bookings.booking(inside, at=offer, days=30 / 24)

    for hours in range(31, -1, -1):
        sweep(booking.starts_at - hours * HOUR)

    assert owed(booking, far.name) == []
    assert sides(booking, near.name) == ["coach", "guest"]


def test_a_worker_that_slept_through_both_sends_the_nearer_alone(inside: Viewer, offer: EventType) -> None:
    far, near = steps.alone(inside, offer, 26 * 60, 24 * 60)
    _settle(offer)
    booking = bookings.booking(inside, at=offer)

    sweep(booking.starts_at - 20 * HOUR)

    assert owed(booking, far.name) == []
    assert sides(booking, near.name) == ["coach", "guest"]


def test_cancelled_a_second_before_it_is_due_and_a_worker_ten_minutes_late_sends_nothing(
    inside: Viewer, offer: EventType
) -> None:
    booking = bookings.booking(inside, at=offer)
    bookings_service.cancel(booking)

    sweep(booking.starts_at - DAY + 10 * MINUTE)

    assert owed(booking) == []


def test_cancelled_between_owing_and_sending_says_nothing(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    sweep(booking.starts_at - DAY)

    bookings_service.cancel(booking)

    assert [writer_of(n.kind)(n) for n in owed(booking)] == [None, None]


def test_a_moved_meeting_is_reminded_of_its_new_time_alone(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    sweep(booking.starts_at - DAY)

    bookings_service.move(booking, starts_at=booking.starts_at + 2 * DAY)
    sweep(booking.starts_at - DAY)

    written = [(n.facts["sequence"], writer_of(n.kind)(n) is not None) for n in owed(booking, "day_before")]
    assert written == [(0, False), (0, False), (1, True), (1, True)]


def test_moved_to_within_the_lead_needs_no_reminder_at_once(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)

    bookings_service.move(booking, starts_at=bookings.in_days(0.5))
    sweep(clock.now() + SECOND)
    sweep(booking.starts_at - HOUR)

    assert sides(booking, "day_before") == []
    assert sides(booking, "hour_before") == ["coach", "guest"]


def test_a_request_is_reminded_of_once_it_stands_and_not_of_leads_that_passed_before(inside: Viewer) -> None:
    offer = bookings.offer(inside, needs_confirmation=True)
    _settle(offer)
    booking = bookings.booking(inside, at=offer, days=0.8)
    booking.timed_at = clock.now() - 3 * DAY

    sweep(clock.now())
    assert owed(booking) == []
    bookings_service.accept(inside, booking)
    sweep(clock.now())
    sweep(booking.starts_at - HOUR)

    assert sides(booking, "day_before") == []
    assert sides(booking, "hour_before") == ["coach", "guest"]


def test_a_step_added_or_switched_on_late_makes_up_for_nothing(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer, days=0.5)
    booking.timed_at = clock.now() - 10 * DAY
    day = steps.usual(offer, "day_before")
    service.switch(inside, offer, day, is_on=False)
    service.switch(inside, offer, day, is_on=True)
    added = steps.step(inside, offer, minutes=20 * 60)

    sweep(clock.now() + SECOND)

    assert owed(booking, "day_before") == owed(booking, added.name) == []


@pytest.mark.parametrize("change", ["switched off", "removed"])
def test_what_was_switched_off_or_removed_is_not_sent_any_more(inside: Viewer, offer: EventType, change: str) -> None:
    booking = bookings.booking(inside, at=offer)
    sweep(booking.starts_at - DAY)
    step = steps.usual(offer, "day_before")

    if change == "removed":
        service.remove(inside, offer, step)
    else:
        service.switch(inside, offer, step, is_on=False)

    assert [writer_of(n.kind)(n) for n in owed(booking, "day_before")] == [None, None]
    sweep(booking.starts_at - DAY + HOUR)
    assert len(owed(booking)) == 2


def test_nobody_is_sent_a_step_twice_by_a_reset_or_a_new_lead(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    sweep(booking.starts_at - DAY)

    service.change(inside, offer, steps.usual(offer, "day_before"), minutes=12 * 60)
    sweep(booking.starts_at - 12 * HOUR)
    service.remove(inside, offer, steps.usual(offer, "day_before"))
    service.reset(inside, offer)
    sweep(booking.starts_at - 12 * HOUR)

    assert sides(booking, "day_before") == ["coach", "guest"]


def test_thanks_go_out_two_hours_after_the_end_to_the_guest_alone(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)

    sweep(booking.ends_at + 2 * HOUR - SECOND)
    assert owed(booking, "thanks") == []
    sweep(booking.ends_at + 2 * HOUR)
    sweep(booking.ends_at + 3 * DAY)
    assert sides(booking, "thanks") == ["guest"]


def test_thanks_are_not_made_up_for_after_days(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)

    sweep(booking.ends_at + 2 * HOUR + 3 * DAY + SECOND)

    assert owed(booking, "thanks") == []


def test_a_cancelled_meeting_is_not_followed_by_anything(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    bookings_service.cancel(booking)

    sweep(booking.ends_at + 2 * HOUR)

    assert owed(booking) == []


def test_the_not_now_letter_is_off_until_the_coach_wants_it(inside: Viewer, offer: EventType) -> None:
    booking = bookings.booking(inside, at=offer)
    sweep(booking.ends_at + 30 * DAY)
    assert owed(booking, "not_now") == []

    service.switch(inside, offer, steps.usual(offer, "not_now"), is_on=True)
    sweep(booking.ends_at + 30 * DAY)

    assert sides(booking, "not_now") == ["guest"]


def test_the_steps_of_one_offer_say_nothing_about_another(inside: Viewer, offer: EventType) -> None:
    other = bookings.event_type(inside)
    (step,) = steps.alone(inside, other, 48 * 60, to=To.GUEST)
    _settle(other)
    booking, elsewhere = bookings.booking(inside, at=offer), bookings.booking(inside, at=other, days=4)

    sweep(booking.starts_at - 47 * HOUR)
    sweep(elsewhere.starts_at - 47 * HOUR)

    assert owed(booking, step.name) == []
    assert sides(elsewhere, step.name) == ["guest"]
    assert step.kind is Kind.REMINDER


def test_an_offer_without_steps_owes_nothing(inside: Viewer, offer: EventType) -> None:
    booking: Booking = bookings.booking(inside, at=offer)
    steps.alone(inside, offer)

    sweep(booking.starts_at - HOUR)

    assert owed(booking) == []
