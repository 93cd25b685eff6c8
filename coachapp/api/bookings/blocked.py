"""Times that a coach keeps free, with a token."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.bookings.door import blp
from coachapp.api.frame import listing, whole
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.own import BlockedTime
from coachapp.doors.viewer import viewer


def _shown(blocked: BlockedTime) -> dict[str, Any]:
    facts = {name: getattr(blocked, name) for name in ("id", "starts_at", "ends_at", "title")}
    return facts | {"meetings": [each.id for each in queries.standing_in(blocked)]}


@blp.get("/blocked-times")
@blp.response(200, listing(schemas.BlockedOut))
def blocked_times() -> dict[str, Any]:
    """List the times that one keeps free, from now on."""
    return whole([_shown(each) for each in queries.blocked_times(viewer())])


@blp.post("/blocked-times")
@blp.arguments(schemas.BlockedIn, as_kwargs=True)
@blp.response(201, schemas.BlockedOut)
def block(**facts: Any) -> dict[str, Any]:
    """Keep a time free; meetings already taken stand and are named."""
    return _shown(service.block(viewer(), **facts))


@blp.get("/blocked-times/<uuid:blocked_id>")
@blp.response(200, schemas.BlockedOut)
def blocked_time(blocked_id: UUID) -> dict[str, Any]:
    """Show a time that one keeps free."""
    return _shown(queries.get_blocked_time(viewer(), blocked_id))


@blp.delete("/blocked-times/<uuid:blocked_id>")
@blp.response(204)
def unblock(blocked_id: UUID) -> None:
    """Let a time be booked again."""
    service.unblock(viewer(), queries.get_blocked_time(viewer(), blocked_id))
