"""What to talk about with a client the next time."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.agenda import queries, schemas, service
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.clients.queries import get_client
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.agenda import facts_of, to_source

bp = Door("coach_agenda", __name__, url_prefix="/coach", policy=Policy.COACH)


@bp.route("/clients/<uuid:client_id>/agenda", methods=["GET", "POST"])
def agenda(client_id: UUID) -> ResponseReturnValue:
    """Show what is to be talked about with a client, and bring something up."""
    client = get_client(viewer(), client_id)
    form = Form(schemas.AgendaLineIn)
    if form.submit(partial(service.add, viewer(), client)):
        return redirect(_home(form.result), code=303)
    return render_template("coach/agenda.html", form=form, base="/coach/agenda", **facts_of(client)), form.status


@bp.post("/agenda/<uuid:line_id>")
def settle(line_id: UUID) -> ResponseReturnValue:
    """Say that it was talked about, or put it back; the page after it offers to undo."""
    line = queries.get_line(viewer(), line_id)
    client = get_client(viewer(), line.client_id)
    Form(schemas.AgendaLinePatch).submit(partial(service.settle, viewer(), client, line))
    return redirect(_home(line), code=303)


def _home(line: AgendaLine) -> str:
    """Give the page to return to: the agenda, or the client's page where it was acted on there."""
    if request.args.get("from") == "file":
        return f"/coach/clients/{line.client_id}#agenda"
    return url_for(".agenda", client_id=line.client_id, changed=line.id)


@bp.get("/agenda/<uuid:line_id>/source")
def source(line_id: UUID) -> ResponseReturnValue:
    """Lead to where it came up."""
    return to_source(line_id)
