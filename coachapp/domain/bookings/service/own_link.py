"""The link with which a guest sees, moves and cancels a meeting."""

from __future__ import annotations

from coachapp.core import links, signing
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.bookings.models import MANAGE, Booking
from coachapp.domain.bookings.service.deciding import guard


def manage_url(booking: Booking) -> str:
    """Give the address where the guest sees, moves or cancels the meeting."""
    return links.url("bookings", signing.sign(MANAGE, booking.id, booking.generation))


def new_manage_link(actor: Viewer, booking: Booking) -> Booking:
    """Make the guest's link new; the one in earlier mails stops working."""
    guard(actor, booking)
    booking.generation += 1
    record(actor, "booking.link_renewed", booking)
    return booking
