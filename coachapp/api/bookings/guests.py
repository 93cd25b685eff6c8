"""Book through a public link, and manage one's own meeting with the link of a mail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, request

from coachapp.api.bookings.door import blp
from coachapp.core.fields import Line, Shape
from coachapp.core.tongue import gettext
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.errors import BY_KIND
from coachapp.domain.bookings.models import CONFIRM, Booking, EventType
from coachapp.domain.hours.queries import hours_of
from coachapp.doors.files import taken
from coachapp.doors.policy import Policy


class IdempotencyKey(Shape):
    """A key of the sender's choice: sent again, it finds the first booking."""

    key = Line(load_default=None, max_length=200, data_key="Idempotency-Key")


def _address() -> str:
    return request.remote_addr or "unknown"


@blp.get("/booking-links/<slug>", policy=Policy.PUBLIC)
@blp.response(200, schemas.LinkOut)
def link(slug: str) -> dict[str, Any]:
    """Show what is on offer behind a booking link."""
    event_type = queries.open_link(slug)
    return {
        "offer": event_type,
        "hosts": [each.user.name for each in queries.hosts_of(event_type)],
        "time_zone": hours_of(event_type.coach_id, event_type.schedule_id).zone.key,
    }


@blp.get("/booking-links/<slug>/slots", policy=Policy.PUBLIC)
@blp.arguments(schemas.SlotsQuery, location="query", as_kwargs=True)
@blp.response(200, schemas.SlotsOut)
@blp.alt_response(304, "NOT_MODIFIED")
def slots(
    slug: str, *, first: date, last: date, tz: str, zone: ZoneInfo, minutes: int | None, hold: str | None
) -> Response:
    """List the times that can be booked, each of them and no other; with `hold` the one that is kept for you, too.

    The answer has an ETag: sent again as If-None-Match, it is a 304 while nothing has changed.
    """
    event_type, terms = queries.terms_of_link(slug)
    length = queries.length_of(event_type, minutes)
    own = queries.held_by(event_type, hold)
    free = queries.free_starts(event_type, first, last, zone, minutes=length, own=own, terms=terms)
    answer = Response(schemas.spell_slots(tz, free, length), mimetype="application/json")
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@blp.post("/booking-links/<slug>/bookings", policy=Policy.PUBLIC)
@blp.arguments(schemas.BookingRequest, as_kwargs=True)
@blp.arguments(IdempotencyKey, location="headers", as_kwargs=True)
@blp.response(201, schemas.ManagedOut)
@blp.alt_response(409, "CONFLICT")
@blp.alt_response(410, "GONE")
def book(
    slug: str, *, starts_at: datetime, minutes: int | None, hold: str | None, key: str | None, **facts: Any
) -> Booking:
    """Book through a public link; multipart with `resume` to attach a file, `hold` for a time that is kept for you."""
    event_type = queries.open_link(slug, to_book=True)
    service.count_try(event_type, address=_address(), email=facts["email"])
    file = taken(request.files.get("resume"))
    resume = service.keep_resume(file) if file else None
    guest = service.Guest(**facts, resume=resume, files=_files(event_type))
    private = queries.private_link(slug)
    client_id = private.client_id if private else None
    return service.book(
        event_type,
        guest,
        starts_at=starts_at,
        minutes=minutes,
        key=key,
        client_id=client_id,
        through=private,
        visit=hold,
    )


def _files(event_type: EventType) -> dict[str, service.Resume]:
    """Give the files that answer questions: parts of the body named `answers[the question]`."""
    sent = {each.text: taken(request.files.get(each.field)) for each in event_type.asked}
    return {
        text: service.keep_resume(file, field=f"answers[{text}]") for text, file in sent.items() if file is not None
    }


@blp.get("/booking-links/<slug>/explain", policy=Policy.PUBLIC)
@blp.arguments(schemas.ExplainQuery, location="query", as_kwargs=True)
@blp.response(200, schemas.ExplainOut)
def explain(slug: str, *, at: datetime, minutes: int | None) -> dict[str, Any]:
    """Tell whether an instant can be booked, and if not, why."""
    event_type = queries.open_link(slug)
    refusal, alternatives = queries.explain(event_type, at, minutes=queries.length_of(event_type, minutes))
    kind = BY_KIND[refusal] if refusal else None
    return {
        "bookable": kind is None,
        "type": f"/problems/{kind.type}" if kind else None,
        "detail": gettext(kind.message) if kind else None,
        "alternatives": alternatives,
    }


@blp.get("/manage/<token>", policy=Policy.PUBLIC)
@blp.response(200, schemas.ManagedOut)
def managed(token: str) -> Booking:
    """Show one's own meeting."""
    return queries.managed(token)


@blp.patch("/manage/<token>", policy=Policy.PUBLIC)
@blp.arguments(schemas.MoveRequest, as_kwargs=True)
@blp.response(200, schemas.ManagedOut)
@blp.alt_response(409, "CONFLICT")
def move_own(token: str, *, starts_at: datetime) -> Booking:
    """Move one's own meeting to another time."""
    service.count_change(address=_address())
    return service.move(queries.managed(token), starts_at=starts_at)


@blp.delete("/manage/<token>", policy=Policy.PUBLIC)
@blp.response(200, schemas.ManagedOut)
@blp.alt_response(409, "CONFLICT")
def cancel_own(token: str) -> Booking:
    """Cancel one's own meeting; a second time changes nothing."""
    service.count_change(address=_address())
    return service.cancel(queries.managed(token))


@blp.post("/booking-confirmations/<token>", policy=Policy.PUBLIC)
@blp.response(200, schemas.ManagedOut)
@blp.alt_response(409, "CONFLICT")
def confirm(token: str) -> Booking:
    """Confirm one's address with the token that only the mail holds; a second time changes nothing."""
    service.count_change(address=_address())
    return service.confirm_address(queries.managed(token, purpose=CONFIRM))
