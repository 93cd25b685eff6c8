"""Read clients and notes, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
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


def find_own_client(viewer: Viewer) -> Client | None:
    """Give the viewer's own file, or None for coaches."""
    return db.session.scalar(select(Client).where(Client.membership_id == viewer.membership_id))


def find_client_of_booking(booking_id: UUID) -> Client | None:
    """Give the client made of that booking's guest, or None."""
    return db.session.scalar(select(Client).where(Client.source_booking_id == booking_id))


def search(viewer: Viewer, *, words: str = "", status: Status | None = None) -> Select[Client]:
    """Select the viewer's clients whose name or address holds the words, in that status."""
    query = clients_visible_to(viewer)
    if words:
        pattern = "%" + words.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(or_(func.lower(Client.name).like(pattern), func.lower(Client.email).like(pattern)))
    if status is not None:
        query = query.where(Client.status == status)
    return query


def notes_visible_to(viewer: Viewer) -> Select[SessionNote]:
    """Shared notes go with the file; private ones are their author's alone."""
    query = select(SessionNote).where(SessionNote.client_id.in_(client_ids_visible_to(viewer)))
    if viewer.is_client:
        return query.where(SessionNote.is_private.is_(False))
    return query.where(or_(SessionNote.is_private.is_(False), SessionNote.author_id == viewer.membership_id))


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
