"""Shapes for links that a coach hands out."""

from __future__ import annotations

from marshmallow import fields

from coachapp.core.fields import Line, Shape, When
from coachapp.domain.bookings import service
from coachapp.domain.bookings.schemas.offers import between, in_these_centuries


class PrivateLinkIn(Shape):
    """A link to hand out: for so many bookings (null for any number), until an instant, for one client."""

    name = Line(load_default="", max_length=80)
    uses = fields.Integer(load_default=1, allow_none=True, validate=between(1, 100))
    expires_at = When(load_default=None, allow_none=True)
    client_id = fields.UUID(load_default=None, allow_none=True)


class PrivateLinkForm(Shape):
    """The same from the page, with a last day."""

    name = Line(load_default="", max_length=80)
    uses = fields.Integer(load_default=None, allow_none=True, validate=between(1, 100))
    last_day = fields.Date(load_default=None, allow_none=True, validate=in_these_centuries)
    client_id = fields.UUID(load_default=None, allow_none=True)


class PrivateLinkOut(Shape):
    """A link that was handed out."""

    id = fields.UUID()
    link = fields.Function(service.private_url, metadata={"type": "string"})
    name = fields.String()
    uses_left = fields.Integer(allow_none=True)
    expires_at = When(allow_none=True)
    client_id = fields.UUID(allow_none=True)
