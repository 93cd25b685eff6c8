"""My plan: what comes next, the soonest first."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.ids import parse_id
from coachapp.domain.clients.queries import own_client
from coachapp.domain.plans import queries, schemas, service
from coachapp.domain.plans.models import State
from coachapp.domain.today.evidence import WORDS, place_of
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_plans", __name__, url_prefix="/me/plan", policy=Policy.CLIENT)


@bp.route("", methods=["GET", "POST"])
def plan() -> ResponseReturnValue:
    """Show the plan, and add to it."""
    client = own_client(viewer())
    form = Form(schemas.EditItem)
    if form.submit(partial(service.add, viewer(), client)):
        return redirect(url_for(".plan", _anchor=f"item-{form.result.id}"), code=303)
    facts = {
        "client": client,
        "plan": queries.plan_of(viewer(), client, state=State.OPEN),
        "closed": queries.closed_of(viewer(), client),
        "changed": queries.find_item(viewer(), parse_id(request.args.get("changed", ""))),
        "was": request.args.get("was", ""),
        "evidence_words": WORDS,
    }
    return render_template("client/plan.html", form=form, **facts), form.status


@bp.route("/<uuid:item_id>", methods=["GET", "POST"])
def edit(item_id: UUID) -> ResponseReturnValue:
    """Reword an item, or give it another date."""
    item = queries.get_item(viewer(), item_id)
    form = Form(schemas.EditItem, {"title": item.title, "if_then": item.if_then, "due_on": item.due_on})
    if form.submit(partial(service.change, viewer(), own_client(viewer()), item)):
        return redirect(url_for(".plan", _anchor=f"item-{item.id}"), code=303)
    return render_template("client/plan_item.html", form=form, item=item), form.status


@bp.post("/<uuid:item_id>/state")
def set_state(item_id: UUID) -> ResponseReturnValue:
    """Mark an item done or dropped, or open it again; the page after it offers to undo."""
    item = queries.get_item(viewer(), item_id)
    was = item.state
    form = Form(schemas.SetState)
    if not form.submit(partial(service.close, viewer(), own_client(viewer()), item)):
        return redirect(url_for(".plan"), code=303)
    home = "client_today.week" if request.args.get("from") == "week" else ".plan"
    return redirect(url_for(home, changed=item.id, was=was), code=303)


@bp.get("/<uuid:item_id>/evidence")
def evidence(item_id: UUID) -> ResponseReturnValue:
    """Lead to what stands behind an item."""
    item = queries.get_item(viewer(), item_id)
    return redirect(place_of(viewer(), item.evidence_kind, item.evidence_id), code=303)
