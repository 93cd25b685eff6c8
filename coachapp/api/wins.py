"""Wins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listed, listing
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.wins import queries, schemas, service
from coachapp.domain.wins.models import Win
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_wins", __name__, policy=Policy.SIGNED_IN, description="What went well")


@blp.get("/clients/<uuid:client_id>/wins")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.WinOut))
def wins(client_id: UUID, after: str | None) -> dict[str, Any]:
    """List a client's wins, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.all_of(viewer(), client), Win, after=after))


@blp.post("/clients/<uuid:client_id>/wins")
@blp.arguments(schemas.AddWin, as_kwargs=True)
@blp.response(201, schemas.WinOut)
def add(client_id: UUID, text: str) -> Win:
    """Write a win by hand."""
    return service.add(viewer(), get_client(viewer(), client_id), text=text)
