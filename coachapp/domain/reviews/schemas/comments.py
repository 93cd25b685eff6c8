"""Shapes of comments: what is said, what was done with it, and what was said below."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.schemas.words import LATER, words


class CommentEdit(Shape):
    """What a comment says, and which criterion it counts for."""

    kind = words(CommentKind, required=True)
    body = Prose(required=True, max_length=4000)
    replacement = Prose(load_default="", max_length=4000)
    criterion = Line(load_default="", max_length=40)


class CommentIn(CommentEdit):
    """A remark on a passage: by offsets, by its words, or by both; on the whole without."""

    start = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    end = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    quote = Prose(load_default="", max_length=4000)


class CommentAnswer(Shape):
    """What the client did with a comment."""

    state = words(Answer, required=True, attribute="answer")
    why = Prose(load_default="", max_length=1000)


class ReplyIn(Shape):
    """What the coach says below a comment."""

    body = Prose(required=True, max_length=2000)


class CommentPatch(Shape):
    """The client sends `state` and `why`; the coach rewords a draft's comment, or replies below a published one."""

    state = words(Answer, attribute="answer")
    why = Prose(max_length=1000)
    reply = Prose(max_length=2000, validate=validate.Length(min=1, error="Please fill this in."))
    kind = words(CommentKind)
    body = Prose(max_length=4000, validate=validate.Length(min=1, error="Please fill this in."))
    replacement = Prose(max_length=4000)
    criterion = Line(max_length=40)


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
