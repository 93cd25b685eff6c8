"""The plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listed, listing
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.plans import queries, schemas, service
from coachapp.domain.plans.models import ActionItem
from coachapp.domain.today.evidence import assert_there
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_plans", __name__, policy=Policy.SIGNED_IN, description="What a client will do next")


@blp.get("/clients/<uuid:client_id>/action-items")
@blp.arguments(schemas.WithState, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.ActionItemOut))
def plan(client_id: UUID, state: str | None, after: str | None) -> dict[str, Any]:
    """List a client's action items, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.items_of(viewer(), client, state=state), ActionItem, after=after))


@blp.post("/clients/<uuid:client_id>/action-items")
@blp.arguments(schemas.AddItem, as_kwargs=True)
@blp.response(201, schemas.ActionItemOut)
def add(client_id: UUID, **facts: Any) -> ActionItem:
    """Put one thing on a client's plan, with the evidence for it."""
    client = get_client(viewer(), client_id)
    assert_there(viewer(), facts["evidence_kind"], facts["evidence_id"])
    return service.add(viewer(), client, **facts)


@blp.get("/action-items/<uuid:item_id>")
@blp.response(200, schemas.ActionItemOut)
def show(item_id: UUID) -> ActionItem:
    """Show an action item."""
    return queries.get_item(viewer(), item_id)


@blp.patch("/action-items/<uuid:item_id>")
@blp.arguments(schemas.PatchItem, as_kwargs=True)
@blp.response(200, schemas.ActionItemOut)
def patch(item_id: UUID, **facts: Any) -> ActionItem:
    """Reword an item, give it another date, mark it done or dropped, or open it again."""
    item = queries.get_item(viewer(), item_id)
    return service.patch(viewer(), get_client(viewer(), item.client_id), item, **facts)
