"""Shapes of comments: what is said, what was done with it, and what was said below."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import Answer, Check, CommentKind
from coachapp.domain.reviews.schemas.words import LATER, words

_SELECTORS = ["TextPositionSelector", "TextQuoteSelector", "FragmentSelector"]


class CommentEdit(Shape):
    """What a comment says, and which criterion it counts for."""

    kind = words(CommentKind, required=True)
    body = Prose(required=True, max_length=4000)
    replacement = Prose(load_default="", max_length=4000)
    criterion = Line(load_default="", max_length=40)
    is_private = fields.Boolean(load_default=False)


def _percent() -> fields.Float:
    return fields.Float(
        required=True, allow_nan=False, validate=validate.Range(min=0, max=100, error="Give a number from 0 to 100.")
    )


class AreaIn(Shape):
    """A part of a page's picture: left, top, width and height in percent of the page."""

    page = fields.Integer(required=True, validate=validate.Range(min=1, max=1000))
    x = _percent()
    y = _percent()
    width = _percent()
    height = _percent()


class CommentIn(CommentEdit):
    """A remark on a passage, by offsets, by its words, or by both; on an area of a page; on the whole without."""

    start = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    end = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    quote = Prose(load_default="", max_length=4000)
    area = fields.Nested(AreaIn, load_default=None, allow_none=True)

    @validates_schema
    def one_place(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse words and an area in one comment."""
        if data.get("area") and (data.get("start") is not None or data.get("quote")):
            raise ValidationError("Comment on words or on an area, not on both.", "area")


class CommentForm(CommentEdit):
    """A comment's words as its page sends them, with the state that they were written on."""

    lock = fields.Integer(load_default=None, validate=validate.Range(min=0, max=LATER))
    over = fields.Integer(load_default=None, validate=validate.Range(min=0, max=LATER))


class CommentAnswer(Shape):
    """What the client did with a comment."""

    state = words(Answer, required=True, attribute="answer")
    why = Prose(load_default="", max_length=1000)


class CheckIn(Shape):
    """What the coach decides about a comment in a later version."""

    check = words(Check, required=True)
    why = Prose(load_default="", max_length=1000, metadata={"description": "Said below a comment that stays open."})


class CommentPlaceIn(Shape):
    """The words on which a comment stands in a later version, by offsets, by themselves, or by both."""

    start = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    end = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=0, max=LATER))
    quote = Prose(load_default="", max_length=4000)


class ReplyIn(Shape):
    """What is said below a comment."""

    body = Prose(required=True, max_length=2000)


class CommentPatch(Shape):
    """The client sends `state` and `why`; the coach rewords a draft's comment; both reply below a published one."""

    state = words(Answer, attribute="answer")
    why = Prose(max_length=1000)
    reply = Prose(max_length=2000, validate=validate.Length(min=1, error="Please fill this in."))
    kind = words(CommentKind)
    body = Prose(max_length=4000, validate=validate.Length(min=1, error="Please fill this in."))
    replacement = Prose(max_length=4000)
    criterion = Line(max_length=40)
    is_private = fields.Boolean()
    lock = fields.Integer(validate=validate.Range(min=0, max=LATER))


class SelectorOut(Shape):
    """One selector of the W3C Web Annotation model; each type has its own members."""

    type = fields.String(required=True, validate=validate.OneOf(_SELECTORS))
    start = fields.Integer()
    end = fields.Integer()
    exact = fields.String()
    prefix = fields.String()
    suffix = fields.String()
    conformsTo = fields.String()  # noqa: N815 - the model's own word
    value = fields.String()


class ReplyOut(Shape):
    """What was said below a comment."""

    author = fields.String(attribute="author_name")
    by_client = fields.Boolean()
    body = fields.String()
    at = When(attribute="created_at")


class CommentPlaceOut(Shape):
    """Where a comment stands in another text than its own (in code points of that text), and how that was found."""

    state = fields.Enum(State, by_value=True, required=True)
    start = fields.Integer(allow_none=True)
    end = fields.Integer(allow_none=True)
    page = fields.Integer(allow_none=True)
    words = fields.String()
    how = fields.String()
    certainty = fields.Float()


class CommentOut(Shape):
    """A remark, where it stands (offsets count code points of the version's text), and what was done with it.

    Offsets, quote and selectors are those of the text in which it was made. Where the file was read anew since and
    its words moved, changed or were lost, `place` says where it stands now.
    """

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
    selectors = fields.List(fields.Nested(SelectorOut))
    place = fields.Nested(
        CommentPlaceOut,
        allow_none=True,
        required=True,
        metadata={"description": "Its place since the file was read anew; null where it stands as its selectors say."},
    )
    is_private = fields.Boolean()
    lock = fields.Integer()
    state = fields.Enum(Answer, by_value=True, attribute="answer")
    why = fields.String()
    answered_at = When(allow_none=True)
    replies = fields.List(fields.Nested(ReplyOut))


class CarriedOut(Shape):
    """A comment on an earlier version as it stands in this one; no place where nobody has looked yet."""

    comment = fields.Nested(CommentOut, required=True)
    from_version = fields.Integer(required=True)
    place = fields.Nested(CommentPlaceOut, allow_none=True, required=True)
    check = fields.Enum(Check, by_value=True, required=True)


class ChangeToMakeOut(Shape):
    """A suggestion that the client took: the words that stand there, and those to write instead."""

    id = fields.UUID(required=True)
    review_id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    page = fields.Integer(allow_none=True)
    quote = fields.String()
    replacement = fields.String(required=True)
    body = fields.String()
    taken_at = When()
