"""The weekly letter: Monday at 09:00 in the client's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import cast, func, select
from sqlalchemy.types import Text

from coachapp.core.db import db
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import recipient
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.service import notify
from coachapp.domain.plans.mornings import mornings, nine, reachable

MONDAY = 0


def owe_weekly(now: datetime) -> None:
    """Owe each client the letter of their week, once it is Monday past nine where they live."""
    for today, zones in mornings(now).items():
        if today.weekday() == MONDAY:
            _owe_week(today, zones)


def _owe_week(monday: date, zones: list[str]) -> None:
    said = func.concat("week:", cast(Client.id, Text), ":", monday.isoformat())
    clients = db.session.scalars(
        select(Client).where(
            Client.time_zone.in_(zones),
            reachable(),
            ~select(Notification.id).where(Notification.key == said).exists(),
        )
    )
    for client in clients:
        due_at = nine(monday, client.time_zone)
        notify(
            recipient(client),
            "my_week",
            key=f"week:{client.id}:{monday.isoformat()}",
            subject_id=client.id,
            due_at=due_at,
            useful_until=due_at + timedelta(days=1),
        )
