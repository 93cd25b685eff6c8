"""Clients, their timeline, the notes of their sessions, what they share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.fields import Line
from coachapp.domain.activity.lines import Topic
from coachapp.domain.activity.queries import timeline
from coachapp.domain.clients import queries, schemas, service
from coachapp.domain.clients.models import Client, SessionNote, Status
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_clients", __name__, policy=Policy.SIGNED_IN, description="Clients")


class ClientsAsked(After):
    """Which clients."""

    q = Line(load_default="", max_length=100, metadata={"description": "Letters of name or address."})
    status = fields.String(load_default=None, validate=validate.OneOf(list(Status)))


class TimelineAsked(After):
    """Which part of a timeline."""

    topic = fields.String(load_default=None, validate=validate.OneOf(list(Topic)))


@blp.get("/clients")
@blp.arguments(ClientsAsked, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.ClientOut))
def clients(q: str, status: str | None, after: str | None) -> dict[str, Any]:
    """List the clients that the viewer may see, by name."""
    return listed(queries.directory(viewer(), words=q, among=[Status(status)] if status else [], after=after))


@blp.post("/clients", policy=Policy.COACH)
@blp.arguments(schemas.AddClient, as_kwargs=True)
@blp.response(201, schemas.ClientOut)
def add_client(**facts: Any) -> Client:
    """Take somebody on as a client; they are invited by mail."""
    return service.add(viewer(), **facts)


@blp.get("/clients/<uuid:client_id>")
@blp.etag
@blp.response(200, schemas.ClientOut)
def client(client_id: UUID) -> Client:
    """Show a client."""
    return queries.get_client(viewer(), client_id)


@blp.patch("/clients/<uuid:client_id>", policy=Policy.COACH)
@blp.etag
@blp.arguments(schemas.ChangeClient(partial=True), as_kwargs=True)
@blp.response(200, schemas.ClientOut)
def change_client(client_id: UUID, **facts: Any) -> Client:
    """Change goal, status or weekly floor."""
    found = queries.get_client(viewer(), client_id)
    blp.check_etag(found, schemas.ClientOut)
    now: dict[str, Any] = {"goal": found.goal, "status": found.status, "weekly_floor": found.weekly_floor}
    return service.change(viewer(), found, **(now | facts))


@blp.get("/clients/<uuid:client_id>/timeline")
@blp.arguments(TimelineAsked, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.LineOut))
def client_timeline(client_id: UUID, topic: str | None, after: str | None) -> dict[str, Any]:
    """Tell what happened in the client's file, the latest first, as far as the viewer may know."""
    found = queries.get_client(viewer(), client_id)
    return listed(timeline(viewer(), found, topic=Topic(topic) if topic else None, after=after))


@blp.get("/clients/<uuid:client_id>/notes")
@blp.response(200, listing(schemas.NoteOut))
def notes(client_id: UUID) -> dict[str, Any]:
    """List the notes of the client's sessions: the shared ones, and one's own private ones."""
    return whole(queries.notes_of(viewer(), queries.get_client(viewer(), client_id)))


@blp.post("/clients/<uuid:client_id>/notes", policy=Policy.COACH)
@blp.arguments(schemas.NewNote, as_kwargs=True)
@blp.response(201, schemas.NoteOut)
def write_note(client_id: UUID, **facts: Any) -> SessionNote:
    """Write a note, shared or private."""
    return service.write_note(viewer(), queries.get_client(viewer(), client_id), **facts)


@blp.get("/clients/<uuid:client_id>/sharing")
@blp.response(200, schemas.SharesOut)
def sharing(client_id: UUID) -> Client:
    """Tell what the client lets their coach see."""
    return queries.get_client(viewer(), client_id)


@blp.put("/clients/<uuid:client_id>/sharing", policy=Policy.CLIENT)
@blp.arguments(schemas.Sharing, as_kwargs=True)
@blp.response(200, schemas.SharesOut)
def change_sharing(client_id: UUID, **facts: bool) -> Client:
    """Decide, as the client, what the coach sees."""
    return service.change_sharing(viewer(), queries.get_client(viewer(), client_id), **facts)
