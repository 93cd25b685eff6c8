"""Read clients and notes, through the viewer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, Text, func, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.pages import SIZE, Page, read_mark, write_mark
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, SessionNote, Status
from coachapp.domain.notifications.service import Recipient


def clients_visible_to(viewer: Viewer) -> Select[Client]:
    """Coaches see the clients assigned to them, the owner all of the practice, a client their own file."""
    query: Select[Client] = select(Client)
    if viewer.is_owner:
        return query.where(true())
    if viewer.is_coach:
        return query.where(Client.coach_id == viewer.membership_id)
    return query.where(Client.membership_id == viewer.membership_id)


def client_ids_visible_to(viewer: Viewer) -> ScalarSelect[UUID]:
    """The same right as a subquery of ids, for rows that hang on a client."""
    return clients_visible_to(viewer).with_only_columns(Client.id).scalar_subquery()


def get_client(viewer: Viewer, client_id: UUID) -> Client:
    """Give the client with their coach, as far as the viewer may see them."""
    found = db.session.scalar(
        clients_visible_to(viewer)
        .where(Client.id == client_id)
        .options(joinedload(Client.coach).joinedload(Membership.user))
    )
    if found is None:
        raise NotFound
    return found


def own_client(viewer: Viewer) -> Client:
    """Give the viewer's own file, with their coach."""
    found = db.session.scalar(
        clients_visible_to(viewer)
        .where(Client.membership_id == viewer.membership_id)
        .options(joinedload(Client.coach).joinedload(Membership.user))
    )
    if found is None:
        raise NotFound
    return found


def client_of_link(client_id: UUID) -> Client:
    """Give the client whom a coach made a link for; the practice of the link is entered."""
    return db.session.scalars(select(Client).where(Client.id == client_id)).one()


def find_own_client(viewer: Viewer) -> Client | None:
    """Give the viewer's own file, or None for coaches."""
    return db.session.scalar(select(Client).where(Client.membership_id == viewer.membership_id))


CURRENT = (Status.INVITED, Status.ACTIVE, Status.PAUSED)


def directory(
    viewer: Viewer, *, words: str = "", among: Collection[Status] = (), after: str | None = None, size: int = SIZE
) -> Page[Client]:
    """Give one page of the viewer's clients by name: those whose name or address holds the words, in those statuses."""
    mark = read_mark(after, str) if after else None
    query = by_name(viewer, words=patterns(words), among=among, mark=mark).limit(size + 1)
    rows = db.session.execute(query.add_columns(NAME.label("key"))).all()
    more, rows = len(rows) > size, rows[:size]
    return Page([row.Client for row in rows], write_mark(rows[-1].key, rows[-1].Client.id) if more else None)


NAME = func.lower(Client.name)


def patterns(words: str) -> list[str]:
    """Give what a name or an address must hold, a pattern for each word that somebody looks for."""
    escaped = (word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words.lower().split()[:8])
    return [f"%{word}%" for word in escaped]


def by_name(
    viewer: Viewer, *, words: Sequence[Any] = (), among: Collection[Status] = (), mark: tuple[Any, Any] | None = None
) -> Select[Client]:
    """Select the viewer's clients by name, behind the mark (a name and an id); of values or of parameters."""
    query = clients_visible_to(viewer)
    for pattern in words:
        query = query.where(or_(NAME.like(pattern), Client.email.cast(Text).like(pattern)))
    if among:
        query = query.where(Client.status.in_(among))
    if mark:
        query = query.where(tuple_(NAME, Client.id) > tuple_(*mark))
    return query.order_by(NAME, Client.id)


def has_clients(viewer: Viewer) -> bool:
    """Tell whether the viewer has any clients at all."""
    return db.session.scalar(clients_visible_to(viewer).with_only_columns(Client.id).limit(1)) is not None


def clients_per_coach() -> dict[UUID, int]:
    """Give how many clients each coach of this practice has."""
    rows = db.session.execute(select(Client.coach_id, func.count().label("n")).group_by(Client.coach_id))
    return {row.coach_id: row.n for row in rows}


def notes_visible_to(viewer: Viewer) -> Select[SessionNote]:
    """Shared notes go with the file; private ones are their author's alone."""
    query = select(SessionNote).where(SessionNote.client_id.in_(client_ids_visible_to(viewer)))
    if viewer.is_client:
        return query.where(SessionNote.is_private.is_(False))
    return query.where(or_(SessionNote.is_private.is_(False), SessionNote.author_id == viewer.membership_id))


def get_own_note(viewer: Viewer, client: Client, note_id: UUID) -> SessionNote:
    """Give a note of that client which the viewer has written."""
    found = db.session.scalar(
        notes_visible_to(viewer).where(
            SessionNote.id == note_id,
            SessionNote.client_id == client.id,
            SessionNote.author_id == viewer.membership_id,
        )
    )
    if found is None:
        raise NotFound
    return found


def notes_by_id(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, SessionNote]:
    """Give those of the notes that the viewer may read."""
    if not ids:
        return {}
    return {note.id: note for note in db.session.scalars(notes_visible_to(viewer).where(SessionNote.id.in_(ids)))}


def notes_of(viewer: Viewer, client: Client) -> Sequence[SessionNote]:
    """Give the notes of that client which the viewer may read, the latest first."""
    return db.session.scalars(
        notes_visible_to(viewer)
        .where(SessionNote.client_id == client.id)
        .order_by(SessionNote.held_on.desc(), SessionNote.id.desc())
    ).all()


def recipient(client: Client) -> Recipient:
    """Give where messages to this client go."""
    return Recipient(client.email, client.name, client.time_zone)


def coach_recipient(client: Client) -> Recipient:
    """Give where messages to this client's coach go; the coach must be loaded."""
    user = client.coach.user
    return Recipient(user.email, user.name, user.time_zone, user.id)
