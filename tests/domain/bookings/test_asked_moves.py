"""Where the coach says yes to each meeting, another time is asked for, and the old one stands until the answer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.reminders import owe_expired
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.today.queries import today_of
from tests.factories import bookings

LATER = timedelta(hours=5)


def standing(coach: Viewer, **facts: object) -> tuple[EventType, Booking, datetime]:
    """Give a meeting that the coach said yes to, and a time five hours later."""
    offer = bookings.offer(coach, needs_confirmation=True, **facts)
    booking = service.accept(coach, service.book(offer, bookings.guest(), starts_at=bookings.in_days(4)))
    return offer, booking, booking.starts_at + LATER


def mails(booking: Booking) -> list[Notification]:
    rows = db.session.scalars(select(Notification).where(Notification.kind.like("booking_move!_%", escape="!")))
    return [row for row in rows if row.subject_id == booking.id]


def is_free(offer: EventType, at: datetime) -> bool:
    return queries.explain(offer, at)[0] is None


def test_asking_for_another_time_keeps_both_until_the_coach_says_yes(inside: Viewer) -> None:
    offer, booking, later = standing(inside)
    before = (booking.starts_at, booking.sequence)

    service.move(booking, starts_at=later)

    assert (booking.starts_at, booking.sequence) == before
    assert not is_free(offer, before[0])
    assert not is_free(offer, later)
    assert sorted((mail.kind, mail.facts["side"]) for mail in mails(booking)) == [
        ("booking_move_asked", "coach"),
        ("booking_move_asked", "guest"),
    ]
    service.accept(inside, booking)
    assert (booking.starts_at, booking.sequence, booking.asked_starts_at) == (later, before[1] + 1, None)
    assert is_free(offer, before[0])
    assert db.session.scalar(select(func.count()).select_from(Hold)) == 0


def test_a_no_leaves_the_meeting_where_it_stands_and_says_so(inside: Viewer) -> None:
    offer, booking, later = standing(inside)
    before = booking.starts_at
    service.move(booking, starts_at=later)

    service.decline(inside, booking, reason="I am away then.")

    assert (booking.is_confirmed, booking.starts_at, booking.asked_starts_at) == (True, before, None)
    assert is_free(offer, later)
    told = next(mail for mail in mails(booking) if mail.kind == "booking_move_declined")
    letter = writer_of(told.kind)(told)
    assert letter is not None
    assert "stands as it is" in letter.paragraphs[0]
    assert "I am away then." in letter.paragraphs[0]


def test_a_wish_that_nobody_answers_runs_out_and_the_guest_is_told(inside: Viewer) -> None:
    offer, booking, later = standing(inside, answer_hours=2)
    service.move(booking, starts_at=later)

    clock.shift(clock.offset() + 2 * 3600 + 1)
    owe_expired(clock.now())

    assert (booking.asked_starts_at, booking.held_until) == (None, None)
    assert is_free(offer, later)
    assert "booking_move_expired" in [mail.kind for mail in mails(booking)]
    with pytest.raises(errors.NotPending):
        service.decline(inside, booking)


def test_another_wish_replaces_the_first_and_the_own_time_takes_it_back(inside: Viewer) -> None:
    offer, booking, later = standing(inside)
    service.move(booking, starts_at=later)
    service.move(booking, starts_at=later)

    service.move(booking, starts_at=later + LATER)
    assert is_free(offer, later)
    to_coach = sorted((mail for mail in mails(booking) if mail.facts["side"] == "coach"), key=lambda mail: mail.id)
    assert [writer_of(mail.kind)(mail) is not None for mail in to_coach] == [False, True]
    service.move(booking, starts_at=booking.starts_at)

    assert booking.asked_starts_at is None
    assert is_free(offer, later + LATER)


def test_the_coach_moves_at_once_and_a_cancellation_forgets_the_wish(inside: Viewer) -> None:
    offer, booking, later = standing(inside)
    service.move(booking, starts_at=later)

    service.move(booking, starts_at=later + LATER, actor=inside)
    assert (booking.starts_at, booking.asked_starts_at) == (later + LATER, None)
    assert is_free(offer, later)
    service.move(booking, starts_at=later)
    service.cancel(booking)

    assert is_free(offer, later)
    assert booking.asked_starts_at is None


def test_a_wish_waits_on_today_for_its_answer(inside: Viewer) -> None:
    _, booking, later = standing(inside)
    assert [need.name for need in today_of(inside).needs if need.name == booking.guest_name] == []

    service.move(booking, starts_at=later)

    (need,) = [need for need in today_of(inside).needs if need.name == booking.guest_name]
    assert need.button == "Answer"
    assert need.why.startswith("asks for another time for Free consultation")
