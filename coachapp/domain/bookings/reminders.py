"""Which reminders are owed now: computed from the meetings, never scheduled.

A reminder is owed once its lead has begun, unless the meeting got its time within that lead: who booked
ten hours ahead needs no letter a day before. The key carries SEQUENCE, so a moved meeting is owed anew.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coachapp.domain.bookings.queries.agenda import confirmed_between
from coachapp.domain.bookings.service.telling import tell_both

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def owe_day_before(now: datetime) -> None:
    """Owe both sides a letter a day before the meeting; past the last hour it is of no more use."""
    _owe("day_before", now, lead=DAY, until=HOUR)


def owe_hour_before(now: datetime) -> None:
    """Owe both sides a letter an hour before the meeting."""
    _owe("hour_before", now, lead=HOUR, until=timedelta())


def _owe(kind: str, now: datetime, *, lead: timedelta, until: timedelta) -> None:
    for booking in confirmed_between(now + until, now + lead):
        if booking.timed_at <= booking.starts_at - lead:
            tell_both(booking, booking.event_type, kind, useful_until=booking.starts_at - until)
