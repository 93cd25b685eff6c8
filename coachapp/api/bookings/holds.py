"""Keep a time for some minutes while a form is filled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import request

from coachapp.api.bookings.door import blp
from coachapp.core import signing
from coachapp.domain.bookings import queries, schemas, service
from coachapp.doors.policy import Policy


@blp.post("/booking-links/<slug>/holds", policy=Policy.PUBLIC)
@blp.arguments(schemas.HoldIn, as_kwargs=True)
@blp.response(201, schemas.HoldOut)
@blp.alt_response(409, "CONFLICT")
@blp.alt_response(410, "GONE")
def hold(slug: str, *, starts_at: datetime, minutes: int | None, hold: str | None) -> dict[str, Any]:
    """Keep a time for five minutes; book it with the token. Another time with the same token frees the first."""
    address = request.remote_addr or "unknown"
    event_type, visit = queries.open_link(slug), hold or signing.new_token()
    service.count_hold(event_type, address=address)
    kept = service.keep_time(event_type, starts_at=starts_at, minutes=minutes, visit=visit, origin=address)
    return {"hold": visit, "starts_at": kept.starts_at, "ends_at": kept.ends_at, "held_until": kept.held_until}


@blp.delete("/booking-links/<slug>/holds/<token>", policy=Policy.PUBLIC)
@blp.response(204)
def let_go(slug: str, token: str) -> None:
    """Let others have the time that is kept; a second time changes nothing."""
    event_type = queries.open_link(slug)
    service.count_hold(event_type, address=request.remote_addr or "unknown")
    service.let_go(event_type, token)
