"""What guests write to their coach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from coachapp.api.bookings.door import blp
from coachapp.api.frame import listing, whole
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.attached import GuestMessage
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer


@blp.post("/manage/<token>/messages", policy=Policy.PUBLIC)
@blp.arguments(schemas.MessageIn, as_kwargs=True)
@blp.response(201, schemas.MessageOut)
@blp.alt_response(409, "CONFLICT")
def leave_message(token: str, *, text: str) -> GuestMessage:
    """Leave a message to the coach at one's own meeting; also when it is cancelled, until 30 days after it."""
    service.count_change(address=request.remote_addr or "unknown")
    return service.leave_message(queries.managed(token), text=text)


@blp.get("/bookings/<uuid:booking_id>/messages")
@blp.response(200, listing(schemas.MessageOut))
def messages(booking_id: UUID) -> dict[str, Any]:
    """List what the guest of a meeting wrote, in order."""
    return whole(queries.messages_at(queries.get_booking(viewer(), booking_id)))
