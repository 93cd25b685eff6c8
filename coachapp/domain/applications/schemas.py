"""Shapes of the board."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.core.weblinks import WebLink
from coachapp.domain.applications.stages import LIVE, Stage


class Day(fields.Date):
    """A date of the present century."""

    default_error_messages = {"required": "Please fill this in.", "invalid": "Give a date, like 2027-03-01."}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        limits = validate.Range(date(2000, 1, 1), date(2099, 12, 31), error="Pick a date between 2000 and 2099.")
        super().__init__(validate=limits, **kwargs)


def live_stage(**kwargs: Any) -> fields.Enum[Stage]:
    """Make a field for a stage that an application can be moved to."""
    return fields.Enum(Stage, by_value=True, **kwargs)


class Details(Shape):
    """What a card says."""

    employer = Line(required=True, max_length=160)
    title = Line(required=True, max_length=160)
    link = WebLink(load_default="", max_length=1000)
    source = Line(load_default="", max_length=160)
    applied_on = Day(load_default=None, allow_none=True)
    next_action = Line(load_default="", max_length=200)
    next_on = Day(load_default=None, allow_none=True)
    notes = Prose(load_default="", max_length=10_000)
    resume_version_id = fields.UUID(load_default=None, allow_none=True)
    letter_version_id = fields.UUID(load_default=None, allow_none=True)


class PatchApplication(Details):
    """What of a card should change; what is left out stays."""

    archived = fields.Boolean()


class NewApplication(Details):
    """A job to put on the board."""

    stage = live_stage(load_default=Stage.WISHLIST)


class QuickAdd(Shape):
    """A job in one line."""

    title = Line(required=True, max_length=160)
    employer = Line(required=True, max_length=160)
    link = WebLink(load_default="", max_length=1000)
    stage = live_stage(load_default=Stage.WISHLIST)


class Move(Shape):
    """Where a card goes."""

    stage = live_stage(required=True, metadata={"description": f"One of {', '.join(LIVE)}; endings have their own."})


class NewContact(Shape):
    """Somebody who knows about a job."""

    name = Line(required=True, max_length=120)
    relation = Line(load_default="", max_length=120)
    reach = Line(load_default="", max_length=200)


class ApplicationOut(Shape):
    """A job application."""

    id = fields.UUID()
    client_id = fields.UUID()
    employer = fields.String()
    title = fields.String()
    link = fields.String()
    source = fields.String()
    stage = fields.Enum(Stage, by_value=True)
    stage_since = When()
    applied_on = fields.Date(allow_none=True)
    next_action = fields.String()
    next_on = fields.Date(allow_none=True)
    notes = fields.String()
    resume_version_id = fields.UUID(allow_none=True)
    letter_version_id = fields.UUID(allow_none=True)
    archived_at = When(allow_none=True)
    created_at = When()


class MoveOut(Shape):
    """One change of stage."""

    from_stage = fields.Enum(Stage, by_value=True, allow_none=True)
    to_stage = fields.Enum(Stage, by_value=True)
    at = When()


class ContactOut(Shape):
    """Somebody who knows about a job."""

    id = fields.UUID()
    application_id = fields.UUID(allow_none=True)
    name = fields.String()
    relation = fields.String()
    reach = fields.String()


class UseOut(Shape):
    """An application that a version went out with, and how far it came."""

    application_id = fields.UUID()
    version_id = fields.UUID()
    employer = fields.String()
    title = fields.String()
    stage = fields.Enum(Stage, by_value=True)
    reached = fields.Enum(Stage, by_value=True, metadata={"description": "The last stage before it ended."})
    stage_since = When()
    said = fields.String(metadata={"description": "Where it stands, in words."})
