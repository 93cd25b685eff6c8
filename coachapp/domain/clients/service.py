"""Take clients on, keep their file, write down what was said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts import queries as people
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.errors import CoachIsMember
from coachapp.domain.accounts.models import Invitation, Membership, Role, User
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients import policies, queries
from coachapp.domain.clients.errors import AlreadyClient, AlreadyJoined, StillCoaching
from coachapp.domain.clients.models import Client, SessionNote, Status


def add(
    actor: Viewer,
    *,
    name: str,
    email: str,
    time_zone: str = "",
    goal: str = "",
    coach_id: UUID | None = None,
    source_booking_id: UUID | None = None,
) -> Client:
    """Take somebody on as a client and invite them by mail; nothing is linked before they have signed in."""
    require(actor.is_coach, "Coaches take clients on.")
    if email in {member.user.email for member in people.coaches()}:
        raise CoachIsMember(fields={"email": [CoachIsMember.message]})
    time_zone = time_zone or actor.time_zone
    client = Client(
        id=new_id(),
        coach_id=coach_id or actor.membership_id,
        name=name,
        email=email,
        time_zone=time_zone,
        goal=goal,
        source_booking_id=source_booking_id,
    )
    with (
        unless_taken("uq_clients_practice_id_source_booking_id", AlreadyClient),
        unless_taken("uq_clients_practice_id_email", AlreadyClient, fields={"email": [AlreadyClient.message]}),
    ):
        db.session.add(client)
    record(actor, "client.added", client, client_id=client.id)
    accounts.invite(actor, name=name, email=email, role=Role.CLIENT, time_zone=time_zone, subject_id=client.id)
    return client


def invite_again(actor: Viewer, client: Client) -> Client:
    """Mail a fresh invitation to a client who has not come in yet; the one before stops working."""
    require(policies.may_coach(actor, client))
    if client.membership_id is not None:
        raise AlreadyJoined
    earlier = people.find_open_invitation(client.id)
    if earlier is not None:
        earlier.revoked_at = clock.now()
    accounts.invite(
        actor, name=client.name, email=client.email, role=Role.CLIENT, time_zone=client.time_zone, subject_id=client.id
    )
    record(actor, "client.invited_again", client, client_id=client.id)
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


def change(actor: Viewer, client: Client, *, goal: str, status: str, weekly_floor: int) -> Client:
    """Change what the coach keeps about a client."""
    require(policies.may_coach(actor, client))
    client.goal, client.status, client.weekly_floor = goal, Status(status), weekly_floor
    record(actor, "client.changed", client, client_id=client.id)
    return client


def change_profile(actor: Viewer, *, name: str, time_zone: str, headline: str = "") -> User:
    """Change one's own name, zone and headline; a client's file follows."""
    user = accounts.change_profile(actor, name=name, time_zone=time_zone, headline=headline)
    own = queries.find_own_client(actor)
    if own is not None:
        own.name, own.time_zone = name, time_zone
    return user


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


def hand_over_all(actor: Viewer, coach_id: UUID, to_id: UUID) -> int:
    """Hand all clients of one coach over to another; tells how many."""
    if to_id == coach_id:
        raise NotFound
    clients = db.session.scalars(select(Client).where(Client.coach_id == coach_id)).all()
    for client in clients:
        assign(actor, client, to_id)
    return len(clients)


def remove_coach(actor: Viewer, coach_id: UUID) -> None:
    """End a coach's membership, once nobody is left with them."""
    require(actor.is_owner, "The owner removes people.")
    if db.session.scalar(select(exists().where(Client.coach_id == coach_id))):
        raise StillCoaching
    accounts.remove_member(actor, coach_id)


def write_note(
    actor: Viewer, client: Client, *, text: str, held_on: date | None = None, is_private: bool = False
) -> SessionNote:
    """Write down what was said: for both, or for the author alone."""
    require(policies.may_coach(actor, client))
    held_on = held_on or clock.today(actor.time_zone)
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
    record(actor, "note.rekept" if note.is_private else "note.changed", note, client_id=note.client_id)
    return note
