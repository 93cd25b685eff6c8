"""What both sides show of the agenda."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from coachapp.core.ids import parse_id
from coachapp.domain.agenda import queries
from coachapp.domain.bookings.queries import next_booking_of
from coachapp.domain.clients.models import Client
from coachapp.domain.today.evidence import WORDS, place_of
from coachapp.doors.viewer import viewer


def facts_of(client: Client) -> dict[str, Any]:
    """Give what the page of a client's agenda shows, whoever looks."""
    return {
        "client": client,
        "agenda": queries.agenda_of(viewer(), client),
        "talked_about": queries.talked_about(viewer(), client),
        "meeting": next_booking_of(viewer(), client.id),
        "changed": queries.find_line(viewer(), parse_id(request.args.get("changed", ""))),
        "source_words": WORDS,
    }


def to_source(line_id: UUID) -> ResponseReturnValue:
    """Lead to where a line came up."""
    line = queries.get_line(viewer(), line_id)
    return redirect(place_of(viewer(), line.source_kind, line.source_id), code=303)
