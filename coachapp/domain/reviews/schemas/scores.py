"""Shapes of scores, and of what a draft still owes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from coachapp.core.fields import Line, Shape
from coachapp.domain.rubrics.rubric import Rubric


class ScoreIn(Shape):
    """One criterion's level, 1 to 4; null says that it does not apply."""

    criterion = Line(required=True, max_length=40)
    level = fields.Integer(
        required=True, allow_none=True, strict=True, validate=validate.Range(min=1, max=4, error="A level is 1 to 4.")
    )
    reason = Line(load_default="", max_length=300)


class ScoresIn(Shape):
    """All scores; what is left out is open again."""

    scores = fields.List(fields.Nested(ScoreIn), required=True, validate=validate.Length(max=50))
    lock = fields.String(
        load_default=None,
        validate=validate.Length(max=40),
        metadata={"description": "The `lock` of the scores that you know; where others stand there now, 409."},
    )


class OwnScoreIn(Shape):
    """How the client sees one criterion, 1 to 4; null says that it does not apply."""

    criterion = Line(required=True, max_length=40)
    level = fields.Integer(
        required=True, allow_none=True, strict=True, validate=validate.Range(min=1, max=4, error="A level is 1 to 4.")
    )


class OwnScoresIn(Shape):
    """A client's own levels, or that they skip them: either shows the coach's."""

    scores = fields.List(fields.Nested(OwnScoreIn), load_default=list, validate=validate.Length(max=50))
    is_skipped = fields.Boolean(load_default=False)

    @validates_schema
    def _one_of_both(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["is_skipped"] == bool(data["scores"]):
            raise ValidationError("Choose at least one level, or skip this.", "scores")


def own_scores_form(rubric: Rubric) -> Schema:
    """Give the shape of a client's own levels as the page sends them: `level-<criterion>`, a level or `na`."""
    one = validate.OneOf(["1", "2", "3", "4", "na"], error="Choose a level, or N/A.")
    names = [f"level-{criterion.key}" for criterion in rubric.criteria]
    given: dict[str, fields.Field[Any]] = {"skip": fields.String()}
    given |= {name: fields.String(validate=one) for name in names}
    return Shape.from_dict(given, name="OwnScoresForm")()


def levels_given(sent: Mapping[str, str]) -> dict[str, int | None]:
    """Read the levels that the form sent, by criterion."""
    levels = {name.removeprefix("level-"): level for name, level in sent.items() if name != "skip"}
    return {key: None if level == "na" else int(level) for key, level in levels.items()}


class RubricChoice(Shape):
    """What a draft should be scored by."""

    rubric_id = fields.UUID(required=True)


class ScoreForm(Shape):
    """One score as the page sends it: a level, or `na`."""

    criterion = Line(required=True, max_length=40)
    level = fields.String(
        required=True, validate=validate.OneOf(["1", "2", "3", "4", "na"], error="Choose a level, or N/A.")
    )
    reason = Line(load_default="", max_length=300)
    was = fields.String(load_default=None, validate=validate.OneOf(["1", "2", "3", "4", "na", "open"]))
    reason_lock = fields.String(load_default=None, validate=validate.Length(max=40))
    over = fields.String(load_default=None, validate=validate.Length(max=40))
    take = fields.String(load_default=None, validate=validate.OneOf(["other"]))


class ScoreOut(Shape):
    """One criterion with its level in words."""

    criterion = fields.String(required=True)
    label = fields.String(required=True)
    asks = fields.String()
    weight = fields.Integer()
    levels = fields.List(fields.String())
    examples = fields.List(fields.String())
    level = fields.Integer(allow_none=True)
    is_scored = fields.Boolean()
    reason = fields.String()
    own_level = fields.Integer(allow_none=True, metadata={"description": "How the client scored it."})
    is_own_scored = fields.Boolean()


class DebtOut(Shape):
    """One thing that a draft still owes."""

    field = fields.String(required=True)
    message = fields.String(required=True)


class ScoresOut(Shape):
    """All criteria of the rubric, and what is still owed before publishing.

    To a client who has neither scored themself nor skipped that, no level is shown (`is_revealed`).
    """

    scores = fields.List(fields.Nested(ScoreOut), required=True)
    lock = fields.String(required=True, metadata={"description": "Names this state of all levels and reasons."})
    owed = fields.List(fields.Nested(DebtOut), required=True)
    hints = fields.List(fields.String(), required=True)
    is_revealed = fields.Boolean(required=True)
    has_looked = fields.Boolean(required=True, metadata={"description": "Whether the client scored or skipped."})
