"""Call a meeting off, or take back what waited for a word."""

from __future__ import annotations

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service.deciding import guard, still_open
from coachapp.domain.bookings.service.locking import hold
from coachapp.domain.bookings.service.moving import take_back_wish
from coachapp.domain.bookings.service.offering import offer_freed
from coachapp.domain.bookings.service.telling import tell, tell_both


def cancel(booking: Booking, *, actor: Viewer | None = None, reason: str = "") -> Booking:
    """Call the meeting off, free its time, and tell both sides; a second time changes nothing."""
    guard(actor, booking)
    hold(booking)
    if booking.status in {Status.CANCELLED, Status.DECLINED, Status.EXPIRED}:
        return booking
    if not booking.is_confirmed:
        return _withdrawn(booking, actor, reason)
    still_open(booking, by_guest=actor is None)
    take_back_wish(booking)
    booking.status, booking.cancelled_by = Status.CANCELLED, Side.COACH if actor else Side.GUEST
    booking.cancel_reason = reason
    booking.sequence += 1
    booking.changed_at = clock.now()
    db.session.flush()
    record(actor, "booking.cancelled", booking, client_id=booking.client_id)
    tell_both(booking, "booking_cancelled")
    offer_freed(booking.coach_id)
    return booking


def _withdrawn(booking: Booking, actor: Viewer | None, reason: str) -> Booking:
    """Take back what waited for a word; nobody had it in a calendar yet."""
    was_requested = booking.status is Status.REQUESTED
    booking.status, booking.held_until = Status.CANCELLED, None
    booking.cancelled_by, booking.cancel_reason = Side.COACH if actor else Side.GUEST, reason
    booking.changed_at = clock.now()
    db.session.flush()
    if was_requested:
        record(actor, "booking.withdrawn", booking, client_id=booking.client_id)
        tell(booking, "booking_withdrawn", Side.COACH)
    offer_freed(booking.coach_id)
    return booking
