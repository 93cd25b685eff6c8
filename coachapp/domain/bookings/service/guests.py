"""From guest to client: two clicks, once."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select

from coachapp.core import storage
from coachapp.core.db import db
from coachapp.domain.accounts.queries import viewer_of_member
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies, queries
from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients import policies as clients_policies
from coachapp.domain.clients import queries as clients_queries
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import service as documents
from coachapp.domain.documents.models import DocumentKind


def make_client(actor: Viewer, booking: Booking) -> Client:
    """Make the guest a client and bring along goal, intake and resume; a second click finds the first."""
    require(policies.may_take_on(actor, booking))
    db.session.execute(select(Booking.id).where(Booking.id == booking.id).with_for_update())
    db.session.refresh(booking, ["client_id"])
    if booking.client_id is not None:
        return clients_queries.get_client(actor, booking.client_id)
    client = clients.add(
        actor,
        name=booking.guest_name,
        email=booking.guest_email,
        time_zone=booking.time_zone,
        goal=booking.goal,
        coach_id=booking.coach_id,
        source_booking_id=booking.id,
    )
    booking.client_id = client.id
    _bring_intake(actor, booking, client)
    _bring_resume(actor, booking, client)
    _bring_note(actor, booking, client)
    record(actor, "booking.became_client", booking, client_id=client.id)
    return client


def _bring_resume(actor: Viewer, booking: Booking, client: Client) -> None:
    """Make the guest's file version 1 of the client's resume."""
    if booking.resume_key and booking.resume_name:
        size = storage.current().path(booking.resume_key).stat().st_size
        documents.add_from_storage(
            actor,
            client,
            kind=DocumentKind.RESUME,
            title=DocumentKind.RESUME.label,
            key=booking.resume_key,
            file_name=booking.resume_name,
            size=size,
        )


def _bring_note(actor: Viewer, booking: Booking, client: Client) -> None:
    """Copy what was kept at the meeting into the file as a private note of whoever wrote it."""
    kept = queries.note_of(actor, booking)
    if kept is None:
        return
    author = viewer_of_member(kept.author_id)
    if not clients_policies.may_coach(author, client):
        author = actor
    held_on = booking.starts_at.astimezone(ZoneInfo(author.time_zone)).date()
    clients.write_note(author, client, held_on=held_on, text=kept.text, is_private=True)


def _bring_intake(actor: Viewer, booking: Booking, client: Client) -> None:
    """Keep what the guest said beforehand as the first note of the file, shared with them."""
    said = [f"{each['question']}\n{each['answer']}" for each in booking.answers]
    if booking.note:
        said.append(f"Note\n{booking.note}")
    if said:
        held_on = booking.starts_at.astimezone(ZoneInfo(actor.time_zone)).date()
        clients.write_note(
            actor, client, held_on=held_on, text="\n\n".join(["Said when booking:", *said]), is_private=False
        )
