"""Reasons from the calendar: a guest was met; a client has nothing booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.models import Status as BookingStatus
from coachapp.domain.clients.models import Client
from coachapp.domain.today.needs import DAY, MOST, Need, Tier, span
from coachapp.domain.today.reasons.row import client_row, own_clients, wanted


def meeting_held(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A guest was met and is not a client yet."""
    rows = db.session.scalars(
        select(Booking)
        .options(joinedload(Booking.event_type))
        .where(
            Booking.coach_id == viewer.membership_id,
            Booking.status == BookingStatus.CONFIRMED,
            Booking.client_id.is_(None),
            Booking.ends_at < now,
            Booking.starts_at > now - 30 * DAY,
            wanted(viewer, "meeting_held", Booking.id, now),
        )
        .order_by(Booking.starts_at.desc())
        .limit(MOST)
    )
    for booking in rows:
        path = f"/coach/bookings/{booking.id}"
        yield Need(
            kind="meeting_held",
            subject_id=booking.id,
            who=booking.id,
            name=booking.guest_name,
            path=path,
            why=f"{booking.event_type.name} held {span(now - booking.ends_at)} ago",
            button=f"Make {first_name(booking.guest_name)} a client",
            button_path=path,
            icon="user-plus",
            tier=Tier.PERSON_WAITS,
            since=booking.ends_at,
            may_wait=True,
        )


def nothing_booked(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A client has no session ahead, and the last one is a while ago."""
    of_client = (Booking.client_id == Client.id, Booking.status == BookingStatus.CONFIRMED)
    last = select(func.max(Booking.ends_at)).where(*of_client).scalar_subquery()
    recent = select(Booking.id).where(*of_client, Booking.starts_at > now - 7 * DAY)
    rows = db.session.execute(
        own_clients(viewer)
        .add_columns(last)
        .where(
            Client.created_at < now - 7 * DAY,
            ~recent.exists(),
            wanted(viewer, "nothing_booked", Client.id, now),
        )
        .order_by(Client.created_at)
        .limit(MOST)
    )
    for client, met_at in rows:
        why = f"no next session; the last was {span(now - met_at)} ago" if met_at else "no session booked yet"
        since = met_at or client.created_at
        yield client_row(client, "nothing_booked", why, Tier.NOTHING_BOOKED, since, icon="calendar-plus", may_wait=True)


def first_name(name: str) -> str:
    """Give what people call somebody: the first word of their name."""
    return (name.split() or [name])[0]
