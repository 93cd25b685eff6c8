"""What stands behind each refusal of a day, for the coach whose rules they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.availability import diary, takes_time
from coachapp.domain.bookings.queries.blocked import blocked_between
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.calendars.queries import busy_by_name
from coachapp.domain.hours.openings import DAY, Interval, midnight
from coachapp.domain.hours.queries import holidays_ahead, overrides_of, schedule_of


@dataclass(frozen=True)
class InTheWay:
    """Something that takes the coach's time: a meeting, blocked time, or what another calendar holds."""

    during: Interval
    said: str
    booking_id: UUID | None = None


@dataclass(frozen=True)
class DayOf:
    """One day of an offer: its possible starts in order, the one decision, and what takes time on it."""

    day: date
    diary: Diary
    starts: Sequence[datetime]
    taken: Sequence[InTheWay]
    source: str
    """Where the hours of that day come from: "date" for one that differs, a holiday's name, "" for the week."""


def day_of(viewer: Viewer, event_type: EventType, day: date, *, minutes: int | None = None) -> DayOf:
    """Give what is known of one day on the wall of the offer's schedule; what is another's own stays unnamed."""
    first = diary(event_type, minutes=minutes)
    since, until = midnight(day, first.hours.zone), midnight(day + DAY, first.hours.zone)
    whole = diary(event_type, minutes=minutes, around=since)
    starts = [at for at in whole.openings(since, until).grid if since <= at < until]
    around = Interval(since - DAY, until + 2 * DAY)
    taken = sorted([*_meetings(event_type, *around), *_own(viewer, event_type, *around)], key=lambda each: each.during)
    return DayOf(day, whole, starts, taken, _source(event_type, day))


def _meetings(event_type: EventType, since: datetime, until: datetime) -> Iterator[InTheWay]:
    rows = db.session.scalars(
        select(Booking).where(
            Booking.coach_id == event_type.coach_id,
            takes_time(clock.now()),
            Booking.busy.op("&&")(Range(since, until)),
        )
    )
    for each in rows:
        if each.busy.lower is not None and each.busy.upper is not None:
            what = "meeting with" if each.is_confirmed else "request of"
            yield InTheWay(Interval(each.busy.lower, each.busy.upper), f"the {what} {each.guest_name}", each.id)


def _own(viewer: Viewer, event_type: EventType, since: datetime, until: datetime) -> Iterator[InTheWay]:
    is_own = event_type.coach_id == viewer.membership_id
    for starts, ends, title in blocked_between(event_type.coach_id, since, until):
        yield InTheWay(Interval(starts, ends), f"blocked time, {title}" if is_own and title else "blocked time")
    for starts, ends, name in busy_by_name(event_type.coach_id, since, until):
        yield InTheWay(Interval(starts, ends), f"the calendar {name}" if is_own else "another calendar")


def _source(event_type: EventType, day: date) -> str:
    schedule = schedule_of(event_type.coach_id, event_type.schedule_id)
    if schedule is None:
        return ""
    if any(each.day == day for each in overrides_of(event_type.coach_id, since=day, schedule_id=schedule.id)):
        return "date"
    return next((name for off, name in holidays_ahead(schedule, days=800) if off == day), "")
