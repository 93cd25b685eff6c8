"""My numbers: compared with nobody, and none at all while it is quiet."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coachapp.domain.clients.queries import own_client
from coachapp.domain.insights import queries
from coachapp.domain.insights.funnel import NEEDED, points_at, sentence
from coachapp.domain.rejections.queries import quiet_one
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_insights", __name__, url_prefix="/me/insights", policy=Policy.CLIENT)


@bp.get("")
def mine() -> ResponseReturnValue:
    """Show the client's own funnel, unless they are to be left in peace."""
    client = own_client(viewer())
    if quiet_one(viewer(), client):
        return render_template("client/insights_quiet.html")
    found = queries.funnel_of(viewer(), client)
    facts = {"funnel": found, "sentence": sentence(found), "points_at": points_at(found), "needed": NEEDED}
    return render_template("client/insights.html", **facts)
