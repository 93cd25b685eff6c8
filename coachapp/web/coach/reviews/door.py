"""The door of the coach's reviews."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.reviews.models import Review
from coachapp.doors.policy import Door, Policy

bp = Door("coach_reviews", __name__, url_prefix="/coach/reviews", policy=Policy.COACH)


def by_htmx() -> bool:
    """Tell whether a part of the page is asked for, not a page."""
    return "HX-Request" in request.headers


def by_lines() -> bool:
    """Tell whether the document is looked at line by line."""
    return request.args.get("as") == "lines"


def to_desk(review: Review, **more: Any) -> ResponseReturnValue:
    """Lead to the desk of that review, line by line if it was looked at like that."""
    if by_lines():
        more["as"] = "lines"
    return redirect(url_for(".desk", review_id=review.id, **more), code=303)
