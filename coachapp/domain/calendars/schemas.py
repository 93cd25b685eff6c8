"""Shapes for calendars elsewhere. Their addresses come in and never go out."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from coachapp.core.fields import Line, Shape, When
from coachapp.domain.calendars import wording
from coachapp.domain.calendars.models import CalendarSource, SourceKind, Trouble


class SourceIn(Shape):
    """A calendar to read: its secret address, and what to call it."""

    address = Line(
        required=True, max_length=2000, metadata={"example": "https://calendar.example.org/secret/basic.ics"}
    )
    name = Line(load_default="", max_length=80)


class SourceChange(Shape):
    """What may be changed of a calendar; what is left out stays."""

    name = Line(max_length=80)
    address = Line(max_length=2000, metadata={"description": "Read it at another address from now on."})
    is_on = fields.Boolean(metadata={"description": "False pauses it: its times are free until it is on again."})


class SourceForm(Shape):
    """A calendar's name and, where it is to be read elsewhere, its new address."""

    name = Line(required=True, max_length=80)
    address = Line(load_default="", max_length=2000)


class UnreadOut(Schema):
    """One event that could not be read as it stands."""

    title = fields.String(required=True)
    starts = fields.String(required=True, metadata={"description": "As it stands in the file."})
    reason = fields.String(required=True)
    said = fields.Function(lambda each: wording.REASONS[each["reason"]], metadata={"type": "string"})


class SourceOut(Schema):
    """A calendar that is read, and how the last reading went."""

    id = fields.UUID(required=True)
    kind = fields.Enum(SourceKind, by_value=True, required=True)
    name = fields.String(required=True)
    host = fields.String(required=True, metadata={"description": "All that is shown of the address."})
    is_on = fields.Boolean(required=True)
    is_waiting = fields.Boolean(required=True, metadata={"description": "A reading is about to happen."})
    state = fields.String(required=True, metadata={"enum": ["new", "fine", "failing", "paused"]})
    checked_at = When(allow_none=True, required=True)
    last_good_at = When(allow_none=True, required=True)
    events_read = fields.Integer(required=True)
    events_unread = fields.Integer(required=True)
    unread = fields.List(fields.Nested(UnreadOut), required=True)
    trouble = fields.Enum(Trouble, by_value=True, allow_none=True, required=True)
    said = fields.Method("_said", metadata={"type": "string", "description": "How it stands, in words."})

    def _said(self, source: CalendarSource) -> Any:
        return wording.said(source)


class AccountIn(Shape):
    """A CalDAV account: where it lives and how to sign in."""

    address = Line(required=True, max_length=2000, metadata={"example": "https://cloud.example.org/remote.php/dav"})
    username = Line(required=True, max_length=200)
    password = fields.String(required=True, validate=validate.Length(min=1, max=500), load_only=True)
    name = Line(load_default="", max_length=80)


class LoginIn(Shape):
    """Another way to sign in to an account."""

    username = Line(load_default="", max_length=200)
    password = fields.String(required=True, validate=validate.Length(min=1, max=500), load_only=True)


class ChoiceIn(Shape):
    """Which calendars of an account are read, and which one meetings are written into."""

    reads = fields.List(Line(max_length=2000), load_default=list, validate=validate.Length(max=50))
    writes_to = Line(load_default="", max_length=2000)


class FoundOut(Schema):
    """One calendar of an account."""

    url = fields.String(required=True)
    name = fields.String(required=True)
    is_writable = fields.Boolean(required=True)


class AccountOut(Schema):
    """A CalDAV account, without its password."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    host = fields.String(required=True)
    username = fields.String(required=True)
    is_waiting = fields.Boolean(required=True, metadata={"description": "Its calendars are being asked for."})
    calendars = fields.List(fields.Nested(FoundOut), attribute="found", required=True)
    writes_to = fields.String(allow_none=True, required=True)
    trouble = fields.Enum(Trouble, by_value=True, allow_none=True, required=True)
