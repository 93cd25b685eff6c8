"""Which meetings a coach's own calendar is to hold: those that stand, as they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from icalendar import Calendar
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.bookings.calendar import PRODUCT, Meeting, Method, event_of
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.mails import meeting_of
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.queries.agenda import WHOLE, to_come
from coachapp.domain.calendars import copies


def owe_calendar_copies(now: datetime) -> None:
    """Owe each account that a coach has meetings written to what it does not hold yet, or holds otherwise."""
    for account in copies.writing_accounts():
        ahead = {booking.uid: booking for booking in _ahead(account.coach_id, now)}
        meetings = {uid: meeting_of(each, for_guest=False) for uid, each in ahead.items()}
        marks = {uid: _mark(meeting) for uid, meeting in meetings.items()}
        copies.owe(account, marks, _gone(copies.uids_in(account)), partial(_written, meetings))


def _ahead(coach_id: UUID, now: datetime) -> list[Booking]:
    query = select(Booking).options(WHOLE).where(Booking.coach_id == coach_id, Booking.status == Status.CONFIRMED)
    return list(db.session.scalars(query.where(*to_come(now))))


def _gone(uids: Collection[str]) -> set[str]:
    """Give those that don't stand any more, or were erased."""
    stands = select(Booking.uid).where(Booking.uid.in_(list(uids)), Booking.status == Status.CONFIRMED)
    return set(uids) - set(db.session.scalars(stands))


def _mark(meeting: Meeting) -> str:
    return hashlib.sha256(repr(meeting).encode()).hexdigest()[:32]


def _written(meetings: dict[str, Meeting], uid: str) -> str:
    """Return an event as calendar servers keep it: without method, organizer or attendee, so that it mails nobody."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event_of(meetings[uid], Method.PUBLISH, None))
    return bytes(calendar.to_ical()).decode()
