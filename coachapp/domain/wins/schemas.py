"""Shapes of wins."""

from __future__ import annotations

from marshmallow import fields

from coachapp.core.fields import Line, Shape, When


class AddWin(Shape):
    """Something that went well."""

    text = Line(required=True, max_length=300)


class WinOut(Shape):
    """A win, as answers show it."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    text = fields.String(required=True)
    at = When(required=True)
    source_kind = fields.String(allow_none=True)
    source_id = fields.UUID(allow_none=True)
