"""Reasons from the post: a mail server said no for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.models import State as MailState
from coachapp.domain.today.needs import DAY, MOST, Need, Tier
from coachapp.domain.today.reasons.row import client_row


def mail_refused(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A client's mail server took no letter of ours."""
    rows = db.session.execute(
        select(Client, func.count(), func.max(Notification.created_at))
        .join(Notification, Notification.to_address == Client.email)
        .where(
            Client.coach_id == viewer.membership_id,
            Client.status.in_([Status.INVITED, Status.ACTIVE]),
            Notification.state == MailState.REFUSED,
            Notification.created_at > now - 14 * DAY,
        )
        .group_by(Client.id)
        .order_by(func.max(Notification.created_at))
        .limit(MOST)
    )
    for client, n, last in rows:
        why = _say(n, client.email)
        yield client_row(client, "mail_refused", why, Tier.BROKEN, last, button="Check the address", icon="mail")


def guest_mail_refused(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A guest's mail server took no letter about a meeting."""
    rows = db.session.execute(
        select(Booking, func.count(), func.max(Notification.created_at))
        .join(Notification, Notification.subject_id == Booking.id)
        .where(
            Booking.coach_id == viewer.membership_id,
            Booking.client_id.is_(None),
            Booking.ends_at > now,
            Notification.to_address == Booking.guest_email,
            Notification.state == MailState.REFUSED,
        )
        .group_by(Booking.id)
        .limit(MOST)
    )
    for booking, n, last in rows:
        path = f"/coach/bookings/{booking.id}"
        yield Need(
            kind="mail_refused",
            subject_id=booking.id,
            who=booking.id,
            name=booking.guest_name,
            path=path,
            why=_say(n, booking.guest_email),
            button="Open the meeting",
            button_path=path,
            icon="mail",
            tier=Tier.BROKEN,
            since=last,
        )


def _say(n: int, address: str) -> str:
    return f"{n} {'mail was' if n == 1 else 'mails were'} not taken by {address}"
