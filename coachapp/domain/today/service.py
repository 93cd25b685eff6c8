"""Put a row of Today aside, and take it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.today.models import Aside

REST = {"meeting_held": timedelta(days=365), "nothing_booked": timedelta(days=14), "quiet": timedelta(days=14)}
"""How long each kind of reason stays away after "not now"."""


def put_aside(actor: Viewer, *, kind: str, subject_id: UUID) -> None:
    """Keep a reason off the actor's own Today for a while."""
    require(actor.is_coach)
    db.session.execute(
        insert(Aside)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            membership_id=actor.membership_id,
            kind=kind,
            subject_id=subject_id,
            until=clock.now() + REST[kind],
        )
        .on_conflict_do_update(
            index_elements=["practice_id", "membership_id", "kind", "subject_id"],
            set_={"until": clock.now() + REST[kind]},
        )
    )


def take_back(actor: Viewer, *, kind: str, subject_id: UUID) -> None:
    """Let the reason come back to the actor's Today."""
    db.session.execute(
        delete(Aside).where(
            Aside.membership_id == actor.membership_id, Aside.kind == kind, Aside.subject_id == subject_id
        )
    )
