"""Which instants can be booked, and why the others can't: one decision for list, book, move and explain."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from coachapp.domain.hours.openings import Hours, Interval, Openings, merged

REACHES = (timedelta(days=3), timedelta(days=14), timedelta(days=62), timedelta(days=800))


class Refusal(StrEnum):
    """Why an instant can't be booked; the value ends the `type` of the API's answer."""

    OFF_GRID = "off-grid"
    IN_THE_PAST = "in-the-past"
    TOO_SOON = "too-soon"
    TOO_FAR = "too-far"
    OUTSIDE_HOURS = "outside-hours"
    SLOT_TAKEN = "slot-taken"
    DAY_FULL = "day-full"


@dataclass(frozen=True)
class Offer:
    """What an event type asks of a slot.

    `length` is what the guest sees; `step` parts two possible starts; `before` and `after` are kept free
    around the meeting and may lie outside the hours; `notice` and `horizon` count from now;
    `most_per_day` counts starts per wall date of the coach, None for no limit.
    """

    length: timedelta
    step: timedelta
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    notice: timedelta = timedelta()
    horizon: timedelta = timedelta(days=60)
    most_per_day: int | None = None

    def busy(self, starts_at: datetime) -> Interval:
        """Return the time that a meeting takes from the coach, buffers included."""
        return Interval(starts_at - self.before, starts_at + self.length + self.after)


@dataclass(frozen=True)
class Taken:
    """What stands in the way: busy intervals with their own buffers, and the starts that count for limits.

    `busy` is everything of the coach (bookings, holds, other calendars); `starts` are the confirmed
    bookings of this event type alone.
    """

    busy: Iterable[Interval] = ()
    starts: Iterable[datetime] = ()

    @cached_property
    def _busy(self) -> list[Interval]:
        return merged(list(self.busy))

    @cached_property
    def _ends(self) -> list[datetime]:
        return [interval.ends for interval in self._busy]

    def meets(self, wanted: Interval) -> bool:
        """Say whether something busy shares an instant with the wanted interval."""
        place = bisect_right(self._ends, wanted.starts)
        return place < len(self._busy) and self._busy[place].starts < wanted.ends

    def per_day(self, zone: ZoneInfo) -> Counter[date]:
        """Count the starts per wall date in this zone."""
        return Counter(start.astimezone(zone).date() for start in self.starts)


@dataclass(frozen=True)
class Diary:
    """One coach's hours and what is taken, seen from now by one offer.

    `now` and all instants are aware UTC.
    """

    offer: Offer
    hours: Hours
    now: datetime
    taken: Taken = field(default_factory=Taken)

    @cached_property
    def _per_day(self) -> Counter[date]:
        return self.taken.per_day(self.hours.zone)

    def openings(self, since: datetime, until: datetime) -> Openings:
        """Return the hours for meetings that start in [since, until), long enough for the last of them."""
        margin = max(self.offer.length, timedelta(days=1))
        return Openings(self.hours, since - margin, until + margin, self.offer.step)

    def decide(self, at: datetime, openings: Openings | None = None) -> Refusal | None:
        """Return why a meeting can't start at this instant, or None when it can.

        Every minute of the meeting has to be open; buffers may lie outside the hours.
        """
        refusal = self._refused_by_now(at)
        if refusal is None:
            refusal = self._refused_by_hours(at, openings or self.openings(at, at))
        return refusal or self._refused_by_others(at)

    def _refused_by_now(self, at: datetime) -> Refusal | None:
        if at < self.now:
            return Refusal.IN_THE_PAST
        if at < self.now + self.offer.notice:
            return Refusal.TOO_SOON
        if at > self.now + self.offer.horizon:
            return Refusal.TOO_FAR
        return None

    def _refused_by_hours(self, at: datetime, openings: Openings) -> Refusal | None:
        interval = openings.around(at)
        if interval is None:
            return Refusal.OUTSIDE_HOURS
        if not openings.is_on_grid(at):
            return Refusal.OFF_GRID
        if at + self.offer.length > interval.ends:
            return Refusal.OUTSIDE_HOURS
        return None

    def _refused_by_others(self, at: datetime) -> Refusal | None:
        if self.taken.meets(self.offer.busy(at)):
            return Refusal.SLOT_TAKEN
        most = self.offer.most_per_day
        if most is not None and self._per_day[at.astimezone(self.hours.zone).date()] >= most:
            return Refusal.DAY_FULL
        return None

    def free_slots(self, since: datetime, until: datetime) -> list[datetime]:
        """List the starts in [since, until) for which `decide` says yes, sorted."""
        since = max(since, self.now)
        until = min(until, self.now + self.offer.horizon + timedelta(microseconds=1))
        if since >= until:
            return []
        openings = self.openings(since, until)
        return [at for at in openings.grid if since <= at < until and self.decide(at, openings) is None]

    def nearest(self, wanted: datetime, count: int = 3) -> list[datetime]:
        """List up to `count` bookable starts nearest to the wanted instant, sorted by time."""
        around = min(max(wanted, self.now), self.now + self.offer.horizon)
        found: list[datetime] = []
        for reach in REACHES:
            found = self.free_slots(around - reach, around + reach)
            if len(found) >= count or reach > self.offer.horizon:
                break
        closest = sorted(found, key=lambda at: (abs(at - wanted), at))[:count]
        return sorted(closest)
