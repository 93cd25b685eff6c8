"""Shapes of phrases."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates

from coachapp.core import blanks
from coachapp.core.fields import Line, Prose, Shape, When
from coachapp.domain.snippets.models import BLANKS


class SnippetIn(Shape):
    """A phrase: how one finds it, what it says, and whether colleagues see it."""

    title = Line(required=True, max_length=80, metadata={"example": "Verb first"})
    body = Prose(
        required=True, max_length=4000, metadata={"example": "Begin with the verb: what did you do, {client}?"}
    )
    is_shared = fields.Boolean(load_default=False)

    @validates("body")
    def _check_body(self, value: str, **_: Any) -> None:
        said = blanks.trouble(value, BLANKS)
        if said is not None:
            raise ValidationError(said)


class SnippetOut(Shape):
    """A phrase, as answers show it."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    is_shared = fields.Boolean(required=True)
    used = fields.Integer(required=True)
    owner = fields.String(attribute="owner.user.name")
    changed_at = When(required=True)


class SnippetsQuery(Shape):
    """Words that stand in the phrases looked for."""

    q = Line(load_default="", max_length=200)
