"""Read what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, any_, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

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


def known_keys(keys: Iterable[str]) -> set[str]:
    """Give those of the keys under which something is or was owed."""
    wanted = list(keys)
    if not wanted:
        return set()
    return set(
        db.session.scalars(select(Notification.key).where(Notification.key == any_(literal(wanted, ARRAY(Text)))))
    )
