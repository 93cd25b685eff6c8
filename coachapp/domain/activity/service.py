"""Write the log."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from coachapp.core.db import Record, db
from coachapp.domain.activity.models import Activity


class Actor(Protocol):
    """Whoever acts: a viewer, in practice."""

    @property
    def user_id(self) -> UUID: ...

    @property
    def role(self) -> str: ...


def line_of(
    actor: Actor | None, verb: str, subject: Record, *, client_id: UUID | None = None, **facts: str | int | bool
) -> Activity:
    """Give a line of the log that nobody wrote yet; facts are ids and counts, never content."""
    return Activity(
        actor_user_id=actor.user_id if actor else None,
        actor_role=str(actor.role) if actor else "system",
        verb=verb,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        client_id=client_id,
        facts=dict(facts),
    )


def record(
    actor: Actor | None, verb: str, subject: Record, *, client_id: UUID | None = None, **facts: str | int | bool
) -> Activity:
    """Add a line to the log, in the transaction of what it tells."""
    line = line_of(actor, verb, subject, client_id=client_id, **facts)
    db.session.add(line)
    return line
