"""Who may do what with offers and meetings."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking, EventType


def may_change(viewer: Viewer, event_type: EventType) -> bool:
    """Tell whether the viewer decides about this event type: its coach, or the owner."""
    return viewer.is_owner or (viewer.is_coach and event_type.coach_id == viewer.membership_id)


def may_take_on(viewer: Viewer, booking: Booking) -> bool:
    """Tell whether the viewer may make a client of this meeting's guest."""
    return viewer.is_owner or (viewer.is_coach and booking.coach_id == viewer.membership_id)


def may_cancel(viewer: Viewer, booking: Booking) -> bool:
    """Tell whether the viewer, signed in, may move or cancel this meeting."""
    return may_take_on(viewer, booking)
