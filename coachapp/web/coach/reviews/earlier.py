"""Comments from earlier versions: check what became of them, and place by hand what was not found."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.models import Review
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, by_htmx, to_desk
from coachapp.web.coach.reviews.facts import along_facts, shown


@bp.post("/<uuid:review_id>/earlier/<uuid:comment_id>")
def check(review_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    """Check a comment off, leave it open, or undo that."""
    review, found = _along(review_id, comment_id)
    form = Form(schemas.CheckIn)
    if not form.submit(lambda check, why: service.check(viewer(), found, check, why=why)):
        flash(form.all_errors[0][1], "care")
    elif by_htmx():
        return render_template("reviews/_along_checked.html", **along_facts(review, found))
    return to_desk(review, _anchor=f"comment-{comment_id}")


@bp.post("/<uuid:review_id>/earlier/<uuid:comment_id>/place")
def place(review_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    """Say on which words a comment stands now."""
    review, found = _along(review_id, comment_id)
    form = Form(schemas.CommentPlaceIn)
    if not form.submit(lambda **facts: service.place_by_hand(viewer(), found, **facts)):
        return shown(review, placing={"at": comment_id, "form": form}), form.status
    return to_desk(review, _anchor=f"comment-{comment_id}")


@bp.post("/comments/<uuid:comment_id>/place")
def place_within(comment_id: UUID) -> ResponseReturnValue:
    """Say on which words of its own version a comment stands, since that was read anew."""
    found = queries.get_within(viewer(), comment_id)
    form = Form(schemas.CommentPlaceIn)
    if not form.submit(lambda **facts: service.place_by_hand(viewer(), found, **facts)):
        if found.place is not None:
            return shown(found.comment.review, placing={"at": comment_id, "form": form}), form.status
        flash(form.all_errors[0][1], "care")
    return to_desk(found.comment.review, _anchor=f"comment-{comment_id}")


def _along(review_id: UUID, comment_id: UUID) -> tuple[Review, queries.Carried]:
    review = queries.get_review(viewer(), review_id)
    if review.version_id is None:
        raise NotFound
    return review, queries.get_carried(viewer(), get_version(viewer(), review.version_id), comment_id)
