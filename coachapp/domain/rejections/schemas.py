"""Shapes of endings, factors and letters."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from coachapp.core.fields import Email, Line, Prose, Shape, When
from coachapp.domain.applications.schemas import Day
from coachapp.domain.rejections.factors import Area, Confidence, SaidBy
from coachapp.domain.rejections.kinds import EndStage, FollowUp, Kind, LetterState
from coachapp.domain.rejections.queries import Ending


class NewEnding(Shape):
    """How an application ended."""

    kind = fields.Enum(Kind, by_value=True, load_default=Kind.TOLD_NO)
    stage = fields.Enum(EndStage, by_value=True, load_default=None, allow_none=True)
    happened_on = Day(load_default=None, allow_none=True)


class FactorIn(Shape):
    """One factor, and where the client puts it."""

    factor = Line(required=True, max_length=40)
    area = fields.Enum(Area, by_value=True, load_default=Area.UNKNOWN)
    said_by = fields.Enum(SaidBy, by_value=True, load_default=SaidBy.MY_GUESS)
    confidence = fields.Enum(Confidence, by_value=True, load_default=Confidence.LOW)


class SortFactor(Shape):
    """Where the client puts the card in front of them."""

    area = fields.Enum(Area, by_value=True, required=True)
    said_by = fields.Enum(SaidBy, by_value=True, load_default=SaidBy.MY_GUESS)
    confidence = fields.Enum(Confidence, by_value=True, load_default=Confidence.LOW)


class Reflection(Shape):
    """What the client writes for themself."""

    text = Prose(load_default="", max_length=20_000)
    is_shared = fields.Boolean(load_default=False)


class PatchEnding(Shape):
    """What of an ending should change; what is left out stays."""

    factors = fields.List(fields.Nested(FactorIn), metadata={"description": "All of them; others are taken off."})
    reflection = Prose(max_length=20_000)
    reflection_shared = fields.Boolean()
    ready = fields.Boolean(metadata={"description": "True ends the quiet."})


class LetterDraft(Shape):
    """The letter as it stands."""

    text = Prose(required=True, max_length=4000)
    to_address = Email(load_default="")
    to_name = Line(load_default="", max_length=120)
    follow_up = fields.Enum(FollowUp, by_value=True, load_default=FollowUp.REMIND)


class SendLetter(LetterDraft):
    """The letter as it leaves."""

    tomorrow = fields.Boolean(load_default=False)


class CopyLetter(Shape):
    """The letter that the client sends from their own mailbox."""

    text = Prose(required=True, max_length=4000)
    to_name = Line(load_default="", max_length=120)


class EmployerReply(Shape):
    """What the employer answered."""

    reply = Prose(required=True, max_length=20_000)


class FactorOut(Schema):
    """One factor."""

    factor = fields.String()
    area = fields.Enum(Area, by_value=True)
    said_by = fields.Enum(SaidBy, by_value=True)
    confidence = fields.Enum(Confidence, by_value=True)


class FindingOut(Schema):
    """One thing in a letter that needs another look."""

    code = fields.String()
    message = fields.String()
    words = fields.String()


class FeedbackRequestOut(Schema):
    """The letter to the employer, and its reply."""

    id = fields.UUID(allow_none=True)
    rejection_id = fields.UUID()
    text = fields.String()
    to_address = fields.String()
    to_name = fields.String()
    state = fields.Enum(LetterState, by_value=True)
    follow_up = fields.Enum(FollowUp, by_value=True)
    sent_at = When(allow_none=True)
    followed_up_at = When(allow_none=True)
    reply = fields.String()
    replied_at = When(allow_none=True)
    findings = fields.List(fields.Nested(FindingOut))


class RejectionOut(Schema):
    """An ending, as far as it is the viewer's to see."""

    id = fields.UUID()
    client_id = fields.UUID()
    application_id = fields.UUID()
    employer = fields.String()
    title = fields.String()
    kind = fields.Enum(Kind, by_value=True)
    is_rejection = fields.Boolean()
    stage = fields.Enum(EndStage, by_value=True)
    happened_on = fields.Date()
    quiet_until = When()
    ready_at = When(allow_none=True)
    answered_at = When(allow_none=True)
    factors = fields.List(fields.Nested(FactorOut))
    reflection = fields.String(allow_none=True, metadata={"description": "null where it is not shared with you."})
    reflection_shared = fields.Boolean()
    letter = fields.Enum(LetterState, by_value=True, allow_none=True)


def shown(ending: Ending, *, is_reflection_shared: bool) -> dict[str, Any]:
    """Give an ending as RejectionOut shows it; nothing is taken from it that the viewer was not given."""
    row = ending.rejection
    return {
        "id": row.id,
        "client_id": row.client_id,
        "application_id": row.application_id,
        "employer": row.application.employer,
        "title": row.application.title,
        "kind": row.kind,
        "is_rejection": row.kind.is_rejection,
        "stage": row.stage,
        "happened_on": row.happened_on,
        "quiet_until": row.quiet_until,
        "ready_at": row.ready_at,
        "answered_at": row.answered_at,
        "factors": ending.factors,
        "reflection": ending.reflection,
        "reflection_shared": is_reflection_shared,
        "letter": ending.request.state if ending.request else None,
    }
