"""Shapes for what guests write."""

from __future__ import annotations

from marshmallow import fields

from coachapp.core.fields import Prose, Shape, When


class MessageIn(Shape):
    """What a guest writes to the coach."""

    text = Prose(required=True, max_length=2000)


class MessageOut(Shape):
    """A message that a guest left."""

    id = fields.UUID()
    text = fields.String()
    created_at = When()
