"""Links to an offer that a coach hands out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.bookings.door import blp
from coachapp.api.frame import listing, whole
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.private import PrivateLink
from coachapp.doors.viewer import viewer


@blp.get("/event-types/<uuid:event_type_id>/links")
@blp.response(200, listing(schemas.PrivateLinkOut))
def private_links(event_type_id: UUID) -> dict[str, Any]:
    """List the links to an offer that still book."""
    return whole(queries.private_links_of(queries.get_event_type(viewer(), event_type_id)))


@blp.post("/event-types/<uuid:event_type_id>/links")
@blp.arguments(schemas.PrivateLinkIn, as_kwargs=True)
@blp.response(201, schemas.PrivateLinkOut)
def add_private_link(event_type_id: UUID, **facts: Any) -> PrivateLink:
    """Make a link for one booking (or as many as said), until an instant, or for one client."""
    return service.add_private_link(viewer(), queries.get_event_type(viewer(), event_type_id), **facts)


@blp.delete("/event-types/<uuid:event_type_id>/links/<uuid:link_id>")
@blp.response(204)
def close_private_link(event_type_id: UUID, link_id: UUID) -> None:
    """Let a link book no more."""
    offer = queries.get_event_type(viewer(), event_type_id)
    service.close_private_link(viewer(), offer, queries.get_private_link(offer, link_id))
