"""Is everything there that this installation stands on?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coachapp.core import clock, queue
from coachapp.core.db import db


@dataclass(frozen=True)
class Health:
    """What an operator's monitor wants to know; ages are in seconds."""

    database: bool
    broker: bool
    oldest_unsent_seconds: float | None
    tzdata: str

    @property
    def is_ready(self) -> bool:
        """Tell whether pages can be answered; a broker that is away delays mail and nothing else."""
        return self.database


def look() -> Health:
    """Ask the database and the broker how they are."""
    try:
        oldest: datetime | None = db.session.execute(text("SELECT oldest_unsent(:now)"), {"now": clock.now()}).scalar()
        database = True
    except SQLAlchemyError:
        database, oldest = False, None
    waited = (clock.now() - oldest).total_seconds() if oldest else None
    return Health(database, queue.depth() is not None, waited, version("tzdata"))
