"""Owe both sides of a meeting a message about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.service import Owed, Recipient, owe


def recipients(booking: Booking) -> dict[Side, Recipient]:
    """Give where messages about this meeting go; the coach must be loaded."""
    coach = booking.coach.user
    return {
        Side.GUEST: Recipient(booking.guest_email, booking.guest_name, booking.time_zone, language=booking.language),
        Side.COACH: Recipient(coach.email, coach.name, coach.time_zone, coach.id),
    }


def tell_both(booking: Booking, kind: str) -> None:
    """Owe guest and coach this kind of message, once per SEQUENCE: a change makes the older ones void."""
    owe(*to_both(booking, kind))


def to_both(booking: Booking, kind: str) -> tuple[Owed, ...]:
    """Give the messages of this kind for guest and coach, which nobody is owed yet."""
    return tuple(letter(booking, kind, side) for side in Side)


def tell(
    booking: Booking,
    kind: str,
    side: Side,
    *,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    about: str = "",
    **facts: Any,
) -> None:
    """Owe one side this kind of message, once per SEQUENCE and what it is about."""
    owe(letter(booking, kind, side, due_at=due_at, useful_until=useful_until, about=about, **facts))


def letter(
    booking: Booking,
    kind: str,
    side: Side,
    *,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    about: str = "",
    **facts: Any,
) -> Owed:
    """Give the message for one side, which nobody is owed yet; it is owed once per SEQUENCE and what it is about."""
    return Owed(
        recipients(booking)[side],
        kind,
        key=f"booking:{booking.id}:{booking.sequence}:{kind}:{side}{about and f':{about}'}",
        subject_id=booking.id,
        due_at=due_at,
        useful_until=useful_until or booking.ends_at,
        facts={"side": side.value, "sequence": booking.sequence, **facts},
    )
