"""Where it is past nine in the morning: reminders leave by the client's own wall clock."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.clients.models import Client, Status

NINE = time(9)


def mornings(now: datetime) -> dict[date, list[str]]:
    """Group the zones of this practice's clients where it is past 09:00 by the date there, at that instant."""
    found: dict[date, list[str]] = defaultdict(list)
    for zone in db.session.scalars(select(Client.time_zone).distinct()):
        wall = now.astimezone(clock.zone(zone))
        if wall.time() >= NINE:
            found[wall.date()].append(zone)
    return dict(found)


def on_its_morning(day: InstrumentedAttribute[date | None], found: dict[date, list[str]]) -> ColumnElement[bool]:
    """Match rows of clients whose date today is that day, once it is past nine there."""
    return or_(false(), *(and_(day == today, Client.time_zone.in_(zones)) for today, zones in found.items()))


def nine(day: date, zone: str) -> datetime:
    """Give the instant of 09:00 on that date in that zone, in UTC."""
    return datetime.combine(day, NINE, clock.zone(zone)).astimezone(UTC)


def midnight_after(day: date, zone: str) -> datetime:
    """Give the instant at which that date ends in that zone, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), clock.zone(zone)).astimezone(UTC)


def reachable() -> ColumnElement[bool]:
    """Match clients who have joined and are at work; a pause is a pause from letters, too."""
    return and_(Client.status == Status.ACTIVE, Client.membership_id.is_not(None))
