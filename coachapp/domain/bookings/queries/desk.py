"""What coaches know about a meeting, and nobody else."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.own import BookingNote
from coachapp.domain.bookings.queries.agenda import bookings_visible_to


def notes_visible_to(viewer: Viewer) -> Select[BookingNote]:
    """Coaches see the notes at the meetings that they see; clients see none."""
    query: Select[BookingNote] = select(BookingNote)
    if not viewer.is_coach:
        return query.where(BookingNote.id.is_(None))
    return query.where(BookingNote.booking_id.in_(_ids(viewer)))


def note_of(viewer: Viewer, booking: Booking) -> BookingNote | None:
    """Give the note at that meeting, or None."""
    return db.session.scalar(notes_visible_to(viewer).where(BookingNote.booking_id == booking.id))


def missed_before(viewer: Viewer, booking: Booking) -> int:
    """Count the earlier meetings to which the same address did not come, among those that the viewer sees."""
    earlier = (
        bookings_visible_to(viewer)
        .where(
            Booking.guest_email == booking.guest_email,
            Booking.starts_at < booking.starts_at,
            Booking.no_show_at.is_not(None),
        )
        .with_only_columns(func.count(Booking.id))
    )
    return db.session.scalar(earlier) or 0 if viewer.is_coach else 0


def _ids(viewer: Viewer) -> Select[tuple[object]]:
    return bookings_visible_to(viewer).with_only_columns(Booking.id)
