"""The blueprint of the visitors' pages, and what they share."""

from __future__ import annotations

from flask import g, request

from coachapp.domain.accounts.models import Practice
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.doors import tongue
from coachapp.doors.policy import Door, Policy

bp = Door("bookings", __name__, policy=Policy.PUBLIC, is_translated=True)


def show(practice: Practice) -> None:
    """Let the page's frame name this practice."""
    g.practice, g.is_demo = {"name": practice.name}, practice.is_demo


def show_practice_of(event_type: EventType) -> None:
    """Let the page's frame name the practice that offers this."""
    show(get_practice(event_type.practice_id))


def prefer(booking: Booking) -> None:
    """Speak the language in which a guest took this meeting, unless the address asks for another."""
    if booking.made_by is Side.GUEST:
        tongue.prefer(booking.language)


def address() -> str:
    """Give where the request comes from, to count tries."""
    return request.remote_addr or "unknown"
