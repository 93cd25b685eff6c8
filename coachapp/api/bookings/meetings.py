"""What a coach does at one meeting, with a token."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.bookings.door import blp
from coachapp.api.bookings.guests import IdempotencyKey
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.models import Booking
from coachapp.doors.viewer import viewer


@blp.post("/bookings")
@blp.arguments(schemas.BookFor, as_kwargs=True)
@blp.arguments(IdempotencyKey, location="headers", as_kwargs=True)
@blp.response(201, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def book_for(*, event_type_id: UUID, **facts: Any) -> Booking:
    """Book for a client or a guest: outside hours, notice and limits if need be, never over something that is taken."""
    return service.book_for(viewer(), queries.get_event_type(viewer(), event_type_id), **facts)


@blp.get("/bookings/<uuid:booking_id>/no-show")
@blp.response(200, schemas.NoShowOut)
def no_show(booking_id: UUID) -> dict[str, Any]:
    """Show whether nobody came, and how often the same address did not come before."""
    return _came_or_not(queries.get_booking(viewer(), booking_id))


@blp.post("/bookings/<uuid:booking_id>/no-show")
@blp.response(200, schemas.NoShowOut)
@blp.alt_response(409, "CONFLICT")
def missed(booking_id: UUID) -> dict[str, Any]:
    """Note that nobody came to a meeting that has begun; nobody is told."""
    return _came_or_not(service.missed(viewer(), queries.get_booking(viewer(), booking_id)))


@blp.delete("/bookings/<uuid:booking_id>/no-show")
@blp.response(200, schemas.NoShowOut)
def came(booking_id: UUID) -> dict[str, Any]:
    """Take it back: they came."""
    return _came_or_not(service.came(viewer(), queries.get_booking(viewer(), booking_id)))


def _came_or_not(booking: Booking) -> dict[str, Any]:
    return {"no_show_at": booking.no_show_at, "earlier": queries.missed_before(viewer(), booking)}


@blp.put("/bookings/<uuid:booking_id>/place")
@blp.arguments(schemas.PlaceIn, as_kwargs=True)
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def change_place(booking_id: UUID, **facts: Any) -> Booking:
    """Hold one meeting elsewhere and tell both sides."""
    return service.change_place(viewer(), queries.get_booking(viewer(), booking_id), **facts)


@blp.post("/bookings/<uuid:booking_id>/manage-link")
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def renew_link(booking_id: UUID) -> Booking:
    """Make the guest's link new and mail it to them; the earlier one stops working."""
    return service.renew_link(viewer(), queries.get_booking(viewer(), booking_id))


@blp.get("/bookings/<uuid:booking_id>/note")
@blp.response(200, schemas.KeptNoteOut)
def note(booking_id: UUID) -> Any:
    """Show what is kept at a meeting for its coaches alone."""
    return queries.note_of(viewer(), queries.get_booking(viewer(), booking_id)) or {"text": "", "changed_at": None}


@blp.put("/bookings/<uuid:booking_id>/note")
@blp.arguments(schemas.KeptNoteIn, as_kwargs=True)
@blp.response(200, schemas.KeptNoteOut)
def keep_note(booking_id: UUID, *, text: str) -> Any:
    """Keep a note at a meeting for its coaches alone; an empty text takes it away."""
    found = queries.get_booking(viewer(), booking_id)
    return service.keep_note(viewer(), found, text=text) or {"text": "", "changed_at": None}
