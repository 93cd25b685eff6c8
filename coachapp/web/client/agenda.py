"""What I want to talk about the next time."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.agenda import queries, schemas, service
from coachapp.domain.clients.queries import own_client
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.agenda import facts_of, to_source

bp = Door("client_agenda", __name__, url_prefix="/me/agenda", policy=Policy.CLIENT)


@bp.route("", methods=["GET", "POST"])
def agenda() -> ResponseReturnValue:
    """Show what is to be talked about, and bring something up."""
    client = own_client(viewer())
    form = Form(schemas.AgendaLineIn)
    if form.submit(partial(service.add, viewer(), client)):
        return redirect(url_for(".agenda", _anchor=f"line-{form.result.id}"), code=303)
    return render_template("client/agenda.html", form=form, base="/me/agenda", **facts_of(client)), form.status


@bp.post("/<uuid:line_id>")
def settle(line_id: UUID) -> ResponseReturnValue:
    """Say that it was talked about, or put it back; the page after it offers to undo."""
    line = queries.get_line(viewer(), line_id)
    Form(schemas.AgendaLinePatch).submit(partial(service.settle, viewer(), own_client(viewer()), line))
    return redirect(url_for(".agenda", changed=line.id), code=303)


@bp.get("/<uuid:line_id>/source")
def source(line_id: UUID) -> ResponseReturnValue:
    """Lead to where it came up."""
    return to_source(line_id)
