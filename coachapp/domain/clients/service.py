"""Take clients on, keep their file, write down what was said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.models import Invitation, Membership, Role
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients import policies, queries
from coachapp.domain.clients.errors import AlreadyClient
from coachapp.domain.clients.models import Client, SessionNote, Status


def add(
    actor: Viewer,
    *,
    name: str,
    email: str,
    time_zone: str,
    goal: str = "",
    coach_id: UUID | None = None,
    source_booking_id: UUID | None = None,
) -> Client:
    """Take somebody on as a client and invite them by mail; nothing is linked before they have signed in."""
    require(actor.is_coach, "Coaches take clients on.")
    if db.session.scalar(select(Client.id).where(Client.email == email, Client.status != Status.FINISHED)):
        raise AlreadyClient(fields={"email": [AlreadyClient.message]})
    client = Client(
        id=new_id(),
        coach_id=coach_id or actor.membership_id,
        name=name,
        email=email,
        time_zone=time_zone,
        goal=goal,
        source_booking_id=source_booking_id,
    )
    with unless_taken("uq_clients_practice_id_source_booking_id", AlreadyClient):
        db.session.add(client)
    record(actor, "client.added", client, client_id=client.id)
    accounts.invite(actor, name=name, email=email, role=Role.CLIENT, time_zone=time_zone, subject_id=client.id)
    return client


def join(invitation: Invitation, viewer: Viewer | None, *, name: str, time_zone: str, password: str = "") -> Membership:
    """Use up an invitation; a client's file is tied to the person from now on."""
    membership = accounts.accept(invitation, viewer, name=name, time_zone=time_zone, password=password)
    if invitation.role is Role.CLIENT and invitation.subject_id:
        client = db.session.scalar(select(Client).where(Client.id == invitation.subject_id))
        if client is None:
            raise NotFound
        client.membership_id, client.status = membership.id, Status.ACTIVE
        client.name, client.time_zone = name, time_zone
        record(None, "client.joined", client, client_id=client.id)
    return membership


def change(actor: Viewer, client: Client, *, goal: str, status: Status, weekly_floor: int) -> Client:
    """Change what the coach keeps about a client."""
    require(policies.may_coach(actor, client))
    client.goal, client.status, client.weekly_floor = goal, status, weekly_floor
    record(actor, "client.changed", client, client_id=client.id)
    return client


def change_sharing(
    actor: Viewer, client: Client, *, documents: bool, board: bool, endings: bool, reflections: bool
) -> Client:
    """Let the client decide what their coach sees."""
    require(policies.is_own(actor, client))
    client.shares_documents, client.shares_board = documents, board
    client.shares_endings, client.shares_reflections = endings, reflections
    client.sharing_asked_at = clock.now()
    record(actor, "sharing.changed", client, client_id=client.id)
    return client


def assign(actor: Viewer, client: Client, coach_id: UUID) -> Client:
    """Hand the client over to another coach of the practice."""
    require(actor.is_owner, "The owner hands clients over.")
    coach = db.session.scalar(
        select(Membership).where(
            Membership.id == coach_id, Membership.role != Role.CLIENT, Membership.ended_at.is_(None)
        )
    )
    if coach is None:
        raise NotFound
    client.coach_id = coach.id
    record(actor, "client.assigned", client, client_id=client.id)
    return client


def write_note(actor: Viewer, client: Client, *, held_on: date, text: str, is_private: bool) -> SessionNote:
    """Write down what was said: for both, or for the author alone."""
    require(policies.may_coach(actor, client))
    note = SessionNote(
        id=new_id(),
        client_id=client.id,
        author_id=actor.membership_id,
        held_on=held_on,
        text=text,
        is_private=is_private,
    )
    db.session.add(note)
    db.session.flush()
    record(actor, "note.kept" if is_private else "note.written", note, client_id=client.id)
    return note


def change_note(actor: Viewer, note_id: UUID, *, text: str) -> SessionNote:
    """Reword one of one's own notes."""
    note = db.session.scalar(
        queries.notes_visible_to(actor).where(SessionNote.id == note_id, SessionNote.author_id == actor.membership_id)
    )
    if note is None:
        raise NotFound
    note.text, note.changed_at = text, clock.now()
    record(actor, "note.changed", note, client_id=note.client_id)
    return note
