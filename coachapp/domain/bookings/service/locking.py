"""One coach, one change at a time."""

from __future__ import annotations

from uuid import UUID

from coachapp.core import wire
from coachapp.core.db import db
from coachapp.domain.bookings.models import Booking

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%(whose)s, 7228))"
EX = "ex_bookings_one_at_a_time"
CHANGING = ("status", "starts_at", "ends_at", "busy", "sequence", "moves", "held_until", "asked_starts_at")


def lock(*coach_ids: UUID) -> None:
    """Let nobody else change these coaches' meetings until the transaction ends; in one order, so that none waits for
    somebody who waits for them."""
    for coach_id in sorted(coach_ids):
        wire.fetch(_LOCK, {"whose": str(coach_id)})


def lock_visit(visit: str) -> None:
    """Let one visitor keep one time after the other, at whichever coach; taken before the coaches' locks."""
    wire.fetch(_LOCK, {"whose": f"visit {visit}"})


def hold(booking: Booking) -> None:
    """Take the lock, and the meeting as it stands now."""
    lock(booking.coach_id)
    db.session.refresh(booking, CHANGING)
