"""Shapes of scores, and of what a draft still owes."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Line, Shape


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


class DebtOut(Shape):
    """One thing that a draft still owes."""

    field = fields.String(required=True)
    message = fields.String(required=True)


class ScoresOut(Shape):
    """All criteria of the rubric, and what is still owed before publishing."""

    scores = fields.List(fields.Nested(ScoreOut), required=True)
    owed = fields.List(fields.Nested(DebtOut), required=True)
    hints = fields.List(fields.String(), required=True)
