"""By when a review is promised, from the coach's hours.

A working day is a date on which the coach's hours open at all. A review is due when they close for the last time
on the n-th working day after the day on which it was asked for, on the coach's wall. Without weekly hours, working
days are Monday to Friday until 17:00.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachapp.domain.hours.changes import stretches
from coachapp.domain.hours.openings import DAY, Hours, Window

OFFICE = {weekday: (Window(9 * 60, 17 * 60),) for weekday in range(5)}
HORIZON = 400
"""Days to look ahead; a coach whose hours never open in that time is held to Monday to Friday."""


def due(asked_at: datetime, hours: Hours, working_days: int) -> datetime:
    """Give the instant by which the review is promised; 0 working days means today's closing, where it is ahead."""
    if not any(hours.weekly.values()):
        hours = Hours(hours.zone, OFFICE, hours.dates)
    asked_on = asked_at.astimezone(hours.zone).date()
    left = max(working_days, 1)
    for ahead in range(0 if working_days == 0 else 1, HORIZON):
        closes = closing(hours, asked_on + ahead * DAY)
        if closes is not None and closes > asked_at:
            left -= 1
            if left == 0:
                return closes
    return due(asked_at, Hours(hours.zone, OFFICE), working_days)


def closing(hours: Hours, day: date) -> datetime | None:
    """Give the instant at which the hours of that wall date close for the last time; None where they never open."""
    midnight = datetime.combine(day, time(), UTC)
    closings = [
        min(midnight + timedelta(minutes=window.ends) - stretch.offset, stretch.ends)
        for stretch in stretches(hours.zone, midnight - 2 * DAY, midnight + 3 * DAY)
        for window in hours.windows_on(day)
        if max(midnight + timedelta(minutes=window.starts) - stretch.offset, stretch.starts)
        < min(midnight + timedelta(minutes=window.ends) - stretch.offset, stretch.ends)
    ]
    return max(closings, default=None)


def office_hours(zone: ZoneInfo) -> Hours:
    """Give the hours of a coach who has set none."""
    return Hours(zone, OFFICE)
