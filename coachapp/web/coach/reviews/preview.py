"""A draft as its client will read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import NotFound
from coachapp.domain.documents.queries import find_version, get_document
from coachapp.domain.documents.schemas import VersionIn
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.models import Review
from coachapp.domain.rubrics.rubric import band
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, to_desk
from coachapp.web.reviews import at_rest, read


class AsPublished:
    """A draft as if it went out now."""

    def __init__(self, review: Review, *, at: datetime, band: int | None) -> None:
        self.review, self.published_at, self.band = review, at, band

    def __getattr__(self, name: str) -> Any:
        """Give what the draft has."""
        return getattr(self.review, name)


@bp.get("/<uuid:review_id>/preview")
def preview(review_id: UUID) -> ResponseReturnValue:
    """Show a draft with what its client will read, and nothing else."""
    review = queries.get_review(viewer(), review_id)
    if review.is_published:
        return to_desk(review)
    found = read(review, ahead=True)
    shown = AsPublished(review, at=clock.now(), band=_band(review, found["sheet"]))
    facts = {**_next_version(review), **found, "review": shown, "form": None, "at": None}
    return render_template("coach/preview.html", **facts)


def _band(review: Review, sheet: list[dict[str, Any]]) -> int | None:
    levels = {row["criterion"]: row["level"] for row in sheet if row["is_scored"]}
    return band(review.rubric, levels) if len(levels) == len(sheet) else None


def _next_version(review: Review) -> dict[str, Any]:
    """Give what the last step shows: the document, if it is one, and what the client took on before."""
    try:
        version = find_version(viewer(), review.version_id)
        document = get_document(viewer(), version.document_id) if version else None
    except NotFound:
        document = None
    to_make = queries.count_changes(viewer(), document.id) if document else 0
    return {"document": document, "to_make": to_make, "no_errors": at_rest(Form(VersionIn))}
