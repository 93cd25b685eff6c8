"""Shapes for what a coach offers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate

from coachapp.core.fields import Line, Prose, Shape, Zone
from coachapp.core.links import url
from coachapp.domain.bookings.kinds import Color, PlaceKind
from coachapp.domain.bookings.questions import QuestionKind

LEAST_CHOICES = 2
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug_of(name: str) -> str:
    """Return a name as it may stand in an address: "Free consultation" is "free-consultation"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def between(least: int, most: int) -> list[validate.Validator]:
    """Ask for a number within these."""
    return [validate.Range(min=least, max=most, error=f"Between {least} and {most}.")]


def in_these_centuries(day: date) -> None:
    """Refuse a date that nobody means."""
    if not date(2000, 1, 1) <= day <= date(2200, 1, 1):
        raise ValidationError("Pick a date between 2000 and 2200.")


class QuestionIn(Shape):
    """A question to ask beforehand: kind `choice` needs its choices."""

    text = Line(required=True, max_length=300)
    kind = fields.Enum(QuestionKind, by_value=True, load_default=QuestionKind.LONG)
    is_required = fields.Boolean(load_default=False)
    choices = fields.List(
        Line(max_length=100), load_default=list, validate=validate.Length(max=20, error="At most 20 choices.")
    )

    @pre_load
    def _split_choices(self, data: Any, **_: Any) -> Any:
        """Take the lines of a form's text for choices."""
        if not isinstance(data, Mapping) or not isinstance(data.get("choices"), list):
            return data
        lines = [line for each in data["choices"] for line in (each.splitlines() if isinstance(each, str) else [each])]
        return {**data, "choices": [line for line in lines if not isinstance(line, str) or line.strip()]}

    @post_load
    def _check_choices(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        choices = list(dict.fromkeys(data.get("choices", [])))
        if data.get("kind") is QuestionKind.CHOICE and len(choices) < LEAST_CHOICES:
            raise ValidationError("Give at least two choices, one on each line.", "choices")
        return {**data, "choices": choices if data.get("kind") is QuestionKind.CHOICE else []}


class EventTypeIn(Shape):
    """A kind of meeting to offer; lengths are minutes."""

    name = Line(required=True, max_length=100)
    slug = Line(load_default="", max_length=60)
    minutes = fields.Integer(required=True, validate=between(5, 480))
    place_kind = fields.Enum(PlaceKind, by_value=True, load_default=PlaceKind.VIDEO)
    other_lengths = fields.List(
        fields.Integer(validate=between(5, 480)),
        load_default=list,
        validate=validate.Length(max=5, error="At most 5 further lengths."),
    )
    schedule_id = fields.UUID(load_default=None, allow_none=True)
    host_ids = fields.List(
        fields.UUID(),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=50, error="At most 50 coaches."),
        metadata={"description": "Coaches who share it; none for its own coach alone, left out for as it is."},
    )
    place = Line(load_default="", max_length=300)
    place_zone = Zone(load_default=None, allow_none=True)
    color = fields.Enum(Color, by_value=True, load_default=Color.PINE)
    description = Prose(load_default="", max_length=2000)
    questions = fields.List(
        fields.Nested(QuestionIn),
        load_default=list,
        validate=validate.Length(max=10, error="At most 10 questions."),
    )
    step_minutes = fields.Integer(load_default=None, allow_none=True, validate=between(5, 480))
    notice_minutes = fields.Integer(load_default=240, validate=between(0, 43_200))
    notice_days = fields.Integer(load_default=0, validate=between(0, 30))
    horizon_days = fields.Integer(load_default=60, validate=between(1, 365))
    bookable_until = fields.Date(load_default=None, allow_none=True, validate=in_these_centuries)
    buffer_before = fields.Integer(load_default=0, validate=between(0, 240))
    buffer_after = fields.Integer(load_default=0, validate=between(0, 240))
    most_per_day = fields.Integer(load_default=None, allow_none=True, validate=between(1, 50))
    most_per_week = fields.Integer(load_default=None, allow_none=True, validate=between(1, 200))
    most_per_month = fields.Integer(load_default=None, allow_none=True, validate=between(1, 500))
    cutoff_minutes = fields.Integer(load_default=0, validate=between(0, 43_200))
    most_moves = fields.Integer(load_default=None, allow_none=True, validate=between(0, 50))
    confirm_by_mail = fields.Boolean(load_default=False)
    needs_confirmation = fields.Boolean(load_default=False)
    answer_hours = fields.Integer(load_default=48, validate=between(1, 336))
    most_open_per_person = fields.Integer(load_default=None, allow_none=True, validate=between(1, 20))
    most_in_90_days = fields.Integer(load_default=None, allow_none=True, validate=between(1, 90))
    has_waitlist = fields.Boolean(load_default=True)
    is_listed = fields.Boolean(load_default=True)
    is_open = fields.Boolean(load_default=True)

    @post_load
    def _fill_in(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Derive the address from the name, and let meetings follow each other where no step is given."""
        if "name" in data and "slug" in data:
            data["slug"] = data["slug"].lower() or slug_of(data["name"])
        if "slug" in data and not _SLUG.fullmatch(data["slug"]):
            raise ValidationError("Use small letters, digits and hyphens, like free-consultation.", "slug")
        if data.get("most_open_per_person") or data.get("most_in_90_days"):
            data["confirm_by_mail"] = True  # a limit counts whoever reads the address, and nobody who types it
        if "other_lengths" in data:
            data["other_lengths"] = sorted(set(data["other_lengths"]) - {data.get("minutes")})
        return data

    @pre_load
    def _gather_questions(self, data: Any, **_: Any) -> Any:
        """Take a plain text for a question with a long answer, and leave out rows of a form without a text."""
        if not isinstance(data, Mapping) or not isinstance(data.get("questions"), list):
            return data
        rows = [{"text": each} if isinstance(each, str) else each for each in data["questions"]]
        kept = [row for row in rows if not isinstance(row, Mapping) or str(row.get("text", "")).strip()]
        return {**data, "questions": kept}


class EventTypeChange(EventTypeIn):
    """What changes about a meeting on offer; what is left out stays."""


class QuestionOut(Shape):
    """A question that is asked beforehand."""

    text = fields.String()
    kind = fields.String()
    is_required = fields.Boolean()
    choices = fields.List(fields.String())


class EventTypeOut(Shape):
    """A kind of meeting on offer, with the link to share."""

    id = fields.UUID()
    coach_id = fields.UUID()
    name = fields.String()
    slug = fields.String()
    link = fields.Function(lambda offer: url("book", offer.slug), metadata={"type": "string"})
    minutes = fields.Integer()
    other_lengths = fields.List(fields.Integer())
    place_kind = fields.String()
    place = fields.String()
    place_zone = fields.String(allow_none=True)
    schedule_id = fields.UUID(allow_none=True)
    host_ids = fields.List(fields.UUID())
    color = fields.String()
    description = fields.String()
    questions = fields.Function(
        lambda offer: [question.text for question in offer.asked],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    question_details = fields.List(fields.Nested(QuestionOut), attribute="asked")
    step_minutes = fields.Integer(allow_none=True)
    notice_minutes = fields.Integer()
    notice_days = fields.Integer()
    horizon_days = fields.Integer()
    bookable_until = fields.Date(allow_none=True)
    buffer_before = fields.Integer()
    buffer_after = fields.Integer()
    most_per_day = fields.Integer(allow_none=True)
    most_per_week = fields.Integer(allow_none=True)
    most_per_month = fields.Integer(allow_none=True)
    cutoff_minutes = fields.Integer()
    most_moves = fields.Integer(allow_none=True)
    confirm_by_mail = fields.Boolean()
    needs_confirmation = fields.Boolean()
    answer_hours = fields.Integer()
    most_open_per_person = fields.Integer(allow_none=True)
    most_in_90_days = fields.Integer(allow_none=True)
    has_waitlist = fields.Boolean()
    is_listed = fields.Boolean()
    is_open = fields.Boolean()


class LimitsIn(Shape):
    """How many meetings a coach takes over all offers; null for no limit."""

    most_per_day = fields.Integer(load_default=None, allow_none=True, validate=between(1, 50))
    most_per_week = fields.Integer(load_default=None, allow_none=True, validate=between(1, 200))
    most_per_month = fields.Integer(load_default=None, allow_none=True, validate=between(1, 500))


class LimitsOut(Shape):
    """How many meetings a coach takes over all offers."""

    most_per_day = fields.Integer(allow_none=True)
    most_per_week = fields.Integer(allow_none=True)
    most_per_month = fields.Integer(allow_none=True)
