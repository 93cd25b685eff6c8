"""Where and when the demo plays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select, update

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts import queries as accounts
from coachapp.domain.accounts.models import Invitation, Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.reminders.reminders import owe_steps

ZONE = "Europe/Berlin"
_away: list[timedelta] = []
"""How far from today the stage is right now; today itself stays where it is."""
FILES = Path(__file__).parent / "files"


@contextmanager
def on_day(days: float, hour: int = 10) -> Iterator[datetime]:
    """Live through that day (counted from today, negative for the past), at that hour; then come back."""
    present, offset = clock.now(), clock.offset()
    there = min(moment(days, hour), present)
    clock.shift(offset + (there - present).total_seconds())
    _away.append(there - present)
    try:
        yield there
        db.session.flush()
    finally:
        _away.pop()
        clock.shift(offset)


def moment(days: float, hour: int = 10, minute: int = 0) -> datetime:
    """Give the instant at that wall time, that many days from today where the practice is."""
    zone = clock.zone(ZONE)
    today = (clock.now() - sum(_away, timedelta())).astimezone(zone).date()
    day = today + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def working_day(days: int) -> int:
    """Give the number of days, moved on to the next Monday where it meets a weekend."""
    weekday = moment(days).astimezone(clock.zone(ZONE)).weekday()
    return days + {5: 2, 6: 1}.get(weekday, 0)


def past_working_day(days: int) -> int:
    """Give the number of days, moved back to the Friday before where it meets a weekend."""
    weekday = moment(days).astimezone(clock.zone(ZONE)).weekday()
    return days - {5: 1, 6: 2}.get(weekday, 0)


def joins(client: Client, *, password: str = "") -> Viewer:
    """Let a client accept their invitation; gives them as a viewer."""
    invitation = db.session.scalars(select(Invitation).where(Invitation.subject_id == client.id)).one()
    membership: Membership = clients.join(
        invitation, None, name=client.name, time_zone=client.time_zone, password=password
    )
    db.session.flush()
    return accounts.viewer_of_member(membership.id)


def send_nothing() -> None:
    """Let go of every message that making the demo has owed, and of the reminders due by now."""
    db.session.flush()
    owe_steps(clock.now())
    db.session.execute(update(Notification).where(Notification.state == State.OWED).values(state=State.DROPPED))
