"""Shapes of rubrics."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, post_load, validate

from coachapp.core.fields import Line, Shape, When
from coachapp.domain.rubrics.keys import MOST
from coachapp.domain.rubrics.kinds import RubricKind

LEVELS = range(1, 5)
MOST_CRITERIA = 12
_WEIGHT = "A weight is 1 to 9."
_FOUR = validate.Length(equal=4, error="Four levels, from what stops it to what stands out.")


class _CriterionWords(Shape):
    """What a criterion is called, what it asks, how much it weighs."""

    key = Line(
        load_default="",
        max_length=MOST,
        validate=validate.Regexp(r"[a-z0-9_]*\Z", error="Small letters, digits and _ make a key."),
        metadata={"description": "Scores are kept under it; leave it out for a new criterion."},
    )
    label = Line(required=True, max_length=40, metadata={"example": "Proof"})
    asks = Line(load_default="", max_length=200, metadata={"example": "Bullets show action, result, size"})
    weight = fields.Integer(
        load_default=1,
        validate=validate.Range(min=1, max=9, error=_WEIGHT),
        error_messages={"invalid": _WEIGHT},
    )


class CriterionIn(_CriterionWords):
    """One thing to look at; its four levels go from what stops it to what stands out."""

    levels = fields.List(
        Line(required=True, max_length=120, validate=validate.Length(min=1)), required=True, validate=_FOUR
    )
    examples = fields.List(
        Line(max_length=200), load_default=list, validate=validate.Length(max=4, error="Four examples at most.")
    )

    @post_load
    def _fill(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Let each level have an example, if only an empty one."""
        return {**data, "examples": [*data["examples"], *[""] * (4 - len(data["examples"]))]}


class CriterionForm(_CriterionWords):
    """One thing to look at, as the page sends it."""

    level_1 = Line(required=True, max_length=120)
    level_2 = Line(required=True, max_length=120)
    level_3 = Line(required=True, max_length=120)
    level_4 = Line(required=True, max_length=120)
    example_1 = Line(load_default="", max_length=200)
    example_2 = Line(load_default="", max_length=200)
    example_3 = Line(load_default="", max_length=200)
    example_4 = Line(load_default="", max_length=200)

    @post_load
    def _gather(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Give the levels and the examples as lists."""
        rest = {name: value for name, value in data.items() if not name.startswith(("level_", "example_"))}
        return {**rest, **{f"{part}s": [data[f"{part}_{n}"] for n in LEVELS] for part in ("level", "example")}}


def _criteria(of: type[Shape]) -> fields.List[Any]:
    some = validate.Length(min=1, max=MOST_CRITERIA, error=f"Between 1 and {MOST_CRITERIA} criteria.")
    return fields.List(fields.Nested(of), required=True, validate=some, error_messages={"required": "Add a criterion."})


class RubricChange(Shape):
    """A rubric in new words."""

    title = Line(required=True, max_length=60, metadata={"example": "Resume for data roles"})
    criteria = _criteria(CriterionIn)


class RubricIn(RubricChange):
    """A rubric of the practice's own, for one kind of thing."""

    kind = fields.Enum(RubricKind, by_value=True, required=True, error_messages={"unknown": "One of: {choices}."})


class RubricForm(Shape):
    """A rubric as its page sends it, with the version that it was written on."""

    title = Line(required=True, max_length=60)
    criteria = _criteria(CriterionForm)
    number = fields.Integer(load_default=0, validate=validate.Range(min=0, max=2**31 - 1))


class RubricSwitch(Shape):
    """What of a rubric's use should change; what is left out stays."""

    is_on = fields.Boolean()
    is_default = fields.Boolean(
        validate=validate.Equal(comparable=True, error="Choose another one of its kind instead."),
        metadata={"description": "New reviews of this kind take it."},
    )


class RubricsQuery(Shape):
    """Which rubrics to list."""

    kind = fields.Enum(RubricKind, by_value=True, load_default=None, error_messages={"unknown": "One of: {choices}."})


class CriterionOut(Shape):
    """One thing to look at."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    asks = fields.String(required=True)
    weight = fields.Integer(required=True)
    levels = fields.List(fields.String(), required=True)
    examples = fields.List(fields.String(), required=True)


class RubricOut(Shape):
    """A rubric in its newest words; number 0 is one that comes along."""

    id = fields.UUID(required=True)
    kind = fields.Enum(RubricKind, by_value=True, required=True)
    title = fields.String(required=True)
    number = fields.Integer(required=True)
    version_id = fields.UUID(required=True, allow_none=True)
    is_on = fields.Boolean(required=True)
    is_default = fields.Boolean(required=True)
    is_built_in = fields.Boolean(required=True)
    changed_at = When(required=True, allow_none=True)
    criteria = fields.List(fields.Nested(CriterionOut), required=True)
