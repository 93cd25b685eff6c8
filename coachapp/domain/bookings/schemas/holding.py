"""Shapes for keeping a time while a form is filled."""

from __future__ import annotations

from marshmallow import fields

from coachapp.core.fields import Line, Shape, When
from coachapp.core.tongue import marked


class HoldIn(Shape):
    """The time to keep; with the token of an earlier hold, in place of that."""

    starts_at = When(required=True, error_messages={"required": marked("Pick a time.")})
    minutes = fields.Integer(load_default=None, allow_none=True)
    hold = Line(load_default=None, allow_none=True, max_length=100)


class HoldOut(Shape):
    """A time that is kept, with the token to send along when booking it."""

    hold = fields.String()
    starts_at = When()
    ends_at = When()
    held_until = When(metadata={"description": "Past where the time can't be kept: then the first to book has it."})
