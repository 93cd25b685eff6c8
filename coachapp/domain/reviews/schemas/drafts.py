"""Shapes of a review as it is asked for and written, and as everybody reads it."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.reviews.kinds import SubjectKind, Verdict
from coachapp.domain.reviews.schemas.words import LATER, words

_DATE: dict[str, Any] = {"invalid": "Give a date, like 2027-03-01."}


class AskForReview(Shape):
    """A wish to have a version looked at."""

    note = Prose(load_default="", max_length=1000)


class PromiseAnew(Shape):
    """Another date for a promise, counted in working days from now, and why."""

    working_days = fields.Integer(
        required=True, validate=validate.Range(min=0, max=20, error="Between 0 and 20 working days.")
    )
    word = Prose(required=True, max_length=500, metadata={"example": "Two days in court. You have it on Thursday."})


class AskFirst(Shape):
    """What the coach has to know before the review."""

    word = Prose(required=True, max_length=1000, metadata={"example": "Which of the two roles is this for?"})


class AnswerFirst(Shape):
    """What the client says to it."""

    text = Prose(required=True, max_length=2000)


class StepIn(Shape):
    """One thing to do next."""

    title = Line(required=True, max_length=200)
    if_then = Line(load_default="", max_length=300)
    due_on = fields.Date(load_default=None, allow_none=True, error_messages=_DATE)
    comment_id = fields.UUID(load_default=None, allow_none=True)


class ReviewChange(Shape):
    """What of a draft should change; what is left out stays."""

    letter = Prose(max_length=4000)
    verdict = words(Verdict)
    next_steps = fields.List(fields.Nested(StepIn), validate=validate.Length(max=20, error="Up to 20 steps fit."))


class ReviewPatch(ReviewChange):
    """What of a draft should change, by program; `rubric_id` as long as nothing is scored."""

    rubric_id = fields.UUID()


class DraftForm(ReviewChange):
    """A draft as its page sends it, with the state that it was written on."""

    letter = Prose(load_default="", max_length=4000)
    lock = fields.Integer(required=True, validate=validate.Range(min=0, max=LATER))
    over = fields.Integer(load_default=None, validate=validate.Range(min=0, max=LATER))


class AddendumIn(Shape):
    """A later thought on a published review."""

    body = Prose(required=True, max_length=4000, metadata={"example": "Your second page says it better. Start there."})


class AddendumOut(Shape):
    """What was added after a review was published."""

    id = fields.UUID(required=True)
    review_id = fields.UUID(required=True)
    author = fields.String(required=True, attribute="author_name")
    body = fields.String(required=True)
    at = When(required=True, attribute="created_at")


class RequestOut(Shape):
    """A wish to have a version looked at, and by when that is promised."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    note = fields.String()
    asked_at = When(attribute="created_at")
    promised_at = When(required=True)
    first_promised_at = When(allow_none=True)
    moved = fields.Integer()
    moved_because = fields.String()
    paused_at = When(allow_none=True)
    paused_because = fields.String()
    client_said = fields.String()
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


class StepSinceOut(Shape):
    """One criterion that was scored both times, with the words of then and of now."""

    criterion = fields.String(required=True)
    label = fields.String(required=True)
    before = fields.Integer(required=True)
    now = fields.Integer(required=True)
    said_before = fields.String(required=True)
    says_now = fields.String(required=True)


class SinceOut(Shape):
    """What changed since the review that was published before on the same document or answer."""

    review_id = fields.UUID(required=True)
    published_at = When(required=True)
    band_before = fields.Integer(required=True, allow_none=True)
    band = fields.Integer(required=True, allow_none=True)
    says = fields.String(required=True)
    mean_before = fields.Float(required=True, allow_none=True)
    mean = fields.Float(required=True, allow_none=True)
    by_other_criteria = fields.Boolean(required=True)
    criteria = fields.List(fields.Nested(StepSinceOut), required=True, attribute="steps")


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
    rubric = fields.String(attribute="rubric.label")
    rubric_version_id = fields.UUID(allow_none=True)
    change = fields.Nested(SinceOut, allow_none=True)
    next_steps = fields.List(fields.Nested(StepOut))
    created_at = When()
    changed_at = When()
    published_at = When(allow_none=True)
