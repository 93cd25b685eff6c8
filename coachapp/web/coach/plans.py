"""A client's plan, as their coach keeps it: homework, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.clients.queries import get_client
from coachapp.domain.plans import queries, schemas, service
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.today.evidence import WORDS, assert_there, place_of
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_plans", __name__, url_prefix="/coach", policy=Policy.COACH)


@bp.route("/clients/<uuid:client_id>/plan", methods=["GET", "POST"])
def plan(client_id: UUID) -> ResponseReturnValue:
    """Show a client's plan, and put homework on it."""
    client = get_client(viewer(), client_id)

    def add(**facts: Any) -> ActionItem:
        assert_there(viewer(), facts["evidence_kind"], facts["evidence_id"])
        return service.add(viewer(), client, **facts)

    form = Form(schemas.AddItem)
    if form.submit(add):
        flash(f"On the plan: {form.result.title}")
        return redirect(f"/coach/clients/{client.id}", code=303)
    facts = {
        "client": client,
        "plan": queries.plan_of(viewer(), client, state=State.OPEN),
        "closed": queries.closed_of(viewer(), client),
        "evidence_words": WORDS,
    }
    return render_template("coach/plan.html", form=form, **facts), form.status


@bp.route("/plan/<uuid:item_id>", methods=["GET", "POST"])
def edit(item_id: UUID) -> ResponseReturnValue:
    """Reword an item, or give it another date."""
    item = queries.get_item(viewer(), item_id)
    client = get_client(viewer(), item.client_id)
    form = Form(schemas.EditItem, {"title": item.title, "if_then": item.if_then, "due_on": item.due_on})
    if form.submit(partial(service.change, viewer(), client, item)):
        return redirect(url_for(".plan", client_id=client.id), code=303)
    return render_template("coach/plan_item.html", form=form, item=item, client=client), form.status


@bp.post("/plan/<uuid:item_id>/state")
def set_state(item_id: UUID) -> ResponseReturnValue:
    """Mark an item done or dropped, or open it again."""
    item = queries.get_item(viewer(), item_id)
    Form(schemas.SetState).submit(partial(service.close, viewer(), get_client(viewer(), item.client_id), item))
    return redirect(url_for(".plan", client_id=item.client_id), code=303)


@bp.get("/plan/<uuid:item_id>/evidence")
def evidence(item_id: UUID) -> ResponseReturnValue:
    """Lead to what stands behind an item."""
    item = queries.get_item(viewer(), item_id)
    return redirect(place_of(viewer(), item.evidence_kind, item.evidence_id), code=303)
