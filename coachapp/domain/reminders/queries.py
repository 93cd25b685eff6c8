"""Read sequences, and what they owe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, select

from coachapp.core import signing, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings.kinds import Status as Standing
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.clients.models import Client
from coachapp.domain.reminders.errors import StopLinkOver
from coachapp.domain.reminders.models import STOP, FollowUpStop, Kind, ReminderStep

_BEFORE = ReminderStep.kind.in_([kind for kind in Kind if kind.is_before])
IN_TIME = case((_BEFORE, -ReminderStep.minutes), else_=ReminderStep.minutes)
"""Minutes from the meeting, negative before it: sequences are listed as they happen."""


def steps_of(event_type: EventType) -> Sequence[ReminderStep]:
    """Give the steps of an offer as they happen; the offer was loaded through the viewer's walls."""
    return db.session.scalars(
        _kept(event_type.id).order_by(~_BEFORE, IN_TIME, ReminderStep.created_at, ReminderStep.id)
    ).all()


def _kept(event_type_id: UUID) -> Select[ReminderStep]:
    return select(ReminderStep).where(ReminderStep.event_type_id == event_type_id, ReminderStep.removed_at.is_(None))


def get_step(event_type: EventType, step_id: UUID, *, removed: bool = False) -> ReminderStep:
    """Give a step of that offer; `removed` finds one that was just taken away, too."""
    found = db.session.scalar(
        select(ReminderStep).where(ReminderStep.event_type_id == event_type.id, ReminderStep.id == step_id)
    )
    if found is None or (found.removed_at is not None and not removed):
        raise NotFound
    return found


def find_live(booking: Booking, name: str) -> ReminderStep | None:
    """Give the step of the meeting's offer that goes by that name, if it is still on."""
    by_name = ReminderStep.id == UUID(name) if _is_id(name) else ReminderStep.usual == name
    return db.session.scalar(_kept(booking.event_type_id).where(by_name, ReminderStep.is_on))


def _is_id(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def live_steps() -> Sequence[ReminderStep]:
    """Give every step of this practice that is on."""
    return db.session.scalars(select(ReminderStep).where(ReminderStep.is_on, ReminderStep.removed_at.is_(None))).all()


def stood(booking: Booking) -> bool:
    """Tell whether the meeting took place, as far as anybody said, with a coach who is still here."""
    took_place = booking.status is Standing.CONFIRMED and booking.no_show_at is None
    return took_place and booking.coach.ended_at is None


def wants_none(address: str) -> bool:
    """Tell whether that person has stopped thanks and follow-ups."""
    query = select(FollowUpStop.id).where(FollowUpStop.address == address)
    return db.session.scalar(query) is not None


def is_settled(booking: Booking) -> bool:
    """Tell whether a follow-up is out of place: the guest became a client, or has booked again."""
    if booking.client_id is not None:
        return True
    client = select(Client.id).where(Client.email == booking.guest_email)
    again = select(Booking.id).where(
        Booking.guest_email == booking.guest_email,
        Booking.status == Standing.CONFIRMED,
        Booking.starts_at > booking.starts_at,
    )
    return any(db.session.scalar(query.limit(1)) is not None for query in (client, again))


def behind_stop_link(token: str) -> Booking:
    """Give the meeting behind the link that stops follow-ups, and enter its practice."""
    signed: Any = signing.unsign(STOP, token)
    if signed is None:
        raise NotFound
    found = walls.ask("find_booking", booking=signed[0])
    if found is None:
        raise StopLinkOver
    walls.enter(found.practice_id)
    booking = bookings.whole(signed[0])
    if booking is None:
        raise StopLinkOver
    return booking
