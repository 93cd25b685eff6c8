"""Which instants can be booked, and why the others can't: one decision for list, book, move and explain."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from operator import itemgetter

from coachapp.domain.bookings import sweep
from coachapp.domain.bookings.rules import Count, Offer, Refusal
from coachapp.domain.hours.changes import EPOCH, TICK, instants, ticks
from coachapp.domain.hours.openings import Hours, Interval, Openings, Span, joined, midnight

REACHES = (timedelta(days=3), timedelta(days=14), timedelta(days=62), timedelta(days=800))
MOST_DAYS_OF_NOTICE = 400
"""Days to look ahead for working days; hours that open more rarely can't be booked with such a notice."""


@dataclass(frozen=True)
class Taken:
    """What stands in the way: busy intervals with their own buffers, and the starts that count for limits.

    `busy` are the coach's meetings and holds, `away` what else takes their time (blocked times, other calendars),
    `busy_spans` and `away_spans` more of the same in whole numbers, as rows give them. `starts` are those of this
    event type alone, `all_starts` those of all that the coach offers.
    """

    busy: Iterable[Interval] = ()
    starts: Iterable[datetime] = ()
    all_starts: Iterable[datetime] = ()
    away: Iterable[Interval] = ()

    busy_spans: Sequence[Span] = ()
    away_spans: Sequence[Span] = ()

    @cached_property
    def spans(self) -> list[Span]:
        """List all that stands in the way in whole numbers, sorted, none touching another."""
        told = [(ticks(starts), ticks(ends)) for starts, ends in (*self.busy, *self.away)]
        return joined([*told, *self.busy_spans, *self.away_spans])

    def meets(self, wanted: Interval) -> bool:
        """Say whether something busy shares an instant with the wanted interval."""
        place = bisect_right(self.spans, ticks(wanted.starts), key=itemgetter(1))
        return place < len(self.spans) and self.spans[place][0] < ticks(wanted.ends)


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
    def _counts(self) -> list[Count]:
        return [
            Count(self.taken.starts, self.hours.zone, self.offer.limits),
            Count(self.taken.all_starts, self.hours.zone, self.offer.overall),
        ]

    @cached_property
    def earliest(self) -> datetime:
        """Return the first instant that the notice leaves."""
        after_hours = self.now + self.offer.notice
        left, day = self.offer.notice_days, self.now.astimezone(self.hours.zone).date()
        if not left:
            return after_hours
        for _ in range(MOST_DAYS_OF_NOTICE):
            day += timedelta(days=1)
            left -= bool(self.hours.windows_on(day))
            if not left:
                break
        return max(after_hours, midnight(day, self.hours.zone))

    @cached_property
    def latest(self) -> datetime:
        """Return the last instant that the horizon allows."""
        rolling = self.now + self.offer.horizon
        if self.offer.until is None:
            return rolling
        return min(rolling, midnight(self.offer.until + timedelta(days=1), self.hours.zone) - TICK)

    @property
    def has_meetings(self) -> bool:
        """Return whether a time is given away."""
        return bool(self.taken.busy or self.taken.busy_spans)

    def without_meetings(self) -> "Diary":
        """Return the diary as it would be had nobody taken a time."""
        return replace(self, taken=Taken(away=self.taken.away, away_spans=self.taken.away_spans))

    def openings(self, since: datetime, until: datetime) -> Openings:
        """Return the hours for meetings that start in [since, until), long enough for the last of them."""
        margin = max(self.offer.length, timedelta(days=1))
        return Openings(self.hours, since - margin, until + margin, self.offer.step)

    def decide(
        self, at: datetime, openings: Openings | None = None, overruled: frozenset[Refusal] = frozenset()
    ) -> Refusal | None:
        """Return why a meeting can't start at this instant, or None when it can.

        Every minute of the meeting has to be open; buffers may lie outside the hours. What is overruled refuses
        nothing; each of the three steps names first what can't be overruled.
        """
        refusal = self._refused_by_now(at)
        if refusal is None or refusal in overruled:
            refusal = self._refused_by_hours(at, openings or self.openings(at, at))
            if refusal is None or refusal in overruled:
                refusal = self._refused_by_others(at)
        return None if refusal in overruled else refusal

    def _refused_by_now(self, at: datetime) -> Refusal | None:
        if at < self.now:
            return Refusal.IN_THE_PAST
        if at < self.earliest:
            return Refusal.TOO_SOON
        if at > self.latest:
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
        full = self.full(at)
        return full[0] if full else None

    def full(self, at: datetime) -> tuple[Refusal, bool] | None:
        """Return which limit one more start would pass, and whether it is one over all that the coach offers."""
        day = at.astimezone(self.hours.zone).date()
        for count, is_overall in zip(self._counts, (False, True), strict=True):
            found = count.refuses(day)
            if found is not None:
                return found, is_overall
        return None

    def free_slots(self, since: datetime, until: datetime) -> list[datetime]:
        """List the starts in [since, until) for which `decide` says yes, sorted."""
        return instants(self.free_starts(since, until))

    def free_starts(self, since: datetime, until: datetime) -> list[int]:
        """List the same in whole numbers (hours/changes.py)."""
        since = max(since, self.now, self.earliest)
        until = min(until, self.latest + TICK)
        if since >= until:
            return []
        openings, offer = self.openings(since, until), self.offer
        size = sweep.Size(offer.length // TICK, offer.before // TICK, offer.after // TICK)
        free = sweep.gaps(openings.spans, self.taken.spans, size)
        is_limited = any(offer.limits) or any(offer.overall)
        bounds = ticks(since), ticks(until)
        return sweep.starts(openings.parts, free, offer.step // TICK, bounds, self._is_full if is_limited else None)

    @cached_property
    def _full_dates(self) -> dict[int, bool]:
        return {}

    def _is_full(self, number: int) -> bool:
        """Say whether a wall date, as days since 1970, takes no more."""
        known = self._full_dates.get(number)
        if known is None:
            day = EPOCH.date() + timedelta(days=number)
            known = self._full_dates[number] = any(count.refuses(day) for count in self._counts)
        return known

    def nearest(self, wanted: datetime, count: int = 3) -> list[datetime]:
        """List up to `count` bookable starts nearest to the wanted instant, sorted by time."""
        around = min(max(wanted, self.now), max(self.latest, self.now))
        found: list[datetime] = []
        for reach in REACHES:
            found = self.free_slots(around - reach, around + reach)
            if len(found) >= count or reach > self.offer.horizon:
                break
        closest = sorted(found, key=lambda at: (abs(at - wanted), at))[:count]
        return sorted(closest)
