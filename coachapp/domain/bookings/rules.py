"""What an event type asks of a slot, and how often it may be had."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coachapp.domain.hours.openings import Interval


class Refusal(StrEnum):
    """Why an instant can't be booked; the value ends the `type` of the API's answer."""

    OFF_GRID = "off-grid"
    IN_THE_PAST = "in-the-past"
    TOO_SOON = "too-soon"
    TOO_FAR = "too-far"
    OUTSIDE_HOURS = "outside-hours"
    SLOT_TAKEN = "slot-taken"
    DAY_FULL = "day-full"
    WEEK_FULL = "week-full"
    MONTH_FULL = "month-full"


OVERRULED_BY_COACH = frozenset(
    {
        Refusal.OFF_GRID,
        Refusal.TOO_SOON,
        Refusal.TOO_FAR,
        Refusal.OUTSIDE_HOURS,
        Refusal.DAY_FULL,
        Refusal.WEEK_FULL,
        Refusal.MONTH_FULL,
    }
)
"""What a coach who books for somebody may pass over: one's own rules, never the past or what is taken."""


class Limits(NamedTuple):
    """How many meetings may start in one day, week (from Monday) and month on the coach's wall; None for no limit."""

    day: int | None = None
    week: int | None = None
    month: int | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Offer:
    """What an event type asks of a slot.

    `length` is what the guest sees; `step` parts two possible starts; `before` and `after` are kept free
    around the meeting and may lie outside the hours; `notice` and `horizon` count from now, `notice_days` counts
    dates after today on which the hours open at all, `until` is the last wall date; `limits` are those of this
    event type, `overall` those over all that the coach offers.
    """

    length: timedelta
    step: timedelta
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    notice: timedelta = timedelta()
    notice_days: int = 0
    horizon: timedelta = timedelta(days=60)
    until: date | None = None
    limits: Limits = NO_LIMITS
    overall: Limits = NO_LIMITS

    def busy(self, starts_at: datetime) -> Interval:
        """Return the time that a meeting takes from the coach, buffers included."""
        return Interval(starts_at - self.before, starts_at + self.length + self.after)


class Count:
    """Starts that count, per wall date, week and month, against limits."""

    def __init__(self, starts: Iterable[datetime], zone: ZoneInfo, limits: Limits) -> None:
        self._limits = limits
        days = [start.astimezone(zone).date() for start in starts] if any(limits) else []
        self._periods = [
            (kind, most, period, Counter(map(period, days)))
            for (kind, period), most in zip(_PERIODS, limits, strict=True)
            if most is not None
        ]

    def refuses(self, day: date) -> Refusal | None:
        """Say which limit one more start on that date would pass."""
        for kind, most, period, counted in self._periods:
            if counted[period(day)] >= most:
                return kind
        return None


def _same(day: date) -> date:
    return day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first(day: date) -> date:
    return day.replace(day=1)


_PERIODS = ((Refusal.DAY_FULL, _same), (Refusal.WEEK_FULL, _monday), (Refusal.MONTH_FULL, _first))
