"""Read the agenda, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import client_ids_visible_to

BACK = timedelta(days=30)
"""How long what was talked about can be put back from its page."""


def agenda_visible_to(viewer: Viewer) -> Select[AgendaLine]:
    """The agenda goes with the client's file."""
    return select(AgendaLine).where(AgendaLine.client_id.in_(client_ids_visible_to(viewer)))


def lines_of(viewer: Viewer, client: Client, *, state: str | None = None) -> Select[AgendaLine]:
    """Select the client's lines: those still "open", those "settled", or all."""
    query = agenda_visible_to(viewer).where(AgendaLine.client_id == client.id)
    if state is None:
        return query
    return query.where(AgendaLine.settled_at.is_(None) if state == "open" else AgendaLine.settled_at.is_not(None))


def agenda_of(viewer: Viewer, client: Client) -> Sequence[AgendaLine]:
    """Give what is to be talked about, in the order in which it came up."""
    return db.session.scalars(lines_of(viewer, client, state="open").order_by(AgendaLine.id)).all()


def count_agenda(viewer: Viewer, client: Client) -> int:
    """Count what is to be talked about."""
    return db.session.scalar(lines_of(viewer, client, state="open").with_only_columns(func.count(AgendaLine.id))) or 0


def talked_about(viewer: Viewer, client: Client, *, limit: int = 30) -> Sequence[AgendaLine]:
    """Give what was talked about lately, the latest first."""
    return db.session.scalars(
        lines_of(viewer, client)
        .where(AgendaLine.settled_at > clock.now() - BACK)
        .order_by(AgendaLine.settled_at.desc(), AgendaLine.id.desc())
        .limit(limit)
    ).all()


def get_line(viewer: Viewer, line_id: UUID) -> AgendaLine:
    """Give the line, as far as the viewer may see it."""
    found = find_line(viewer, line_id)
    if found is None:
        raise NotFound
    return found


def find_line(viewer: Viewer, line_id: UUID | None) -> AgendaLine | None:
    """Give the line, or None where there is none for this viewer."""
    return None if line_id is None else db.session.scalar(agenda_visible_to(viewer).where(AgendaLine.id == line_id))
