"""What a coach should know before a meeting, on one page: on paper, on the screen and in the mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_

from coachapp.core.db import db
from coachapp.domain.accounts.queries import viewer_of_member
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.lines import Topic
from coachapp.domain.activity.queries import Line, timeline
from coachapp.domain.agenda.models import AgendaLine
from coachapp.domain.agenda.queries import agenda_of
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.own import BookingNote
from coachapp.domain.bookings.queries import bookings_visible_to, note_of
from coachapp.domain.clients.models import Client, SessionNote
from coachapp.domain.clients.queries import clients_visible_to, notes_visible_to
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.plans.queries import plan_of

MOST = 5
EXCERPT = 300


@dataclass
class Brief:
    """The parts of the page; what nobody knows yet is empty."""

    booking: Booking
    past: Sequence[Booking] = ()
    client: Client | None = None
    agenda: Sequence[AgendaLine] = ()
    changed: Sequence[Line] = ()
    steps: Sequence[ActionItem] = ()
    note: SessionNote | None = None
    kept: BookingNote | None = None


def of(viewer: Viewer, booking: Booking) -> Brief:
    """Gather what this coach may know about whoever comes: earlier meetings, and the file of a client."""
    same = [Booking.guest_email == booking.guest_email]
    same += [Booking.client_id == booking.client_id] if booking.client_id else []
    past = db.session.scalars(
        bookings_visible_to(viewer)
        .where(or_(*same), Booking.starts_at < booking.starts_at)
        .order_by(Booking.starts_at.desc())
        .limit(MOST)
    ).all()
    made = Brief(booking, past, kept=note_of(viewer, booking))
    made.client = db.session.scalar(clients_visible_to(viewer).where(Client.id == booking.client_id))
    if made.client is not None:
        last = next((each.ends_at for each in past if each.is_confirmed), None)
        lines = timeline(viewer, made.client).items
        told = [line for line in lines if line.topic is not Topic.ACCESS and line.subject_id != booking.id]
        made.changed = [line for line in told if last is None or line.at > last][:MOST]
        made.agenda = agenda_of(viewer, made.client)
        made.steps = plan_of(viewer, made.client, state=State.OPEN)[:MOST]
        made.note = db.session.scalar(
            notes_visible_to(viewer)
            .where(SessionNote.client_id == made.client.id, SessionNote.is_private.is_(False))
            .order_by(SessionNote.held_on.desc(), SessionNote.id.desc())
            .limit(1)
        )
    return made


def more_of(booking: Booking) -> list[tuple[str, str]]:
    """Give what the letter says beyond the meeting itself; private notes stay in the house."""
    coach = viewer_of_member(booking.coach_id)
    found, zone = of(coach, booking), coach.time_zone
    said = [
        ("To talk about", [line.text for line in found.agenda]),
        ("Met before", [_meeting(each, zone) for each in found.past] or ["not yet"]),
        ("Since then", [f"{_day(line.at, zone)}: {line.text}" for line in found.changed]),
        ("Open steps", [item.title for item in found.steps]),
        ("Last note", [_excerpt(found.note.text)] if found.note else []),
    ]
    return [(name, "\n".join(lines)) for name, lines in said if lines]


def _meeting(booking: Booking, zone: str) -> str:
    return f"{_day(booking.starts_at, zone)}: {booking.event_type.name}{outcome(booking)}"


def outcome(booking: Booking) -> str:
    """Say what became of a meeting that passed, where it did not simply take place."""
    return ", cancelled" if not booking.is_confirmed else ", did not come" if booking.no_show_at else ""


def _day(at: datetime, zone: str) -> str:
    wall = at.astimezone(ZoneInfo(zone))
    return f"{wall:%a} {wall.day} {wall:%B %Y}"


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"
