"""Book for somebody else: a coach for a guest, or for a client."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from coachapp.core import clock
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.bookings import policies
from coachapp.domain.bookings.errors import InThePast, TooFar
from coachapp.domain.bookings.guest import Guest
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.service.booking import book
from coachapp.domain.clients.queries import get_client

FURTHEST = timedelta(days=800)


def reachable(at: datetime) -> datetime | None:
    """Give the instant back where a coach may book at all: from now on, for two years and a bit."""
    return at if timedelta() <= at - clock.now() <= FURTHEST else None


def book_for(
    actor: Viewer,
    event_type: EventType,
    *,
    starts_at: datetime,
    minutes: int | None = None,
    client_id: UUID | None = None,
    name: str = "",
    email: str = "",
    time_zone: str = "",
    key: str | None = None,
) -> Booking:
    """Take a meeting for a client, or for a guest with that name and address, and tell both sides.

    It may lie outside hours, notice, horizon and limits, never over something that is taken.
    """
    require(policies.may_change(actor, event_type))
    if reachable(starts_at) is None:
        raise InThePast if starts_at < clock.now() else TooFar
    if client_id is None:
        guest = Guest(name=name, email=email, time_zone=time_zone)
    else:
        client = get_client(actor, client_id)
        guest = Guest(name=client.name, email=client.email, time_zone=client.time_zone, goal=client.goal)
    return book(event_type, guest, starts_at=starts_at, minutes=minutes, key=key, client_id=client_id, by_coach=actor)
