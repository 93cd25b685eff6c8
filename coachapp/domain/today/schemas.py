"""Shapes of Today."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Shape
from coachapp.domain.today.service import REST


class PutAside(Shape):
    """A row of Today that may wait."""

    kind = fields.String(required=True, validate=validate.OneOf(list(REST), error="This can't be put aside."))
    subject_id = fields.UUID(required=True)


class TodayItemOut(Shape):
    """One row of Today: who, and the reason."""

    kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    name = fields.String(required=True)
    reason = fields.String(required=True, attribute="why")
    path = fields.String(attribute="button_path")
