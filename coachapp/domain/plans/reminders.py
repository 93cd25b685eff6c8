"""Which steps remind today: once, at 09:00 in the client's zone, on the date they have."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import cast, func, select
from sqlalchemy.types import Text

from coachapp.core.db import db
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import recipient
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.service import notify
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.plans.mornings import midnight_after, mornings, nine, on_its_morning, reachable


def owe_due_today(now: datetime) -> None:
    """Owe each client one letter about what has today's date on their plan."""
    found = mornings(now)
    said = func.concat("plan:", cast(Client.id, Text), ":", cast(ActionItem.due_on, Text))
    rows = db.session.execute(
        select(Client, ActionItem.due_on, func.min(ActionItem.created_at))
        .join(ActionItem, ActionItem.client_id == Client.id)
        .where(
            ActionItem.state == State.OPEN,
            on_its_morning(ActionItem.due_on, found),
            reachable(),
            ~select(Notification.id).where(Notification.key == said).exists(),
        )
        .group_by(Client.id, ActionItem.due_on)
    )
    for client, due_on, first_added in rows:
        if due_on is not None and first_added <= nine(due_on, client.time_zone):
            _owe(client, due_on)


def _owe(client: Client, due_on: date) -> None:
    notify(
        recipient(client),
        "plan_due",
        key=_key(client.id, due_on),
        subject_id=client.id,
        due_at=nine(due_on, client.time_zone),
        useful_until=midnight_after(due_on, client.time_zone),
        due_on=due_on.isoformat(),
    )


def _key(client_id: UUID, due_on: date) -> str:
    return f"plan:{client_id}:{due_on.isoformat()}"
