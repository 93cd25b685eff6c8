"""Shapes for booking for somebody else."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from coachapp.core.fields import Email, Line, Shape, When, Zone


class BookFor(Shape):
    """A meeting that a coach books: for one of the clients, or for a guest by name, address and zone."""

    event_type_id = fields.UUID(required=True)
    starts_at = When(required=True)
    minutes = fields.Integer(load_default=None, allow_none=True)
    client_id = fields.UUID(load_default=None, allow_none=True)
    name = Line(max_length=120)
    email = Email()
    time_zone = Zone()

    @validates_schema
    def _check_person(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in ("name", "email", "time_zone") if data.get(name)]
        if data.get("client_id") is not None:
            if given:
                raise ValidationError("A client's name, address and zone are known. Leave them out.", given[0])
        elif len(given) < 3:
            missing = next(name for name in ("name", "email", "time_zone") if name not in given)
            raise ValidationError("Please fill this in.", missing)


class BookForOnPage(BookFor):
    """The same from the page, with a key: a double click is one booking."""

    key = Line(load_default=None, max_length=100)
