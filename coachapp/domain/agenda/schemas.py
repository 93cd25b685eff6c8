"""Shapes of the agenda."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Line, Shape, When

STATES = ["open", "settled"]


class AgendaLineIn(Shape):
    """One thing to talk about."""

    text = Line(required=True, max_length=200)


class AgendaLinePatch(Shape):
    """Whether it was talked about."""

    is_settled = fields.Boolean(required=True)


class AgendaAsked(Shape):
    """Narrow an agenda to what is open or settled."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES, error="One of open, settled."))
    after = Line(load_default=None, metadata={"description": "The `next` of the page before."}, max_length=60)


class AgendaLineOut(Shape):
    """One thing to talk about, with where it came up."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    text = fields.String(required=True)
    source_kind = fields.String(allow_none=True)
    source_id = fields.UUID(allow_none=True)
    added_by = fields.String(attribute="added_by_role")
    settled_at = When(required=True, allow_none=True)
    created_at = When()
