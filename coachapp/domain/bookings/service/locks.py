"""One coach's meetings change one after the other."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from coachapp.core.db import db

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:coach, 7228))")


def lock_coach(coach_id: UUID) -> None:
    """Wait until nobody else changes this coach's meetings, and keep them until the transaction ends."""
    db.session.execute(_LOCK, {"coach": str(coach_id)})
