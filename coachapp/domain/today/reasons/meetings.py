"""Reasons from the calendar: a guest was met; a client has nothing booked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select

from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.clients.models import Client
from coachapp.domain.today.needs import Need, Tier, span
from coachapp.domain.today.reasons.row import (
    COACH,
    FEW,
    MONTH_AGO,
    NOW,
    WEEK_AGO,
    Found,
    Reason,
    about,
    always,
    columns,
    of_mine,
    wanted,
)


def asked() -> Select[Any]:
    """Guests who wait for a yes or no: to a meeting, or to another time for it."""
    what = case((Booking.asked_starts_at.is_not(None), "another time for " + EventType.name), else_=EventType.name)
    return (
        select(*columns("meeting_asked", Booking.id, Booking.id, Booking.guest_name, words=what, at=Booking.held_until))
        .join(EventType, EventType.id == Booking.event_type_id)
        .where(
            Booking.coach_id == COACH,
            Booking.status.in_([Status.REQUESTED, Status.CONFIRMED]),
            Booking.held_until > NOW,
        )
        .order_by(Booking.held_until)
        .limit(FEW)
    )


def say_asked(found: Found) -> Need:
    """Ask for an answer while the time is held."""
    path = f"/coach/bookings/{found.subject_id}"
    why = f"asks for {found.words}; the time is held for {span(-found.ago)}"
    return about(found, why, path=path, button="Answer", button_path=path, icon="hourglass")


def met() -> Select[Any]:
    """Guests who were met in the last month and are no clients yet."""
    return (
        select(
            *columns(
                "meeting_held", Booking.id, Booking.id, Booking.guest_name, words=EventType.name, at=Booking.ends_at
            )
        )
        .join(EventType, EventType.id == Booking.event_type_id)
        .where(
            Booking.coach_id == COACH,
            Booking.status == Status.CONFIRMED,
            Booking.client_id.is_(None),
            Booking.no_show_at.is_(None),
            Booking.ends_at < NOW,
            Booking.starts_at > MONTH_AGO,
            wanted("meeting_held", Booking.id),
        )
        .order_by(Booking.starts_at.desc())
        .limit(FEW)
    )


def say_met(found: Found) -> Need:
    """Offer to make the guest a client: one click leads to the meeting, the second makes the client."""
    path = f"/coach/bookings/{found.subject_id}"
    return about(
        found,
        f"{found.words} held {span(found.ago)} ago",
        path=path,
        button=f"Make {first_name(found.name)} a client",
        button_path=path,
        icon="user-plus",
        may_wait=True,
    )


def first_name(name: str) -> str:
    """Give what people call somebody: the first word of their name."""
    return (name.split() or [name])[0]


def unbooked() -> Select[Any]:
    """Clients with no session ahead, nor in the last week."""
    of_client = (Booking.client_id == Client.id, Booking.status == Status.CONFIRMED, Booking.no_show_at.is_(None))
    last = select(func.max(Booking.ends_at)).where(*of_client).correlate(Client).scalar_subquery()
    recent = select(Booking.id).where(*of_client, Booking.starts_at > WEEK_AGO)
    return (
        select(*columns("nothing_booked", Client.id, Client.id, Client.name, at=last, since=Client.created_at))
        .where(*of_mine(), Client.created_at < WEEK_AGO, ~recent.exists(), wanted("nothing_booked", Client.id))
        .limit(FEW)
    )


def say_unbooked(found: Found) -> Need:
    """Say since when."""
    why = f"no next session; the last was {span(found.ago)} ago" if found.at else "no session booked yet"
    return about(found, why, icon="calendar-plus", may_wait=True)


PRESSING = [
    Reason("meeting_asked", asked, say_asked, always(Tier.PERSON_WAITS)),
    Reason("meeting_held", met, say_met, always(Tier.PERSON_WAITS)),
]
SOFT = [Reason("nothing_booked", unbooked, say_unbooked, always(Tier.NOTHING_BOOKED))]
