"""What stands behind each refusal of a day, for the coach whose rules they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries.availability import diary_of_coach, schedule_for, takes_time
from coachapp.domain.bookings.queries.blocked import blocked_between
from coachapp.domain.bookings.queries.hosts import hosts_of
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.bookings.together import Together
from coachapp.domain.calendars.queries import busy_by_name
from coachapp.domain.hours.openings import DAY, Interval, midnight
from coachapp.domain.hours.queries import holidays_ahead, hours_of, overrides_of, schedule_of


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
    zone: ZoneInfo
    hosts: Sequence[tuple[str, DayOf]] = ()
    """The day of each host by name, where several share the offer."""


def day_of(viewer: Viewer, event_type: EventType, day: date, *, minutes: int | None = None) -> DayOf:
    """Give what is known of one day on the wall of the first host; what is another's own stays unnamed."""
    people = hosts_of(event_type)
    zone = hours_of(people[0].id, schedule_for(event_type, people[0].id)).zone
    days = {each.id: _of_host(viewer, event_type, each.id, day, zone=zone, minutes=minutes) for each in people}
    if not event_type.is_shared:
        return days[people[0].id]
    whole = Together.of({host: each.diary for host, each in days.items()})
    starts = sorted({at for each in days.values() for at in each.starts})
    return DayOf(day, whole, starts, (), "", zone, [(each.user.name, days[each.id]) for each in people])


def _of_host(
    viewer: Viewer, event_type: EventType, coach_id: UUID, day: date, *, zone: ZoneInfo, minutes: int | None
) -> DayOf:
    since, until = midnight(day, zone), midnight(day + DAY, zone)
    diary = diary_of_coach(event_type, coach_id, minutes=minutes, around=since)
    starts = [at for at in diary.openings(since, until).grid if since <= at < until]
    around = Interval(since - DAY, until + 2 * DAY)
    taken = [*_meetings(viewer, coach_id, *around), *_own(viewer, coach_id, *around)]
    source = _source(coach_id, schedule_for(event_type, coach_id), day)
    return DayOf(day, diary, starts, sorted(taken, key=lambda each: each.during), source, zone)


def _meetings(viewer: Viewer, coach_id: UUID, since: datetime, until: datetime) -> Iterator[InTheWay]:
    is_named = viewer.is_owner or coach_id == viewer.membership_id
    rows = db.session.scalars(
        select(Booking).where(
            Booking.coach_id == coach_id,
            takes_time(clock.now()),
            Booking.busy.op("&&")(Range(since, until)),
        )
    )
    for each in rows:
        if each.busy.lower is not None and each.busy.upper is not None:
            during, what = Interval(each.busy.lower, each.busy.upper), "meeting" if each.is_confirmed else "request"
            named = f"the {what} {'with' if each.is_confirmed else 'of'} {each.guest_name}"
            yield InTheWay(during, named, each.id) if is_named else InTheWay(during, f"a {what}")


def _own(viewer: Viewer, coach_id: UUID, since: datetime, until: datetime) -> Iterator[InTheWay]:
    is_own = coach_id == viewer.membership_id
    for starts, ends, title in blocked_between(coach_id, since, until):
        yield InTheWay(Interval(starts, ends), f"blocked time, {title}" if is_own and title else "blocked time")
    for starts, ends, name in busy_by_name(coach_id, since, until):
        yield InTheWay(Interval(starts, ends), f"the calendar {name}" if is_own else "another calendar")


def _source(coach_id: UUID, schedule_id: UUID | None, day: date) -> str:
    schedule = schedule_of(coach_id, schedule_id)
    if schedule is None:
        return ""
    if any(each.day == day for each in overrides_of(coach_id, since=day, schedule_id=schedule.id)):
        return "date"
    return next((name for off, name in holidays_ahead(schedule, days=800) if off == day), "")
