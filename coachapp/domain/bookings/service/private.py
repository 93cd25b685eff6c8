"""Hand out links to an offer, and use them up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock, links, signing
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.core.tongue import marked
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies
from coachapp.domain.bookings.errors import LinkClosed
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.private import PRIVATE, PrivateLink
from coachapp.domain.clients.queries import get_client


def add_private_link(
    actor: Viewer,
    offer: EventType,
    *,
    name: str = "",
    uses: int | None = 1,
    expires_at: datetime | None = None,
    client_id: UUID | None = None,
) -> PrivateLink:
    """Make a link for so many bookings, until then, or for one client; it works for hidden offers, too."""
    require(policies.may_change(actor, offer))
    if expires_at is not None and expires_at <= clock.now():
        raise Invalid(fields={"expires_at": ["Pick a time to come."]})
    client = get_client(actor, client_id) if client_id else None
    link = PrivateLink(
        id=new_id(),
        event_type_id=offer.id,
        client_id=client.id if client else None,
        name=name or (client.name if client else ""),
        uses_left=uses,
        expires_at=expires_at,
    )
    db.session.add(link)
    db.session.flush()
    record(actor, "private_link.added", link)
    return link


def close_private_link(actor: Viewer, offer: EventType, link: PrivateLink) -> None:
    """Let a link book no more; meetings taken through it stand."""
    require(policies.may_change(actor, offer))
    link.closed_at = link.closed_at or clock.now()
    record(actor, "private_link.closed", link)


def private_url(link: PrivateLink) -> str:
    """Give the address to hand out."""
    return links.url("book", signing.sign(PRIVATE, link.id))


def use_up(link: PrivateLink) -> None:
    """Count one booking through this link; of two at once for the last one, one is refused."""
    held = db.session.scalars(select(PrivateLink).where(PrivateLink.id == link.id).with_for_update()).one()
    db.session.refresh(held)
    if not held.is_open(clock.now()):
        raise LinkClosed(marked("This link was used already, or has run out. Ask your coach for a new one."))
    if held.uses_left is not None:
        held.uses_left -= 1
