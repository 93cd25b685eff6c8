"""An ending as far as a client shares it: read, answer, put something on the plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.plans import schemas as plan_schemas
from coachapp.domain.plans import service as plans
from coachapp.domain.plans.models import ActionItem
from coachapp.domain.rejections import factors, queries, service
from coachapp.domain.reviews.queries import published_to
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_rejections", __name__, url_prefix="/coach/rejections", policy=Policy.COACH)


@bp.route("/<uuid:rejection_id>", methods=["GET", "POST"])
def show(rejection_id: UUID) -> ResponseReturnValue:
    """Show the ending, and put something on the plan for it."""
    ending = queries.ending(viewer(), rejection_id)
    rejection = ending.rejection

    def add(**facts: Any) -> ActionItem:
        item = plans.add(viewer(), rejection.client, evidence_kind="rejections", evidence_id=rejection.id, **facts)
        service.mark_answered(viewer(), rejection)
        return item

    form = Form(plan_schemas.EditItem)
    if form.submit(add):
        flash(f"On the plan: {form.result.title}")
        return redirect(url_for(".show", rejection_id=rejection.id), code=303)
    facts = {
        "rejection": rejection,
        "client": rejection.client,
        "factors": [(row, factors.label(row.factor)) for row in ending.factors],
        "areas": factors.AREA_LABELS,
        "said_by": factors.SAID_BY_LABELS,
        "confidence": factors.CONFIDENCE_LABELS,
        "reviews": [r for r in published_to(viewer(), client_id=rejection.client_id) if r.rejection_id == rejection.id],
    }
    return render_template("coach/rejection.html", ending=ending, form=form, **facts), form.status


@bp.post("/<uuid:rejection_id>/seen")
def seen(rejection_id: UUID) -> ResponseReturnValue:
    """Take it off the list of what waits: talked about, or nothing to add."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    service.mark_answered(viewer(), rejection)
    return redirect(url_for(".show", rejection_id=rejection.id), code=303)
