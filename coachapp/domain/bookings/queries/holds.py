"""Find the times that are kept for somebody."""

from __future__ import annotations

from sqlalchemy import func, select

from coachapp.core import clock, signing
from coachapp.core.db import db
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.models import EventType


def held_by(event_type: EventType, visit: str | None) -> Hold | None:
    """Give the time of this offer that is kept for a visit just now."""
    if not visit:
        return None
    return db.session.scalar(
        select(Hold).where(
            Hold.visit == signing.hash_token(visit),
            Hold.event_type_id == event_type.id,
            Hold.held_until > clock.now(),
        )
    )


def kept_at_once(origin: str) -> int:
    """Count the times kept just now for visitors from one network address (hashed)."""
    mine = select(func.count()).where(Hold.origin == origin, Hold.held_until > clock.now())
    return db.session.scalar(mine) or 0
