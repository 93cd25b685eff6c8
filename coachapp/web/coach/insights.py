"""Insights: one sentence, then the picture, then the table, then how it was computed."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.core.ids import parse_id
from coachapp.domain.clients.queries import get_client
from coachapp.domain.insights import queries
from coachapp.domain.insights.funnel import NEEDED, points_at, sentence
from coachapp.domain.insights.turnaround import turnaround
from coachapp.domain.today.needs import span
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_insights", __name__, url_prefix="/coach/insights", policy=Policy.COACH)


@bp.get("")
def overview() -> ResponseReturnValue:
    """Show the funnel of the practice, or of one client."""
    asked = request.args.get("client", "")
    client_id = parse_id(asked)
    if asked and client_id is None:
        raise NotFound
    client = get_client(viewer(), client_id) if client_id else None
    found = queries.funnel_of(viewer(), client)
    who = client.name if client else "Your clients"
    facts = {
        "funnel": found,
        "sentence": sentence(found, who=who),
        "points_at": points_at(found),
        "needed": NEEDED,
        "endings": queries.endings_by_stage(viewer(), client),
        "clients": queries.clients_counted(viewer()),
        "choices": queries.choices(viewer()),
        "months": [(month, span(month.median)) for month in turnaround(viewer())] if client is None else [],
    }
    return render_template("coach/insights.html", client=client, chosen=asked, **facts)
