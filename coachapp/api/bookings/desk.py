"""What a coach offers, and who has booked: with a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields, validate

from coachapp.api.bookings.door import blp
from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.pages import page
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.schemas import ClientOut
from coachapp.doors.files import download
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer


class BookingsQuery(After):
    """Which meetings to list."""

    when = fields.String(load_default="all", validate=validate.OneOf(["upcoming", "past", "all"]))


@blp.get("/event-types")
@blp.response(200, listing(schemas.EventTypeOut))
def event_types() -> dict[str, Any]:
    """List what the viewer offers (the owner sees all of the practice)."""
    return whole(queries.event_types(viewer()))


@blp.post("/event-types")
@blp.arguments(schemas.EventTypeIn, as_kwargs=True)
@blp.response(201, schemas.EventTypeOut)
@blp.alt_response(409, "CONFLICT")
def add_event_type(**facts: Any) -> EventType:
    """Offer a new kind of meeting."""
    return service.add_event_type(viewer(), **facts)


@blp.get("/event-types/<uuid:event_type_id>")
@blp.response(200, schemas.EventTypeOut)
def event_type(event_type_id: UUID) -> EventType:
    """Show one kind of meeting."""
    return queries.get_event_type(viewer(), event_type_id)


@blp.patch("/event-types/<uuid:event_type_id>")
@blp.arguments(schemas.EventTypeChange(partial=True), as_kwargs=True)
@blp.response(200, schemas.EventTypeOut)
@blp.alt_response(409, "CONFLICT")
def change_event_type(event_type_id: UUID, **facts: Any) -> EventType:
    """Change what is on offer, or close its link with `is_open: false`."""
    return service.change_event_type(viewer(), queries.get_event_type(viewer(), event_type_id), **facts)


@blp.get("/booking-limits")
@blp.response(200, schemas.LimitsOut)
def limits() -> Any:
    """Show how many meetings one takes over all offers."""
    return queries.limits_of(viewer().membership_id) or dict.fromkeys(schemas.LimitsOut().fields)


@blp.put("/booking-limits")
@blp.arguments(schemas.LimitsIn, as_kwargs=True)
@blp.response(200, schemas.LimitsOut)
def set_limits(**facts: int | None) -> Any:
    """Limit how many meetings one takes over all offers."""
    return service.set_limits(viewer(), **facts)


@blp.get("/bookings", policy=Policy.SIGNED_IN)
@blp.arguments(BookingsQuery, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.BookingOut))
def bookings(*, after: str | None, when: str) -> dict[str, Any]:
    """List meetings, the newest first: a coach's with guests and clients, a client's own."""
    return listed(page(queries.selected(viewer(), when), Booking, after=after))


@blp.get("/bookings/<uuid:booking_id>", policy=Policy.SIGNED_IN)
@blp.response(200, schemas.BookingOut)
def booking(booking_id: UUID) -> Booking:
    """Show one meeting."""
    return queries.get_booking(viewer(), booking_id)


@blp.get("/bookings/<uuid:booking_id>/resume")
@blp.response(200, {"type": "string", "format": "binary"}, content_type="*/*")
def resume(booking_id: UUID) -> Response:
    """Download the resume that the guest attached."""
    path, found = queries.resume_of(queries.get_booking(viewer(), booking_id))
    return download(path, name=found.name, mimetype=found.type)


@blp.get("/bookings/<uuid:booking_id>/files/<uuid:file_id>")
@blp.response(200, {"type": "string", "format": "binary"}, content_type="*/*")
def file(booking_id: UUID, file_id: UUID) -> Response:
    """Download a file that answers a question."""
    path, found = queries.file_of(queries.get_booking(viewer(), booking_id), file_id)
    return download(path, name=found.name, mimetype=found.media_type)


@blp.patch("/bookings/<uuid:booking_id>")
@blp.arguments(schemas.MoveRequest, as_kwargs=True)
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def move(booking_id: UUID, *, starts_at: datetime) -> Booking:
    """Move a meeting to another time and tell both sides."""
    return service.move(queries.get_booking(viewer(), booking_id), starts_at=starts_at, actor=viewer())


@blp.delete("/bookings/<uuid:booking_id>")
@blp.arguments(schemas.CancelRequest, location="query", as_kwargs=True)
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def cancel(booking_id: UUID, *, reason: str) -> Booking:
    """Cancel a meeting and tell both sides."""
    return service.cancel(queries.get_booking(viewer(), booking_id), actor=viewer(), reason=reason)


@blp.post("/bookings/<uuid:booking_id>/accept")
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def accept(booking_id: UUID) -> Booking:
    """Say yes to a request; where its time has gone meanwhile, it is declined."""
    return service.accept(viewer(), queries.get_booking(viewer(), booking_id))


@blp.post("/bookings/<uuid:booking_id>/decline")
@blp.arguments(schemas.CancelRequest, as_kwargs=True)
@blp.response(200, schemas.BookingOut)
@blp.alt_response(409, "CONFLICT")
def decline(booking_id: UUID, *, reason: str) -> Booking:
    """Say no to a request and tell the guest."""
    return service.decline(viewer(), queries.get_booking(viewer(), booking_id), reason=reason)


@blp.post("/bookings/<uuid:booking_id>/client")
@blp.response(201, ClientOut)
@blp.alt_response(409, "CONFLICT")
def make_client(booking_id: UUID) -> Client:
    """Make a client of the guest; a second time gives the same client."""
    return service.make_client(viewer(), queries.get_booking(viewer(), booking_id))
