"""Meetings: as coach and client see them, and through the link in a mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, select
from sqlalchemy.orm import Load, joinedload

from coachapp.core import clock, signing, storage, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.attached import BookingFile
from coachapp.domain.bookings.errors import ManageLinkOver
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import MANAGE, Booking
from coachapp.domain.clients.queries import client_ids_visible_to

LONGEST = timedelta(days=2)
"""No meeting is longer."""
WHOLE = Load(Booking).options(joinedload(Booking.event_type), joinedload(Booking.coach).joinedload(Membership.user))
"""Loads all that pages and letters about a meeting name: its offer, and the coach who holds it."""


def bookings_visible_to(viewer: Viewer) -> Select[Booking]:
    """Coaches see meetings with themselves, the owner all of the practice, clients their own.

    What a guest has not confirmed by mail yet is nobody's but theirs.
    """
    query: Select[Booking] = select(Booking).options(WHOLE).where(Booking.status != Status.UNCONFIRMED)
    if viewer.is_owner:
        return query
    if viewer.is_coach:
        return query.where(Booking.coach_id == viewer.membership_id)
    return query.where(Booking.client_id.in_(client_ids_visible_to(viewer)))


def get_booking(viewer: Viewer, booking_id: UUID) -> Booking:
    """Give the meeting, as far as the viewer may see it."""
    found = db.session.scalar(bookings_visible_to(viewer).where(Booking.id == booking_id))
    if found is None:
        raise NotFound
    return found


def to_come(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Write into a query that a meeting is not over; by its start, too, so that an index leaves out years of others."""
    return Booking.ends_at > now, Booking.starts_at > now - LONGEST


def selected(viewer: Viewer, when: str) -> Select[Booking]:
    """Select the viewer's meetings: "upcoming", "past" or "all" of them."""
    query, now = bookings_visible_to(viewer), clock.now()
    if when == "upcoming":
        return query.where(*to_come(now))
    return query.where(Booking.ends_at <= now) if when == "past" else query


def in_view(viewer: Viewer, *, past: bool = False, limit: int = 100) -> Sequence[Booking]:
    """Give the viewer's meetings to come, the next first; or those that passed, the latest first."""
    order = Booking.starts_at.desc() if past else Booking.starts_at
    return db.session.scalars(selected(viewer, "past" if past else "upcoming").order_by(order).limit(limit)).all()


def next_booking_of(viewer: Viewer, client_id: UUID) -> Booking | None:
    """Give the next standing meeting of a client, or None."""
    return db.session.scalar(
        bookings_visible_to(viewer)
        .where(
            Booking.client_id == client_id,
            Booking.status == Status.CONFIRMED,
            Booking.ends_at > clock.now(),
        )
        .order_by(Booking.starts_at)
        .limit(1)
    )


def next_start(viewer: Viewer, client_id: ColumnElement[UUID], now: ColumnElement[datetime]) -> ScalarSelect[datetime]:
    """Write into a list of clients when the next standing meeting of each begins that the viewer may see."""
    ahead = (Booking.client_id == client_id, Booking.status == Status.CONFIRMED, Booking.ends_at > now)
    query = bookings_visible_to(viewer).where(*ahead).with_only_columns(Booking.starts_at)
    return query.order_by(Booking.starts_at).limit(1).scalar_subquery()


def managed(token: str, *, purpose: str = MANAGE) -> Booking:
    """Give the meeting behind the link of a mail, and enter its practice."""
    signed = signing.unsign(purpose, token)
    found = walls.ask("find_booking", booking=signed[0]) if signed else None
    if signed is None or found is None:
        raise NotFound
    walls.enter(found.practice_id)
    booking = db.session.scalars(select(Booking).options(WHOLE).where(Booking.id == signed[0])).one()
    if booking.generation != signed[1]:
        raise ManageLinkOver
    return booking


def whole(booking_id: UUID) -> Booking | None:
    """Give a meeting of this practice with its event type and coach, for the letters about it."""
    return db.session.scalar(select(Booking).options(WHOLE).where(Booking.id == booking_id))


def file_of(booking: Booking, file_id: UUID) -> tuple[Path, BookingFile]:
    """Give where a file of this meeting lies, and what it is."""
    found = db.session.scalar(
        select(BookingFile).where(BookingFile.id == file_id, BookingFile.booking_id == booking.id)
    )
    if found is None:
        raise NotFound
    return storage.current().path(found.storage_key), found


def resume_of(booking: Booking) -> tuple[Path, Resume]:
    """Give where the guest's resume lies, and what it is."""
    if not booking.resume_key or not booking.resume_name or not booking.resume_type:
        raise NotFound
    found = Resume(key=booking.resume_key, name=booking.resume_name, type=booking.resume_type)
    return storage.current().path(found.key), found
