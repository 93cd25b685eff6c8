"""Write wins down."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock
from coachapp.core.db import Record, db
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client
from coachapp.domain.wins.models import Win


def write(client_id: UUID, text: str, *, key: str, source: Record | None = None) -> bool:
    """Write a win that an event brought, once per key; tells whether it is new."""
    made = db.session.execute(
        insert(Win)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            client_id=client_id,
            text=text,
            at=clock.now(),
            key=key,
            source_kind=source.__tablename__ if source else None,
            source_id=source.id if source else None,
        )
        .on_conflict_do_nothing(index_elements=["practice_id", "key"])
        .returning(Win.id)
    ).scalar_one_or_none()
    return made is not None


def add(actor: Viewer, client: Client, *, text: str) -> Win:
    """Write a win by hand."""
    require(policies.may_keep(actor, client))
    win = Win(id=new_id(), client_id=client.id, text=text)
    win.key = f"own:{win.id}"
    db.session.add(win)
    db.session.flush()
    record(actor, "win.added", win, client_id=client.id)
    return win
