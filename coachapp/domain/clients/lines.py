"""How the verbs of clients read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.clients.models import Client, SessionNote

says("client.added", "{actor} took {subject} on", icon="user-plus", topic="file")
says("client.joined", "{subject} came in", icon="sprout", topic="file", tone="pine")
says("client.changed", "{actor} changed goal, status or weekly floor", icon="target", topic="file")
says("client.invited_again", "{actor} sent the invitation again", icon="mail", topic="file", visible_to="coach")
says("client.assigned", "{actor} handed {subject} over to another coach", icon="handshake", topic="file")
says("sharing.changed", "{actor} decided what is shared", icon="eye", topic="file")
says("note.written", "{actor} wrote a note of the session for both of you", icon="notebook-pen", topic="notes")
says("note.kept", "{actor} wrote a private note", icon="lock", topic="notes", visible_to="author", tone="private")


@names("clients")
def clients(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the clients of those ids."""
    rows = db.session.execute(select(Client.id, Client.name).where(Client.id.in_(ids)))
    return {client_id: Subject(name) for client_id, name in rows}


@names("session_notes")
def notes(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Say where notes stand; their words are the page's business."""
    rows = db.session.execute(select(SessionNote.id, SessionNote.client_id).where(SessionNote.id.in_(ids)))
    return {
        note_id: Subject("a note", f"/coach/clients/{client_id}#note-{note_id}", f"/me/notes#note-{note_id}")
        for note_id, client_id in rows
    }
