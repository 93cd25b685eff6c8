"""Shapes for the times that a coach keeps free."""

from __future__ import annotations

from datetime import date

from marshmallow import ValidationError, fields

from coachapp.core.fields import Line, Shape, When


def _in_these_centuries(day: date) -> None:
    if not date(2000, 1, 1) <= day <= date(2200, 1, 1):
        raise ValidationError("Pick a date between 2000 and 2200.")


class BlockedIn(Shape):
    """A time to keep free, from one instant to another."""

    starts_at = When(required=True, validate=lambda at: _in_these_centuries(at.date()))
    ends_at = When(required=True, validate=lambda at: _in_these_centuries(at.date()))
    title = Line(load_default="", max_length=120)


class BlockedOnPage(Shape):
    """The same in dates and times on the coach's wall; without times it is whole days."""

    first = fields.Date(
        required=True, validate=_in_these_centuries, error_messages={"required": "Pick a date, like 2027-03-01."}
    )
    last = fields.Date(load_default=None, validate=_in_these_centuries)
    starts = Line(load_default="", max_length=5)
    ends = Line(load_default="", max_length=5)
    is_all_day = fields.Boolean(load_default=False)
    title = Line(load_default="", max_length=120)


class BlockedOut(Shape):
    """A time that a coach keeps free; `meetings` stand in it all the same."""

    id = fields.UUID()
    starts_at = When()
    ends_at = When()
    title = fields.String()
    meetings = fields.List(fields.UUID())


class BlockedAgain(Shape):
    """Which blocked time comes back."""

    blocked_id = fields.UUID(required=True)
