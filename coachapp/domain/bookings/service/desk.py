"""What a coach does at a meeting: note that nobody came, and keep a note."""

from __future__ import annotations

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies, queries
from coachapp.domain.bookings.errors import NotHeld
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.own import BookingNote


def missed(actor: Viewer, booking: Booking) -> Booking:
    """Note that nobody came; nobody is told, and a second time changes nothing."""
    _hold(actor, booking)
    if not booking.is_confirmed or booking.starts_at > clock.now():
        raise NotHeld
    if booking.no_show_at is None:
        booking.no_show_at = clock.now()
        db.session.flush()
        record(actor, "booking.missed", booking, client_id=booking.client_id)
    return booking


def came(actor: Viewer, booking: Booking) -> Booking:
    """Take it back: they came."""
    _hold(actor, booking)
    if booking.no_show_at is not None:
        booking.no_show_at = None
        db.session.flush()
        record(actor, "booking.came", booking, client_id=booking.client_id)
    return booking


def keep_note(actor: Viewer, booking: Booking, *, text: str) -> BookingNote | None:
    """Keep a note at the meeting for the coaches who see it; an empty one goes."""
    _hold(actor, booking)
    note = queries.note_of(actor, booking)
    if not text:
        if note is not None:
            db.session.delete(note)
            db.session.flush()
        return None
    if note is None:
        note = BookingNote(id=new_id(), booking_id=booking.id)
        db.session.add(note)
    note.text, note.author_id, note.changed_at = text, actor.membership_id, clock.now()
    db.session.flush()
    record(actor, "booking.noted", booking)
    return note


def _hold(actor: Viewer, booking: Booking) -> None:
    """Let whoever may change the meeting act, one after the other."""
    require(policies.may_cancel(actor, booking))
    db.session.execute(select(Booking.id).where(Booking.id == booking.id).with_for_update())
    db.session.refresh(booking, ["status", "starts_at", "no_show_at"])
