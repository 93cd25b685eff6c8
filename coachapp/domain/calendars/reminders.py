"""A calendar that has not been read for long is told to its coach: once, until it has been read again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from coachapp.core.db import db
from coachapp.domain.accounts.models import Membership, User
from coachapp.domain.calendars.models import CalendarSource
from coachapp.domain.notifications.service import Recipient, notify

SILENT = timedelta(hours=6)
USEFUL = timedelta(days=2)


def owe_unread_calendars(now: datetime) -> None:
    """Owe each coach a letter about a calendar whose last good reading is longer ago than a bad afternoon."""
    last = func.coalesce(CalendarSource.last_good_at, CalendarSource.created_at)
    rows = db.session.execute(
        select(CalendarSource, User)
        .join(Membership, Membership.id == CalendarSource.coach_id)
        .join(User, User.id == Membership.user_id)
        .where(CalendarSource.is_on, CalendarSource.trouble.is_not(None), last < now - SILENT)
        .where(Membership.ended_at.is_(None))
    )
    for source, user in rows:
        since = source.last_good_at or source.created_at
        notify(
            Recipient(user.email, user.name, user.time_zone, user.id),
            "calendar_unread",
            key=f"calendar:{source.id}:{since.isoformat()}:unread",
            subject_id=source.id,
            useful_until=now + USEFUL,
        )
