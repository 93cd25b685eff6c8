"""Read what is owed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from coachapp.core.db import db
from coachapp.domain.notifications.models import Notification, State


def due_ids(now: datetime, *, limit: int = 100) -> list[UUID]:
    """Give the messages that should leave now, oldest first: owed and due, or sending past their lease."""
    return list(
        db.session.scalars(
            select(Notification.id)
            .where(
                Notification.due_at <= now,
                or_(
                    Notification.state == State.OWED,
                    (Notification.state == State.SENDING) & (Notification.lease_until < now),
                ),
            )
            .order_by(Notification.due_at)
            .limit(limit)
        )
    )
