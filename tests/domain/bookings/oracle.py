"""What can be booked, read from the rules one by one: slow, obvious, and no code of the engine's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coachapp.domain.bookings.rules import Limits
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.hours.openings import Window

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def allowed(mine: Diary, at: datetime) -> bool:
    """Read the rules one by one, as a person would: the slow and obvious answer."""
    offer, zone = mine.offer, mine.hours.zone
    wall, today = at.astimezone(zone), mine.now.astimezone(zone).date()

    def windows_at(instant: datetime) -> list[tuple[int, Window]]:
        there = instant.astimezone(zone)
        minute = there.hour * 60 + there.minute
        days = ((minute, there.date()), (minute + 1440, there.date() - DAY))  # a window may begin the evening before
        return [(n, w) for n, day in days for w in mine.hours.windows_on(day) if w.starts <= n < w.ends]

    def room(starts: Iterable[datetime], limits: Limits) -> bool:
        days = [start.astimezone(zone).date() for start in starts]
        return (
            (limits.day is None or sum(day == wall.date() for day in days) < limits.day)
            and (limits.week is None or sum(iso_week(day) == iso_week(wall.date()) for day in days) < limits.week)
            and (limits.month is None or sum(f"{day:%Y%m}" == f"{wall:%Y%m}" for day in days) < limits.month)
        )

    working = sum(bool(mine.hours.windows_on(today + n * DAY)) for n in range(1, (wall.date() - today).days + 1))
    wanted = (at - offer.before, at + offer.length + offer.after)
    return (
        at >= mine.now + offer.notice
        and working >= offer.notice_days
        and at <= mine.now + offer.horizon
        and (offer.until is None or wall.date() <= offer.until)
        and any((minute - window.starts) % int(offer.step / MINUTE) == 0 for minute, window in windows_at(at))
        and all(windows_at(at + n * MINUTE) for n in range(0, int(offer.length / MINUTE), 5))
        and not any(one.starts < wanted[1] and wanted[0] < one.ends for one in (*mine.taken.busy, *mine.taken.away))
        and room(mine.taken.starts, offer.limits)
        and room(mine.taken.all_starts, offer.overall)
    )


def iso_week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
