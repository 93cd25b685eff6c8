"""How the verbs of the agenda read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.agenda.models import AgendaLine

says("agenda_line.added", "{actor} put on the agenda: {subject}", icon="message-square", topic="meetings")
says("agenda_line.settled", "{actor} ticked off the agenda: {subject}", icon="check", topic="meetings")
says("agenda_line.reopened", "{actor} put back on the agenda: {subject}", icon="rotate-ccw", topic="meetings")


@names("agenda_lines")
def agenda_lines(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the lines of those ids."""
    rows = db.session.execute(
        select(AgendaLine.id, AgendaLine.text, AgendaLine.client_id).where(AgendaLine.id.in_(ids))
    )
    return {
        line_id: Subject(text, f"/coach/clients/{client_id}/agenda", "/me/agenda") for line_id, text, client_id in rows
    }
