"""Messages that guests left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings.attached import GuestMessage
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking

AFTERWARDS = timedelta(days=30)


def messages_at(booking: Booking) -> Sequence[GuestMessage]:
    """Give what its guest wrote, in order; whoever may see the meeting may read it."""
    return db.session.scalars(
        select(GuestMessage).where(GuestMessage.booking_id == booking.id).order_by(GuestMessage.id)
    ).all()


def find_message(message_id: UUID) -> GuestMessage | None:
    """Give a message of this practice, or None where it went with its meeting."""
    return db.session.get(GuestMessage, message_id)


def is_open_to_messages(booking: Booking) -> bool:
    """Tell whether its guest may write: from when the coach knows of the meeting until 30 days after it."""
    return is_known_to_coach(booking) and clock.now() <= booking.ends_at + AFTERWARDS


def is_known_to_coach(booking: Booking) -> bool:
    """Tell whether the coach ever heard of it: not while, or because, its guest did not confirm by mail."""
    if booking.status is Status.CANCELLED:
        return booking.was_requested or booking.sequence > 0
    return booking.status in {Status.CONFIRMED, Status.REQUESTED} or booking.was_requested
