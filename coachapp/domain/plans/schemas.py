"""Shapes of the plan."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.plans.models import State

_STATES = [str(state) for state in State]
_DATE: dict[str, Any] = {"invalid": "Give a date, like 2027-03-01."}
EVIDENCE = ["comments", "reviews", "rejections", "session_notes", "documents", "interviews", "practice_answers"]


class AddItem(Shape):
    """One thing to do next, with what stands behind it."""

    title = Line(required=True, max_length=200)
    why = Prose(load_default="", max_length=1000)
    if_then = Line(load_default="", max_length=300)
    due_on = fields.Date(load_default=None, allow_none=True, error_messages=_DATE)
    evidence_kind = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(EVIDENCE, error="This kind of evidence is not known."),
    )
    evidence_id = fields.UUID(load_default=None, allow_none=True)
    quote = Prose(load_default="", max_length=1000)


class EditItem(Shape):
    """The words and the date of an item."""

    title = Line(required=True, max_length=200)
    if_then = Line(load_default="", max_length=300)
    due_on = fields.Date(load_default=None, allow_none=True, error_messages=_DATE)


class PatchItem(Shape):
    """What of an item should change; what is left out stays."""

    title = Line(max_length=200, validate=validate.Length(min=1, error="Please fill this in."))
    if_then = Line(max_length=300)
    due_on = fields.Date(allow_none=True, error_messages=_DATE)
    state = fields.String(validate=validate.OneOf(_STATES, error="One of open, done, dropped."))


class SetState(Shape):
    """Where an item stands from now on."""

    state = fields.String(required=True, validate=validate.OneOf(_STATES, error="One of open, done, dropped."))


class WithState(Shape):
    """Narrow a plan to one state."""

    state = fields.String(load_default=None, validate=validate.OneOf(_STATES, error="One of open, done, dropped."))
    after = Line(load_default=None, metadata={"description": "The `next` of the page before."}, max_length=60)


class ActionItemOut(Shape):
    """An action item, as answers show it."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    title = fields.String(required=True)
    why = fields.String()
    if_then = fields.String()
    due_on = fields.Date(allow_none=True)
    evidence_kind = fields.String(allow_none=True)
    evidence_id = fields.UUID(allow_none=True)
    quote = fields.String()
    state = fields.String(required=True)
    added_by = fields.String(attribute="added_by_role")
    closed_at = When(allow_none=True)
    created_at = When()
