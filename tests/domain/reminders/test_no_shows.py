"""Nobody is thanked for a meeting to which they did not come."""

from __future__ import annotations

from datetime import timedelta

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service
from coachapp.domain.notifications.letters import writer_of
from tests.factories import bookings, steps


def test_thanks_are_not_written_to_who_did_not_come(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    usual = steps.usual(offer, "thanks")
    booking = bookings.booking(inside, at=offer)
    booking.starts_at -= timedelta(days=5)
    booking.ends_at -= timedelta(days=5)
    booking.timed_at = usual.since = booking.starts_at - timedelta(days=1)
    db.session.flush()
    steps.sweep(booking.ends_at + usual.lead + timedelta(minutes=1))
    (owed,) = steps.owed(booking, "thanks")

    write = writer_of(owed.kind)
    assert write(owed) is not None
    service.missed(inside, booking)
    assert write(owed) is None
    service.came(inside, booking)
    assert write(owed) is not None
