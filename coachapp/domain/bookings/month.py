"""A month of days with how much is free on each, as somebody in a zone counts days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coachapp.domain.bookings.slots import Diary
from coachapp.domain.hours.openings import midnight

DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True)
class Month:
    """One month: its weeks from Monday on (days of its neighbors fill them), and the free starts per day.

    `full` are the days on which meetings alone are in the way; `previous` and `next` are first days of the neighbors,
    None where nothing can be free there.
    """

    first: date
    weeks: list[list[date]]
    free: dict[date, list[datetime]]
    full: frozenset[date]
    previous: date | None
    next: date | None

    @property
    def first_free(self) -> date | None:
        """Return the first day with something free."""
        return min(self.free, default=None)


def first_of(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def after(month: date) -> date:
    """Return the first day of the month behind."""
    return first_of(month.replace(day=28) + 4 * DAY)


def free_by_day(diary: Diary, first: date, last: date, zone: ZoneInfo) -> dict[date, list[datetime]]:
    """Return the free starts on the dates from first to last, both inclusive, by date."""
    found: dict[date, list[datetime]] = defaultdict(list)
    for at in diary.free_slots(midnight(first, zone), midnight(last + DAY, zone)):
        found[at.astimezone(zone).date()].append(at)
    return dict(found)


def month_of(diary: Diary, zone: ZoneInfo, wanted: date | None = None) -> Month:
    """Return the wanted month; without a wish, the first with something free (this one, if none has)."""
    earliest = first_of(diary.now.astimezone(zone).date())
    latest = first_of(diary.latest.astimezone(zone).date())
    if wanted is not None:
        return _month(diary, zone, min(max(first_of(wanted), earliest), latest), (earliest, latest))
    shown = earliest
    while shown <= latest:
        found = _month(diary, zone, shown, (earliest, latest))
        if found.free:
            return found
        shown = after(shown)
    return _month(diary, zone, earliest, (earliest, latest))


def _month(diary: Diary, zone: ZoneInfo, first: date, bounds: tuple[date, date]) -> Month:
    following = after(first)
    monday = first - first.weekday() * DAY
    count = (following - monday).days
    weeks = [[monday + (n + k) * DAY for k in range(WEEK)] for n in range(0, count, WEEK)]
    earliest, latest = bounds
    free = free_by_day(diary, first, following - DAY, zone)
    could_be = free_by_day(diary.without_meetings(), first, following - DAY, zone) if diary.has_meetings else {}
    return Month(
        first=first,
        weeks=weeks,
        free=free,
        full=frozenset(could_be.keys() - free.keys()),
        previous=first_of(first - DAY) if first > earliest else None,
        next=following if first < latest else None,
    )
