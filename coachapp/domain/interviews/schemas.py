"""Shapes of interviews and practice answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.applications.schemas import Day
from coachapp.domain.interviews.models import Kind

_CENTURY = validate.Range(
    datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC), error="Pick a date between 2000 and 2099."
)
_TIME: dict[str, Any] = {"required": "Please fill this in.", "invalid": "Give a time, like 15:00."}


class _Facts(Shape):
    kind = fields.Enum(Kind, by_value=True, load_default=Kind.VIDEO)
    application_id = fields.UUID(load_default=None, allow_none=True)
    employer = Line(load_default="", max_length=160)
    people = Line(load_default="", max_length=300)


class NewInterview(_Facts):
    """An interview that a program puts down."""

    starts_at = When(required=True, validate=_CENTURY)


class InterviewForm(_Facts):
    """An interview as people put it down: a date and a time on their own wall."""

    on = Day(required=True)
    at = fields.Time(required=True, error_messages=_TIME)


class WhenForm(Shape):
    """When and with whom an interview is."""

    on = Day(required=True)
    at = fields.Time(required=True, error_messages=_TIME)
    kind = fields.Enum(Kind, by_value=True, load_default=Kind.VIDEO)
    people = Line(load_default="", max_length=300)


class Debrief(Shape):
    """Three questions, soon after."""

    went_well = Prose(load_default="", max_length=5000)
    was_hard = Prose(load_default="", max_length=5000)
    next_time = Prose(load_default="", max_length=5000)


class PatchInterview(Debrief):
    """What of an interview should change; what is left out stays."""

    starts_at = When(validate=_CENTURY)
    kind = fields.Enum(Kind, by_value=True)
    people = Line(max_length=300)


class NewAnswer(Shape):
    """An answer that the client practises."""

    question = Line(required=True, max_length=400)
    situation = Prose(load_default="", max_length=5000)
    action = Prose(load_default="", max_length=5000)
    result = Prose(load_default="", max_length=5000)
    send = fields.Boolean(load_default=False, metadata={"description": "True sends it to the coach."})


class InterviewOut(Schema):
    """An interview."""

    id = fields.UUID()
    client_id = fields.UUID()
    application_id = fields.UUID(allow_none=True)
    employer = fields.String()
    kind = fields.Enum(Kind, by_value=True)
    starts_at = When()
    people = fields.String()
    went_well = fields.String()
    was_hard = fields.String()
    next_time = fields.String()
    debriefed_at = When(allow_none=True)


class PracticeAnswerOut(Schema):
    """A practice answer."""

    id = fields.UUID()
    client_id = fields.UUID()
    interview_id = fields.UUID(allow_none=True)
    question = fields.String()
    situation = fields.String()
    action = fields.String()
    result = fields.String()
    sent_at = When(allow_none=True)
    band = fields.Integer(allow_none=True)
    reviewed_at = When(allow_none=True)
    created_at = When()
