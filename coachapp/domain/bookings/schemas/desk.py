"""Shapes for what a coach does at a meeting."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.bookings.kinds import PlaceKind


class NoShowOut(Shape):
    """Whether nobody came, and to how many earlier meetings the same address did not come."""

    no_show_at = When(allow_none=True)
    earlier = fields.Integer()


class CameAgain(Shape):
    """Which meeting was held after all; `back` is the page to return to."""

    booking_id = fields.UUID(required=True)
    back = fields.String(load_default="", validate=validate.OneOf(["", "past", "today"]))


class PlaceIn(Shape):
    """Where one meeting is held; {room} becomes a name that nobody guesses."""

    place_kind = fields.Enum(PlaceKind, by_value=True, required=True)
    place = Line(load_default="", max_length=300)


class KeptNoteIn(Shape):
    """What to keep at a meeting for its coaches alone; empty to keep nothing."""

    text = Prose(load_default="", max_length=10_000)


class KeptNoteOut(Shape):
    """What is kept at a meeting for its coaches alone."""

    text = fields.String()
    changed_at = When(allow_none=True)
