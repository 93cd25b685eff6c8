"""How the verbs of meetings read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.bookings.models import Booking, EventType

says("booking.taken", "Booked: {subject}", icon="calendar-plus", topic="meetings", tone="pine")
says("booking.made", "{actor} booked: {subject}", icon="calendar-plus", topic="meetings", tone="pine")
says("booking.moved", "Moved: {subject}", icon="calendar-clock", topic="meetings")
says("booking.place_changed", "Another place: {subject}", icon="map-pin", topic="meetings")
says("booking.cancelled", "Called off: {subject}", icon="calendar-x", topic="meetings")
says("booking.missed", "Did not come: {subject}", icon="calendar-x", topic="meetings", visible_to="coach")
says("booking.came", "Came after all: {subject}", icon="user-check", topic="meetings", visible_to="coach")
says("booking.requested", "Asked for: {subject}", icon="calendar-plus", topic="meetings")
says("booking.accepted", "{actor} said yes: {subject}", icon="calendar-check", topic="meetings", tone="pine")
says("booking.declined", "{actor} could not: {subject}", icon="calendar-x", topic="meetings")
says("booking.expired", "Not answered in time: {subject}", icon="calendar-x", topic="meetings", visible_to="coach")
says("booking.move_asked", "Asked for another time: {subject}", icon="calendar-clock", topic="meetings")
says("booking.move_declined", "{actor} could not move: {subject}", icon="calendar-x", topic="meetings")
says(
    "booking.move_expired",
    "Not answered in time: {subject}",
    icon="calendar-x",
    topic="meetings",
    visible_to="coach",
)
says("booking.withdrawn", "Request taken back: {subject}", icon="calendar-x", topic="meetings")
says("booking.message_left", "Left a message: {subject}", icon="message-square", topic="meetings")
says("booking.became_client", "{actor} turned “{subject}” into work together", icon="handshake", topic="meetings")


@names("bookings")
def bookings(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the meetings of those ids by what was on offer."""
    rows = db.session.execute(
        select(Booking.id, EventType.name)
        .join(EventType, EventType.id == Booking.event_type_id)
        .where(Booking.id.in_(ids))
    )
    return {row.id: Subject(row.name, coach=f"/coach/bookings/{row.id}") for row in rows}
