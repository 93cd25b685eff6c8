"""How the verbs of the plan read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.plans.models import ActionItem

says("action_item.added", "{actor} put on the plan: {subject}", icon="list-checks", topic="plan")
says("action_item.changed", "{actor} changed on the plan: {subject}", icon="pencil", topic="plan")
says("action_item.done", "{actor} did: {subject}", icon="circle-check", topic="plan", tone="pine")
says("action_item.dropped", "{actor} dropped: {subject}", icon="minus", topic="plan")
says("action_item.reopened", "{actor} opened again: {subject}", icon="rotate-ccw", topic="plan")


@names("action_items")
def action_items(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the steps of those ids."""
    rows = db.session.execute(select(ActionItem.id, ActionItem.title).where(ActionItem.id.in_(ids)))
    return {item_id: Subject(title, f"/coach/plan/{item_id}", f"/me/plan/{item_id}") for item_id, title in rows}
