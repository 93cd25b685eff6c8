"""A client's interviews and the answers that they sent."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from coachapp.domain.clients.queries import get_client
from coachapp.domain.interviews import queries
from coachapp.domain.reviews.queries import published_to
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_interviews", __name__, url_prefix="/coach/clients", policy=Policy.COACH)


@bp.get("/<uuid:client_id>/interviews")
def index(client_id: UUID) -> ResponseReturnValue:
    """Show what is coming, what was, and the answers that wait for a word."""
    client = get_client(viewer(), client_id)
    facts = {
        "coming": queries.coming_of(viewer(), client),
        "past": queries.past_of(viewer(), client),
        "answers": queries.answers_of(viewer(), client),
        "reviews": {r.answer_id: r for r in published_to(viewer(), client_id=client.id) if r.answer_id},
    }
    return render_template("coach/interviews.html", client=client, **facts)
