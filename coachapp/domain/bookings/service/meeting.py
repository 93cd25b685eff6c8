"""Change a meeting that is taken without moving it: its place, its guest's link."""

from __future__ import annotations

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies
from coachapp.domain.bookings.errors import AlreadyCancelled, PastCutoff
from coachapp.domain.bookings.kinds import PlaceKind, Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.places import filled
from coachapp.domain.bookings.service.locking import lock
from coachapp.domain.bookings.service.own_link import new_manage_link
from coachapp.domain.bookings.service.telling import recipients, tell_both
from coachapp.domain.notifications.service import notify

CHANGING = ("status", "starts_at", "ends_at", "sequence", "place", "place_kind", "generation")
BEGUN = "This meeting has begun or passed, so its place stays as it was."


def change_place(actor: Viewer, booking: Booking, *, place_kind: PlaceKind, place: str) -> Booking:
    """Hold this one meeting elsewhere, and tell both sides; reminders that named the old place are void."""
    _take(actor, booking)
    place = filled(place)
    if (booking.place_kind or booking.event_type.place_kind, booking.place) == (place_kind, place):
        return booking
    booking.place_kind, booking.place = place_kind, place
    booking.sequence += 1
    booking.timed_at = booking.changed_at = clock.now()
    db.session.flush()
    record(actor, "booking.place_changed", booking, client_id=booking.client_id)
    tell_both(booking, "booking_changed")
    return booking


def renew_link(actor: Viewer, booking: Booking) -> Booking:
    """Make the guest's link new and mail it to them; the one in earlier mails stops working."""
    _take(actor, booking)
    new_manage_link(actor, booking)
    db.session.flush()
    notify(
        recipients(booking)[Side.GUEST],
        "booking_link",
        key=f"booking:{booking.id}:link:{booking.generation}",
        subject_id=booking.id,
        useful_until=booking.ends_at,
        side=Side.GUEST.value,
        generation=booking.generation,
    )
    return booking


def _take(actor: Viewer, booking: Booking) -> None:
    """Let whoever may change the meeting do so, alone, while it stands and has not begun."""
    require(policies.may_cancel(actor, booking))
    lock(booking.coach_id)
    db.session.refresh(booking, CHANGING)
    if not booking.is_confirmed:
        raise AlreadyCancelled
    if booking.is_over(clock.now()):
        raise PastCutoff(BEGUN)
