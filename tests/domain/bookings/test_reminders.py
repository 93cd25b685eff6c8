"""What is owed by mail, and what a letter says when its facts have changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import reminders, service
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def owed(booking: Booking, kind: str) -> list[Notification]:
    return list(
        db.session.scalars(
            select(Notification)
            .where(Notification.subject_id == booking.id, Notification.kind == kind)
            .order_by(Notification.key)
        )
    )


@pytest.mark.parametrize(
    ("owe", "kind", "lead", "last"),
    [
        (reminders.owe_day_before, "day_before", DAY, HOUR),
        (reminders.owe_hour_before, "hour_before", HOUR, timedelta()),
    ],
)
def test_both_sides_are_reminded_once_within_the_lead(inside: Viewer, owe, kind, lead, last) -> None:
    booking = bookings.booking(inside)

    owe(booking.starts_at - lead - MINUTE)
    assert owed(booking, kind) == []
    owe(booking.starts_at - lead)
    owe(booking.starts_at - last - MINUTE)
    assert [n.facts["side"] for n in owed(booking, kind)] == ["coach", "guest"]
    assert {n.useful_until for n in owed(booking, kind)} == {booking.starts_at - last}


def test_nothing_is_owed_once_the_meeting_has_begun(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    reminders.owe_day_before(booking.starts_at + MINUTE)
    reminders.owe_hour_before(booking.starts_at + MINUTE)

    assert owed(booking, "day_before") == owed(booking, "hour_before") == []


def test_who_books_within_the_lead_is_not_reminded_at_once(inside: Viewer) -> None:
    booking = bookings.booking(inside, days=0.5)

    reminders.owe_day_before(clock.now())
    reminders.owe_hour_before(booking.starts_at - HOUR)

    assert owed(booking, "day_before") == []
    assert len(owed(booking, "hour_before")) == 2


def test_a_moved_meeting_is_reminded_of_its_new_time_alone(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    reminders.owe_day_before(booking.starts_at - DAY)

    service.move(booking, starts_at=booking.starts_at + 2 * DAY)
    reminders.owe_day_before(booking.starts_at - DAY)

    old, new = owed(booking, "day_before")[:2], owed(booking, "day_before")[2:]
    assert [n.facts["sequence"] for n in old + new] == [0, 0, 1, 1]
    assert [writer_of("day_before")(n) for n in old] == [None, None]
    assert all(writer_of("day_before")(n) is not None for n in new)


def test_a_cancelled_meeting_is_never_reminded_of(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    reminders.owe_day_before(booking.starts_at - DAY)

    service.cancel(booking)
    reminders.owe_hour_before(booking.starts_at - HOUR)

    assert [writer_of("day_before")(n) for n in owed(booking, "day_before")] == [None, None]
    assert owed(booking, "hour_before") == []
