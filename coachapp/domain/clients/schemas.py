"""Shapes for clients, what they share, and notes."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from coachapp.core.fields import Email, Line, Prose, Shape, When, Zone
from coachapp.domain.clients.models import Status

_DATE: dict[str, Any] = {"invalid": "Give a date, like 2027-03-01.", "required": "Please fill this in."}
_STATUS = validate.OneOf(list(Status), error="Pick one of: invited, active, paused, finished.")


class AddClient(Shape):
    """Somebody to take on."""

    name = Line(required=True, max_length=120)
    email = Email(required=True)
    goal = Prose(load_default="", max_length=500)
    time_zone = Zone(metadata={"description": "The coach's own, if left out; the client sets theirs on joining."})


class ChangeClient(Shape):
    """What the coach keeps about a client."""

    goal = Prose(load_default="", max_length=500)
    status = fields.String(required=True, validate=_STATUS)
    weekly_floor = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=0, max=50, error="Between 0 and 50 applications a week."),
        error_messages={"invalid": "Give a whole number, like 3."},
    )


class ChangeClientOnPage(ChangeClient):
    """The same, as a form types it."""

    weekly_floor = fields.Integer(
        required=True,
        validate=validate.Range(min=0, max=50, error="Between 0 and 50 applications a week."),
        error_messages={"invalid": "Give a whole number, like 3.", "required": "Give a whole number, like 3."},
    )


class HandOver(Shape):
    """The coach who takes a client on."""

    coach_id = fields.UUID(required=True, error_messages={"required": "Pick a coach.", "invalid_uuid": "Pick a coach."})


class Leaving(Shape):
    """Who takes on the clients of a coach who leaves."""

    to_id = fields.UUID(load_default=None, allow_none=True, error_messages={"invalid_uuid": "Pick a coach."})


class Sharing(Shape):
    """What the client lets their coach see."""

    documents = fields.Boolean(required=True)
    board = fields.Boolean(required=True)
    endings = fields.Boolean(required=True)
    reflections = fields.Boolean(required=True)


class NewNote(Shape):
    """What was said, for both or for the author alone."""

    text = Prose(required=True, max_length=20_000)
    held_on = fields.Date(error_messages=_DATE, metadata={"description": "Today, if left out."})
    is_private = fields.Boolean(load_default=False)


class NoteOnPage(NewNote):
    """A note, and the step that comes out of it."""

    step = Line(load_default="", max_length=200)
    due_on = fields.Date(load_default=None, allow_none=True, error_messages=_DATE)


class NoteText(Shape):
    """A note, reworded."""

    text = Prose(required=True, max_length=20_000)


class SharesOut(Shape):
    """What the client lets their coach see."""

    documents = fields.Boolean(attribute="shares_documents")
    board = fields.Boolean(attribute="shares_board")
    endings = fields.Boolean(attribute="shares_endings")
    reflections = fields.Boolean(attribute="shares_reflections")


class ClientOut(Shape):
    """A client, as answers show them."""

    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    goal = fields.String()
    status = fields.String()
    time_zone = fields.String()
    weekly_floor = fields.Integer()
    coach_id = fields.UUID(metadata={"description": "The membership of the coach who works with them."})
    shares = fields.Function(
        lambda client: SharesOut().dump(client),
        metadata={"type": "object", "additionalProperties": {"type": "boolean"}},
    )
    created_at = When()


class NoteOut(Shape):
    """A note, as answers show it."""

    id = fields.UUID()
    held_on = fields.Date()
    text = fields.String()
    is_private = fields.Boolean()
    author_id = fields.UUID()
    created_at = When()
    changed_at = When(allow_none=True)


class LineOut(Shape):
    """One thing that happened, in words."""

    id = fields.UUID()
    at = When()
    verb = fields.String()
    text = fields.String()
    topic = fields.String()
    actor_role = fields.String()
    subject_kind = fields.String()
    subject_id = fields.UUID()
