"""By when a review is promised, from the coach's hours.

A working day is a date on which the coach's hours open at all. A review is due when they close for the last time
on the n-th working day after the day on which it was asked for, on the coach's wall. Without weekly hours, working
days are Monday to Friday until 17:00. Time counts while the hours are open.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachapp.domain.hours.changes import instant, stretches
from coachapp.domain.hours.openings import A_MINUTE, DAY, Hours, Openings, Span, Window

OFFICE = {weekday: (Window(9 * 60, 17 * 60),) for weekday in range(5)}
A_LITTLE = 15 * A_MINUTE
"""Open time for which a promise does not wait for another day."""
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


def presses(asked_at: datetime, due_at: datetime, hours: Hours) -> datetime:
    """Give the instant at which three quarters of the open time until a promise have passed."""
    spans = _open(hours, asked_at, due_at)
    left = sum(ends - starts for starts, ends in spans) * 3 // 4
    for starts, ends in spans:
        if left <= ends - starts:
            return instant(starts + left)
        left -= ends - starts
    return asked_at + (due_at - asked_at) * 3 / 4


def resumed(paused_at: datetime, due_at: datetime, now: datetime, hours: Hours) -> datetime:
    """Give the new promise after a pause: the closing of the day on which the open time that was left has passed."""
    left = sum(ends - starts for starts, ends in _open(hours, paused_at, due_at))
    day, zone = now.astimezone(hours.zone).date(), hours.zone
    for starts, ends in _open(hours, now, now + HORIZON * DAY):
        day = instant(starts).astimezone(zone).date()
        left -= ends - starts
        if left <= A_LITTLE:
            break
    closes = closing(hours if any(hours.weekly.values()) else Hours(zone, OFFICE, hours.dates), day)
    return closes if closes is not None and closes > now else due(now, hours, 1)


def _open(hours: Hours, since: datetime, until: datetime) -> list[Span]:
    """List the open times between two instants; a coach without weekly hours works in office hours."""
    if since >= until:
        return []
    if not any(hours.weekly.values()):
        hours = Hours(hours.zone, OFFICE, hours.dates)
    return Openings(hours, since, until, timedelta(minutes=1)).spans
