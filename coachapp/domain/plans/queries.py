"""Read the plan, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import client_ids_visible_to
from coachapp.domain.plans.models import ActionItem, State


def items_visible_to(viewer: Viewer) -> Select[ActionItem]:
    """The plan goes with the client's file."""
    return select(ActionItem).where(ActionItem.client_id.in_(client_ids_visible_to(viewer)))


def get_item(viewer: Viewer, item_id: UUID) -> ActionItem:
    """Give the item, as far as the viewer may see it."""
    found = db.session.scalar(items_visible_to(viewer).where(ActionItem.id == item_id))
    if found is None:
        raise NotFound
    return found


def items_of(viewer: Viewer, client: Client, *, state: State | str | None = None) -> Select[ActionItem]:
    """Select the client's items, or those in one state."""
    query = items_visible_to(viewer).where(ActionItem.client_id == client.id)
    return query if state is None else query.where(ActionItem.state == State(state))


def plan_of(viewer: Viewer, client: Client, *, state: State | None = None) -> Sequence[ActionItem]:
    """Give the client's items, the soonest due first, those without a date last."""
    query = items_of(viewer, client, state=state)
    return db.session.scalars(query.order_by(ActionItem.due_on.asc().nulls_last(), ActionItem.id)).all()


def closed_of(viewer: Viewer, client: Client, *, limit: int = 30) -> Sequence[ActionItem]:
    """Give what was done or dropped, the latest first."""
    return db.session.scalars(
        items_visible_to(viewer)
        .where(ActionItem.client_id == client.id, ActionItem.state != State.OPEN)
        .order_by(ActionItem.closed_at.desc(), ActionItem.id.desc())
        .limit(limit)
    ).all()


def find_item(viewer: Viewer, item_id: UUID | None) -> ActionItem | None:
    """Give the item, or None where there is none for this viewer."""
    return None if item_id is None else db.session.scalar(items_visible_to(viewer).where(ActionItem.id == item_id))
