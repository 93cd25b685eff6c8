"""From whom no bookings are taken, with a token."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.bookings.door import blp
from coachapp.api.frame import listing, whole
from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.own import BlockedGuest
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer


@blp.get("/blocked-guests")
@blp.response(200, listing(schemas.BlockedGuestOut))
def blocked_guests() -> dict[str, Any]:
    """List the addresses and domains from which the practice takes no bookings."""
    return whole(queries.blocked_guests(viewer()))


@blp.post("/blocked-guests")
@blp.arguments(schemas.BlockedGuestIn, as_kwargs=True)
@blp.response(201, schemas.BlockedGuestOut)
def block_guest(**facts: Any) -> BlockedGuest:
    """Take no more bookings from a mail address, or from all of a domain; meetings already taken stand."""
    return service.block_guest(viewer(), **facts)


@blp.delete("/blocked-guests/<uuid:blocked_guest_id>", policy=Policy.OWNER)
@blp.response(204)
def unblock_guest(blocked_guest_id: UUID) -> None:
    """Take bookings from there again: the owner decides."""
    service.unblock_guest(viewer(), queries.get_blocked_guest(viewer(), blocked_guest_id))
