"""Reasons from the post: a mail server said no for good."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Subquery, cast, func, or_, select
from sqlalchemy.dialects.postgresql import CITEXT

from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.today.needs import Need, Tier
from coachapp.domain.today.reasons.row import (
    COACH,
    FEW,
    FORTNIGHT_AGO,
    MANY,
    NOW,
    Found,
    Reason,
    about,
    always,
    columns,
)


def _refused() -> Subquery:
    """The letters refused lately, the latest first: few, and found before anybody asks whose they are."""
    return (
        select(Notification.id, Notification.to_address, Notification.subject_id, Notification.created_at)
        .where(Notification.state == State.REFUSED, Notification.created_at > FORTNIGHT_AGO)
        .order_by(Notification.created_at.desc())
        .limit(MANY)
        .subquery()
    )


def to_clients() -> Select[Any]:
    """Clients whose mail server refused letters in the last two weeks."""
    letters = _refused()
    last = func.max(letters.c.created_at)
    facts = columns("mail_refused", Client.id, Client.id, Client.name, words=Client.email, at=last, n=func.count())
    return (
        select(*facts)
        .join(letters, cast(letters.c.to_address, CITEXT) == Client.email)
        .where(Client.coach_id == COACH, or_(Client.status == Status.INVITED, Client.status == Status.ACTIVE))
        .group_by(Client.id)
        .order_by(last)
        .limit(FEW)
    )


def to_guests() -> Select[Any]:
    """Guests of meetings ahead whose mail server refused letters."""
    letters = _refused()
    last = func.max(letters.c.created_at)
    facts = columns(
        "guest_mail_refused",
        Booking.id,
        Booking.id,
        Booking.guest_name,
        words=Booking.guest_email,
        at=last,
        n=func.count(),
    )
    return (
        select(*facts)
        .join(letters, letters.c.subject_id == Booking.id)
        .where(
            Booking.coach_id == COACH,
            Booking.client_id.is_(None),
            Booking.ends_at > NOW,
            cast(letters.c.to_address, CITEXT) == Booking.guest_email,
        )
        .group_by(Booking.id)
        .order_by(last)
        .limit(FEW)
    )


def say_client(found: Found) -> Need:
    """Say how many letters did not arrive, and where."""
    return about(found, _say(found), button="Check the address", icon="mail")


def say_guest(found: Found) -> Need:
    """Say the same of a guest; their meeting is where the address stands."""
    path = f"/coach/bookings/{found.subject_id}"
    facts = {"path": path, "button": "Open the meeting", "button_path": path}
    return about(found, _say(found), icon="mail", **facts)


def _say(found: Found) -> str:
    return f"{found.n} {'mail was' if found.n == 1 else 'mails were'} not taken by {found.words}"


REASONS = [
    Reason("mail_refused", to_clients, say_client, always(Tier.BROKEN)),
    Reason("guest_mail_refused", to_guests, say_guest, always(Tier.BROKEN)),
]
