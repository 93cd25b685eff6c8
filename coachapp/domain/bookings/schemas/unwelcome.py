"""Shapes for guests whose bookings are not taken."""

from __future__ import annotations

from marshmallow import fields

from coachapp.core.fields import Line, Shape, When


class BlockedGuestIn(Shape):
    """A mail address or a domain, and why, for the coaches alone."""

    what = Line(required=True, max_length=254, metadata={"example": "spam.example.org"})
    reason = Line(load_default="", max_length=200)


class BlockedGuestOut(Shape):
    """An address or domain from which no bookings are taken."""

    id = fields.UUID()
    what = fields.String()
    is_domain = fields.Boolean()
    reason = fields.String()
    created_at = When()
