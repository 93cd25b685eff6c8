"""Later thoughts on what the client can read already."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from coachapp.domain.reviews import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, to_desk
from coachapp.web.coach.reviews.facts import read_facts


@bp.post("/<uuid:review_id>/addenda")
def add(review_id: UUID) -> ResponseReturnValue:
    """Add a later thought to a published review."""
    review, form = queries.get_review(viewer(), review_id), Form(schemas.AddendumIn)
    if form.submit(partial(service.add_to, viewer(), review)):
        flash(f"Added. One mail to {review.client.name} is on its way.", "win")
        return to_desk(review, _anchor=f"addendum-{form.result.id}")
    if not review.is_published:
        flash(form.all_errors[0][1], "care")
        return to_desk(review)
    return render_template("coach/review_read.html", **read_facts(review, add_form=form)), form.status
