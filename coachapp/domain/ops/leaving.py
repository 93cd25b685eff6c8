"""A coach leaves the practice: their clients are handed over first, their links close."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Conflict
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings import service as meetings
from coachapp.domain.bookings.kinds import Status as Standing
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.calendars import service as calendars
from coachapp.domain.clients import service as clients


class StillBooked(Conflict):
    """Meetings to come need their coach."""

    type = "still-booked"


def let_go(actor: Viewer, coach_id: UUID, *, to_id: UUID | None = None) -> None:
    """End a coach's membership: no meeting is left to come, clients go to another coach, links take no more."""
    require(actor.is_owner, "The owner removes people.")
    meetings_to_come = (
        bookings.bookings_visible_to(actor)
        .where(Booking.coach_id == coach_id, Booking.status == Standing.CONFIRMED, Booking.ends_at > clock.now())
        .with_only_columns(func.count())
        .order_by(None)
    )
    n = db.session.scalar(meetings_to_come) or 0
    if n:
        said = "1 meeting" if n == 1 else f"{n} meetings"
        raise StillBooked(f"They have {said} to come. Cancel or finish these first, then remove them.")
    if to_id is not None:
        clients.hand_over_all(actor, coach_id, to_id)
    offered = bookings.event_types_visible_to(actor).where(EventType.coach_id == coach_id, EventType.is_open.is_(True))
    for event_type in db.session.scalars(offered):
        meetings.close_link(actor, event_type)
    for event_type in meetings.stop_hosting(coach_id):
        meetings.close_link(actor, event_type)
    calendars.forget_all(coach_id)
    clients.remove_coach(actor, coach_id)
