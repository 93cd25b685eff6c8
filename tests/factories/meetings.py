"""Meetings that were held or lie ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.clients.models import Client

_numbers = count(1)


def event_type(coach: Viewer, *, name: str = "Free consultation", minutes: int = 30) -> EventType:
    """Make a kind of meeting that this coach offers."""
    made = EventType(
        id=new_id(),
        coach_id=coach.membership_id,
        name=name,
        slug=f"talk-{next(_numbers)}",
        minutes=minutes,
        place_kind=PlaceKind.PHONE,
        step_minutes=15,
        notice_minutes=60,
        horizon_days=60,
    )
    db.session.add(made)
    db.session.flush()
    return made


def meeting(of: EventType, *, starts_in: timedelta, guest: str = "Nora Guest", client: Client | None = None) -> Booking:
    """Make a meeting that starts that far from now (before it, if negative)."""
    starts_at: datetime = clock.now() + starts_in
    ends_at = starts_at + timedelta(minutes=of.minutes)
    made = Booking(
        id=new_id(),
        event_type_id=of.id,
        coach_id=of.coach_id,
        client_id=client.id if client else None,
        guest_name=client.name if client else guest,
        guest_email=client.email if client else f"guest{next(_numbers)}@example.org",
        time_zone="Europe/Berlin",
        starts_at=starts_at,
        ends_at=ends_at,
        busy=Range(starts_at, ends_at),
        uid=f"meeting-{next(_numbers)}@localhost",
    )
    db.session.add(made)
    db.session.flush()
    return made
