"""The letter that reminds of a step."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from coachapp.core import links
from coachapp.core.db import db
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans.models import ActionItem, State


@writes("plan_due")
def plan_due(owed: Notification) -> Letter | None:
    """Remind of what is still open for that date; None once all of it is done or moved."""
    items = db.session.scalars(
        select(ActionItem)
        .where(
            ActionItem.client_id == owed.subject_id,
            ActionItem.due_on == date.fromisoformat(owed.facts["due_on"]),
            ActionItem.state == State.OPEN,
        )
        .order_by(ActionItem.id)
    ).all()
    if not items:
        return None
    return _one(items[0]) if len(items) == 1 else _several(list(items))


def _one(item: ActionItem) -> Letter:
    behind = [text for text in (item.why, item.if_then) if text]
    return Letter(
        subject=f"Today: {item.title}",
        preview=item.if_then or "This step has today's date.",
        paragraphs=["This step has today's date.", *behind],
        button=("Open my plan", links.url("me", "plan")),
        closing="Not today after all? Give it another date; that is fine. This is the one reminder for it.",
    )


def _several(items: list[ActionItem]) -> Letter:
    return Letter(
        subject=f"Today: {len(items)} steps of your plan",
        preview=items[0].title,
        paragraphs=["These steps have today's date. One of them is a good start."],
        facts=[(f"{n}", item.title) for n, item in enumerate(items, 1)],
        button=("Open my plan", links.url("me", "plan")),
        closing="Not today after all? Give them another date; that is fine. This is the one reminder for them.",
    )
