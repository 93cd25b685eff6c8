"""Shapes of numbers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from coachapp.core.fields import Shape
from coachapp.domain.insights.funnel import NEEDED, Funnel, points_at, sentence


class Whose(Shape):
    """Whose numbers: one client's, or of all whom the viewer sees."""

    client_id = fields.UUID(load_default=None)


class CountOut(Schema):
    """How many got at least that far."""

    step = fields.String()
    label = fields.String()
    n = fields.Integer()


class RateOut(Schema):
    """How many went on; shares from 0 to 1, a 90 % Wilson interval."""

    step = fields.String()
    to = fields.String()
    k = fields.Integer()
    n = fields.Integer()
    share = fields.Float()
    low = fields.Float()
    high = fields.Float()
    is_early = fields.Boolean()


class FunnelOut(Schema):
    """From application to offer; counts and rates are empty while there is not enough."""

    sentence = fields.String()
    points_at = fields.String()
    total = fields.Integer(metadata={"description": "All applications, young ones included."})
    ripe = fields.Integer(metadata={"description": "Those older than 21 days; only they are counted."})
    needed = fields.Integer()
    is_enough = fields.Boolean()
    counts = fields.List(fields.Nested(CountOut))
    rates = fields.List(fields.Nested(RateOut))


def shown(found: Funnel, *, who: str) -> dict[str, Any]:
    """Give a funnel as FunnelOut shows it."""
    enough = found.is_enough
    return {
        "sentence": sentence(found, who=who),
        "points_at": points_at(found),
        "total": found.total,
        "ripe": found.ripe,
        "needed": NEEDED,
        "is_enough": enough,
        "counts": [{"step": s.key, "label": s.label, "n": n} for s, n in found.counts] if enough else [],
        "rates": [
            {"step": r.step.key, "to": r.to.key, "k": r.k, "n": r.n, "share": r.point, "low": r.low, "high": r.high,
             "is_early": r.is_early}
            for r in found.rates
        ] if enough else [],
    }  # fmt: skip


class MonthOut(Shape):
    """One month of answered requests."""

    begins = fields.Date(required=True)
    answered = fields.Integer(required=True)
    median_hours = fields.Function(lambda month: round(month.median.total_seconds() / 3600, 1))
    kept = fields.Integer(required=True, metadata={"description": "Answered by the time promised at first."})
