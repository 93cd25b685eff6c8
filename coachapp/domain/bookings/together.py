"""Several coaches' diaries read as one: a time can be had where one of them has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from coachapp.domain.bookings.rules import Refusal
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.hours.openings import Openings

TELLING = (
    Refusal.SLOT_TAKEN,
    Refusal.DAY_FULL,
    Refusal.WEEK_FULL,
    Refusal.MONTH_FULL,
    Refusal.OFF_GRID,
    Refusal.OUTSIDE_HOURS,
    Refusal.TOO_SOON,
    Refusal.TOO_FAR,
    Refusal.IN_THE_PAST,
)
"""Of several refusals the one that is told: that of the coach who came nearest to having the time."""


@dataclass(frozen=True)
class Together(Diary):
    """The diaries of all hosts of an offer, by coach; hours and zone shown are those of the first."""

    hosts: Mapping[UUID, Diary] = field(default_factory=dict)

    @classmethod
    def of(cls, hosts: Mapping[UUID, Diary]) -> Together:
        """Return these as one; at least one is needed."""
        first = next(iter(hosts.values()))
        return cls(first.offer, first.hours, first.now, first.taken, hosts)

    @property
    def has_meetings(self) -> bool:
        """Return whether one of them has given a time away."""
        return any(each.has_meetings for each in self.hosts.values())

    def without_meetings(self) -> Together:
        """Return the diaries as they would be had nobody taken a time."""
        return Together.of({host: each.without_meetings() for host, each in self.hosts.items()})

    @cached_property
    def earliest(self) -> datetime:
        """Return the first instant that the notice leaves with one of them."""
        return min(each.earliest for each in self.hosts.values())

    @cached_property
    def latest(self) -> datetime:
        """Return the last instant that the horizon allows with one of them."""
        return max(each.latest for each in self.hosts.values())

    def decide(
        self, at: datetime, openings: Openings | None = None, overruled: frozenset[Refusal] = frozenset()
    ) -> Refusal | None:
        """Return None when one of them can take a meeting at this instant, else the most telling refusal."""
        found = {each.decide(at, overruled=overruled) for each in self.hosts.values()}
        return None if None in found else min((each for each in found if each is not None), key=TELLING.index)

    def free_at(self, at: datetime, overruled: frozenset[Refusal] = frozenset()) -> list[UUID]:
        """List who can take a meeting at this instant."""
        return [host for host, each in self.hosts.items() if each.decide(at, overruled=overruled) is None]

    def full(self, at: datetime) -> tuple[Refusal, bool] | None:
        """Return which limit one more start would pass with each of them, as the first of them has it."""
        found = [each.full(at) for each in self.hosts.values()]
        return None if None in found else found[0]

    def free_starts(self, since: datetime, until: datetime) -> list[int]:
        """List the starts in [since, until) that one of them can take, sorted, in whole numbers."""
        return sorted({at for each in self.hosts.values() for at in each.free_starts(since, until)})
