"""Put things on the plan, and close them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem, State


def add(
    actor: Viewer,
    client: Client,
    *,
    title: str,
    why: str = "",
    if_then: str = "",
    due_on: date | None = None,
    evidence_kind: str | None = None,
    evidence_id: UUID | None = None,
    quote: str = "",
) -> ActionItem:
    """Put one thing on the client's plan, with the evidence for it."""
    require(policies.may_keep(actor, client))
    item = ActionItem(
        id=new_id(),
        client_id=client.id,
        title=title,
        why=why,
        if_then=if_then,
        due_on=due_on,
        evidence_kind=evidence_kind,
        evidence_id=evidence_id,
        quote=quote,
        added_by_role=str(actor.role),
    )
    db.session.add(item)
    db.session.flush()
    record(actor, "action_item.added", item, client_id=client.id)
    return item


def change(
    actor: Viewer, client: Client, item: ActionItem, *, title: str, if_then: str, due_on: date | None
) -> ActionItem:
    """Reword an item or give it another date."""
    require(policies.may_keep(actor, client))
    item.title, item.if_then, item.due_on = title, if_then, due_on
    record(actor, "action_item.changed", item, client_id=client.id)
    return item


def close(actor: Viewer, client: Client, item: ActionItem, *, state: State | str) -> ActionItem:
    """Mark an item done or dropped, or open it again; saying it twice changes nothing."""
    require(policies.may_keep(actor, client))
    state = State(state)
    if item.state is state:
        return item
    item.state = state
    item.closed_at = None if state is State.OPEN else clock.now()
    record(actor, f"action_item.{'reopened' if state is State.OPEN else state}", item, client_id=client.id)
    return item


def patch(actor: Viewer, client: Client, item: ActionItem, *, state: str | None = None, **words: Any) -> ActionItem:
    """Change what is named and leave the rest: title, if_then, due_on, state."""
    if words:
        change(
            actor,
            client,
            item,
            title=words.get("title", item.title),
            if_then=words.get("if_then", item.if_then),
            due_on=words.get("due_on", item.due_on),
        )
    return close(actor, client, item, state=state or item.state)
