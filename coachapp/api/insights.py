"""Numbers across rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.clients.queries import get_client
from coachapp.domain.insights import queries, schemas
from coachapp.domain.insights.turnaround import turnaround
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_insights", __name__, policy=Policy.SIGNED_IN, description="Numbers, each with its n")


@blp.get("/insights/funnel")
@blp.arguments(schemas.Whose, location="query", as_kwargs=True)
@blp.response(200, schemas.FunnelOut)
def funnel(client_id: UUID | None) -> dict[str, Any]:
    """Count from application to offer: one client's, or of all whom the viewer sees."""
    client = get_client(viewer(), client_id) if client_id else None
    who = "You" if viewer().is_client else client.name if client else "Your clients"
    return schemas.shown(queries.funnel_of(viewer(), client), who=who)


@blp.get("/insights/turnaround", policy=Policy.COACH)
@blp.response(200, listing(schemas.MonthOut))
def months() -> dict[str, Any]:
    """Tell how soon one answers who asks for a review, the latest month first."""
    return whole(turnaround(viewer()))
