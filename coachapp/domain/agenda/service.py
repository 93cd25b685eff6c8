"""Bring something up, and say that it was talked about."""

from __future__ import annotations

from uuid import UUID

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.agenda import queries
from coachapp.domain.agenda.errors import MOST, AgendaFull
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client


def add(
    actor: Viewer, client: Client, *, text: str, source_kind: str | None = None, source_id: UUID | None = None
) -> AgendaLine:
    """Put one thing on the agenda of the next session, with where it came up."""
    require(policies.may_keep(actor, client))
    if queries.count_agenda(actor, client) >= MOST:
        raise AgendaFull
    line = AgendaLine(
        id=new_id(),
        client_id=client.id,
        text=text,
        source_kind=source_kind,
        source_id=source_id,
        added_by_role=str(actor.role),
    )
    db.session.add(line)
    db.session.flush()
    record(actor, "agenda_line.added", line, client_id=client.id)
    return line


def settle(actor: Viewer, client: Client, line: AgendaLine, *, is_settled: bool) -> AgendaLine:
    """Say that it was talked about, or put it back; saying it twice changes nothing."""
    require(policies.may_keep(actor, client))
    if (line.settled_at is not None) is is_settled:
        return line
    line.settled_at = clock.now() if is_settled else None
    record(actor, f"agenda_line.{'settled' if is_settled else 'reopened'}", line, client_id=client.id)
    return line
