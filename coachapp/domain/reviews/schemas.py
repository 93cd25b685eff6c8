"""Shapes of reviews: what is sent, and what everybody reads."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.reviews.kinds import Answer, CommentKind, SubjectKind, Verdict

_DATE: dict[str, Any] = {"invalid": "Give a date, like 2027-03-01."}
_LATER = 2**31 - 1


def _words(words: type[Any], **kwargs: Any) -> fields.Enum[Any]:
    """Take one of the words of a list."""
    return fields.Enum(words, by_value=True, error_messages={"unknown": "One of: {choices}."}, **kwargs)


class AskForReview(Shape):
    """A wish to have a version looked at."""

    note = Prose(load_default="", max_length=1000)


class StepIn(Shape):
    """One thing to do next."""

    title = Line(required=True, max_length=200)
    if_then = Line(load_default="", max_length=300)
    due_on = fields.Date(load_default=None, allow_none=True, error_messages=_DATE)
    comment_id = fields.UUID(load_default=None, allow_none=True)


class ReviewChange(Shape):
    """What of a draft should change; what is left out stays."""

    letter = Prose(max_length=4000)
    verdict = _words(Verdict)
    next_steps = fields.List(fields.Nested(StepIn), validate=validate.Length(max=20, error="Up to 20 steps fit."))


class DraftForm(ReviewChange):
    """A draft as its page sends it, with the state that it was written on."""

    letter = Prose(load_default="", max_length=4000)
    lock = fields.Integer(required=True, validate=validate.Range(min=0, max=_LATER))
    over = fields.Integer(load_default=None, validate=validate.Range(min=0, max=_LATER))


class CommentEdit(Shape):
    """What a comment says, and which criterion it counts for."""

    kind = _words(CommentKind, required=True)
    body = Prose(required=True, max_length=4000)
    replacement = Prose(load_default="", max_length=4000)
    criterion = Line(load_default="", max_length=40)


class CommentIn(CommentEdit):
    """A remark on a passage: by offsets, by its words, or by both; on the whole without."""

    start = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=_LATER))
    end = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=_LATER))
    quote = Prose(load_default="", max_length=4000)


class CommentAnswer(Shape):
    """What the client did with a comment."""

    state = _words(Answer, required=True, attribute="answer")
    why = Prose(load_default="", max_length=1000)


class ReplyIn(Shape):
    """What the coach says below a comment."""

    body = Prose(required=True, max_length=2000)


class CommentPatch(Shape):
    """The client sends `state` and `why`; the coach rewords a draft's comment, or replies below a published one."""

    state = _words(Answer, attribute="answer")
    why = Prose(max_length=1000)
    reply = Prose(max_length=2000, validate=validate.Length(min=1, error="Please fill this in."))
    kind = _words(CommentKind)
    body = Prose(max_length=4000, validate=validate.Length(min=1, error="Please fill this in."))
    replacement = Prose(max_length=4000)
    criterion = Line(max_length=40)


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


class ScoreForm(Shape):
    """One score as the page sends it: a level, or `na`."""

    criterion = Line(required=True, max_length=40)
    level = fields.String(
        required=True, validate=validate.OneOf(["1", "2", "3", "4", "na"], error="Choose a level, or N/A.")
    )
    reason = Line(load_default="", max_length=300)


class RequestOut(Shape):
    """A wish to have a version looked at, and by when that is promised."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    note = fields.String()
    asked_at = When(attribute="created_at")
    promised_at = When(required=True)
    answered_at = When(allow_none=True)
    withdrawn_at = When(allow_none=True)
    review_id = fields.UUID(allow_none=True)


class StepOut(Shape):
    """One thing to do next; `item_id` once it stands on the plan."""

    title = fields.String(required=True)
    if_then = fields.String()
    due_on = fields.Date(allow_none=True)
    comment_id = fields.UUID(allow_none=True)
    item_id = fields.UUID(allow_none=True)


class ReviewOut(Shape):
    """A review without its comments and scores, which have addresses of their own."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    subject_kind = fields.Enum(SubjectKind, by_value=True, required=True)
    subject_id = fields.UUID(required=True)
    title = fields.String(required=True)
    round = fields.Integer(required=True)
    author = fields.String(attribute="author.user.name")
    letter = fields.String(required=True)
    verdict = fields.Enum(Verdict, by_value=True, allow_none=True)
    band = fields.Integer(allow_none=True)
    next_steps = fields.List(fields.Nested(StepOut))
    created_at = When()
    changed_at = When()
    published_at = When(allow_none=True)


class ReplyOut(Shape):
    """What was said below a comment."""

    author = fields.String(attribute="author_name")
    by_client = fields.Boolean()
    body = fields.String()
    at = When(attribute="created_at")


class CommentOut(Shape):
    """A remark, where it stands (offsets count code points of the version's text), and what was done with it."""

    id = fields.UUID(required=True)
    review_id = fields.UUID(required=True)
    kind = fields.Enum(CommentKind, by_value=True, required=True)
    body = fields.String(required=True)
    replacement = fields.String()
    criterion = fields.String()
    quote = fields.String()
    prefix = fields.String()
    suffix = fields.String()
    start = fields.Integer(allow_none=True)
    end = fields.Integer(allow_none=True)
    page = fields.Integer(allow_none=True)
    state = fields.Enum(Answer, by_value=True, attribute="answer")
    why = fields.String()
    answered_at = When(allow_none=True)
    replies = fields.List(fields.Nested(ReplyOut))


class ScoreOut(Shape):
    """One criterion with its level in words."""

    criterion = fields.String(required=True)
    label = fields.String(required=True)
    asks = fields.String()
    weight = fields.Integer()
    levels = fields.List(fields.String())
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
