"""Leave a message at a meeting."""

from __future__ import annotations

from datetime import timedelta

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.throttle import hit
from coachapp.core.tongue import marked
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.attached import GuestMessage
from coachapp.domain.bookings.errors import NotOpenToMessages
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service.telling import recipients
from coachapp.domain.bookings.service.unwelcome import refuse_unwelcome
from coachapp.domain.notifications.service import notify

OFTEN = "10/hour"
USEFUL = timedelta(days=3)


def leave_message(booking: Booking, *, text: str) -> GuestMessage:
    """Let the guest write to the coach, who gets it by mail; whether the meeting stands does not matter."""
    if not queries.is_open_to_messages(booking):
        raise NotOpenToMessages
    refuse_unwelcome(booking.guest_email)
    hit(
        OFTEN,
        "message",
        str(booking.id),
        message=marked("That were many messages. Wait an hour, or answer one of the mails."),
    )
    left = GuestMessage(id=new_id(), booking_id=booking.id, text=text)
    db.session.add(left)
    db.session.flush()
    record(None, "booking.message_left", booking, client_id=booking.client_id)
    notify(
        recipients(booking)[Side.COACH],
        "guest_message",
        key=f"booking:{booking.id}:message:{left.id}",
        subject_id=left.id,
        useful_until=clock.now() + USEFUL,
    )
    return left
