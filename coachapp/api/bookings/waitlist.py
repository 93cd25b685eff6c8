"""Wait for a full day, take what is offered, leave the line; and see who waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request

from coachapp.api.bookings.door import blp
from coachapp.api.frame import listing, whole
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.waitlist import Turn, WaitlistEntry
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer


def _what(entry: WaitlistEntry, event_type: EventType) -> dict[str, Any]:
    return {
        "day": entry.day,
        "time_zone": entry.time_zone,
        "event_type": event_type.name,
        "coach": event_type.coach.user.name,
        "minutes": entry.minutes,
    }


def _shown(entry: WaitlistEntry, event_type: EventType) -> dict[str, Any]:
    kept = queries.kept_for(entry)
    return {
        **_what(entry, event_type),
        "turn": entry.turn,
        "offered_at": kept.starts_at if kept else None,
        "held_until": kept.held_until if kept else None,
    }


def _address() -> str:
    return request.remote_addr or "unknown"


@blp.post("/booking-links/<slug>/waitlist", policy=Policy.PUBLIC)
@blp.arguments(schemas.WaitlistIn, as_kwargs=True)
@blp.response(201, schemas.WaitlistOut)
@blp.alt_response(409, "CONFLICT")
@blp.alt_response(410, "GONE")
def join(slug: str, *, day: Any, minutes: int | None, **who: Any) -> dict[str, Any]:
    """Wait for a day that is full; once each, however often one asks. The link to the place goes by mail alone."""
    event_type = queries.open_link(slug)
    service.count_try(event_type, address=_address(), email=who["email"])
    entry = service.join(event_type, service.Guest(**who), day=day, minutes=minutes)
    return {**_what(entry, event_type), "turn": Turn.WAITING}


@blp.get("/waitlist/<token>", policy=Policy.PUBLIC)
@blp.response(200, schemas.WaitlistOut)
def place(token: str) -> dict[str, Any]:
    """Show one's own place in line, and the time that is offered, if there is one."""
    return _shown(*queries.entry_of(token))


@blp.post("/waitlist/<token>/bookings", policy=Policy.PUBLIC)
@blp.arguments(schemas.WaitlistTake, as_kwargs=True)
@blp.response(201, schemas.ManagedOut)
@blp.alt_response(409, "CONFLICT")
def take(token: str, *, answers: Mapping[str, str], note: str) -> Booking:
    """Take the offered time; a second time finds the same meeting."""
    service.count_change(address=_address())
    entry, event_type = queries.entry_of(token)
    return service.take(entry, event_type, answers=answers, note=note)


@blp.delete("/waitlist/<token>", policy=Policy.PUBLIC)
@blp.response(200, schemas.WaitlistOut)
def leave(token: str) -> dict[str, Any]:
    """Step out of the line; a second time changes nothing."""
    entry, event_type = queries.entry_of(token)
    return _shown(service.leave(entry, event_type), event_type)


@blp.get("/waiting")
@blp.response(200, listing(schemas.WaitingOut))
def waiting() -> dict[str, Any]:
    """List who waits for one's own offers, by day and then by who came first; the owner sees all of the practice."""
    return whole([entry for entry, _, _ in queries.waiting(viewer())])


@blp.delete("/waiting/<uuid:entry_id>")
@blp.response(204)
def take_off(entry_id: UUID) -> None:
    """Take somebody off the line."""
    service.take_off(viewer(), queries.get_entry(viewer(), entry_id))
