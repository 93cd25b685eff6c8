"""Shapes for waiting for a day that is full."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, pre_load, validates

from coachapp.core.fields import Email, Line, Prose, Shape, Tongue, When, Zone
from coachapp.core.tongue import gettext
from coachapp.domain.bookings.schemas.answers import GuestAnswers, check_name, without_marks
from coachapp.domain.bookings.schemas.booking import FIRST_DAY, LAST_DAY


class WaitlistIn(Shape):
    """Who waits, and for which day, as their zone counts days."""

    day = fields.Date(required=True, metadata={"example": "2027-03-01"})
    minutes = fields.Integer(load_default=None, allow_none=True)
    name = Line(required=True, max_length=120)
    email = Email(required=True)
    time_zone = Zone(required=True)
    language = Tongue()
    goal = Prose(load_default="", max_length=1000)

    @validates("name")
    def _check_name(self, value: str, **_: Any) -> None:
        check_name(value)

    @validates("day")
    def _check_day(self, value: date, **_: Any) -> None:
        if not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(gettext("Pick a date between 2000 and 2200."))


class WaitlistTake(GuestAnswers):
    """What who waited answers when taking the offered time."""

    note = Prose(load_default="", max_length=4000)

    @pre_load
    def _leave_marks_out(self, data: Any, **_: Any) -> Any:
        return without_marks(data)


class WaitlistOut(Shape):
    """A place in line, with the time that is offered while it is."""

    turn = fields.String()
    day = fields.Date()
    time_zone = fields.String()
    event_type = fields.String()
    coach = fields.String()
    minutes = fields.Integer()
    offered_at = When(allow_none=True)
    held_until = When(allow_none=True)


class WaitingOut(Shape):
    """Somebody who waits, as the coach sees them."""

    id = fields.UUID()
    event_type_id = fields.UUID()
    day = fields.Date()
    turn = fields.String()
    name = fields.String()
    email = fields.String()
    goal = fields.String()
    time_zone = fields.String()
    created_at = When()
