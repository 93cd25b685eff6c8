"""What to talk about the next time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listed, listing
from coachapp.core.pages import page
from coachapp.domain.agenda import queries, schemas, service
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.clients.queries import get_client
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_agenda", __name__, policy=Policy.SIGNED_IN, description="What to talk about the next time")


@blp.get("/clients/<uuid:client_id>/agenda")
@blp.arguments(schemas.AgendaAsked, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.AgendaLineOut))
def agenda(client_id: UUID, state: str | None, after: str | None) -> dict[str, Any]:
    """List what client and coach want to talk about, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.lines_of(viewer(), client, state=state), AgendaLine, after=after))


@blp.post("/clients/<uuid:client_id>/agenda")
@blp.arguments(schemas.AgendaLineIn, as_kwargs=True)
@blp.response(201, schemas.AgendaLineOut)
@blp.alt_response(409, "CONFLICT")
def add(client_id: UUID, text: str) -> AgendaLine:
    """Put one thing on the agenda of the next session."""
    return service.add(viewer(), get_client(viewer(), client_id), text=text)


@blp.get("/agenda/<uuid:line_id>")
@blp.response(200, schemas.AgendaLineOut)
def show(line_id: UUID) -> AgendaLine:
    """Show one line of an agenda."""
    return queries.get_line(viewer(), line_id)


@blp.patch("/agenda/<uuid:line_id>")
@blp.arguments(schemas.AgendaLinePatch, as_kwargs=True)
@blp.response(200, schemas.AgendaLineOut)
def settle(line_id: UUID, *, is_settled: bool) -> AgendaLine:
    """Say that it was talked about, or put it back."""
    line = queries.get_line(viewer(), line_id)
    return service.settle(viewer(), get_client(viewer(), line.client_id), line, is_settled=is_settled)
