"""From application to offer: how many go on at each step, with an interval and an n, and silence where it is too early.

Intervals are Wilson score intervals for 90 % (Wilson 1927; Brown, Cai and DasGupta 2001 recommend them for small n).
An application counts once it is older than 21 days, because a young one has not had its chance yet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from coachapp.domain.applications.stages import Stage

RIPE_AFTER = timedelta(days=21)
NEEDED = 10
"""Fewer applications than that say nothing yet."""
SURE_FROM = 10
Z90 = 1.6448536269514722


@dataclass(frozen=True)
class Step:
    """One step: everything that got at least that far."""

    key: str
    label: str
    least: Stage


STEPS = [
    Step("applied", "Applied", Stage.APPLIED),
    Step("answered", "Call or test", Stage.SCREENING),
    Step("interview", "Interview", Stage.INTERVIEW),
    Step("later_interview", "Later interview", Stage.FINAL),
    Step("offer", "Offer", Stage.OFFER),
]


@dataclass(frozen=True)
class Rate:
    """How many of those at one step went on to the next: k of n, as shares from 0 to 1."""

    step: Step
    to: Step
    k: int
    n: int
    point: float
    low: float
    high: float

    @property
    def is_early(self) -> bool:
        """Tell whether it is too early to be sure."""
        return self.n < SURE_FROM or self.high - self.low > 0.4


@dataclass(frozen=True)
class Funnel:
    """Counts at each step, rates between neighbors, and whether there is enough to look at."""

    total: int
    ripe: int
    counts: list[tuple[Step, int]]
    rates: list[Rate]

    @property
    def is_enough(self) -> bool:
        """Tell whether the numbers may be shown at all."""
        return self.ripe >= NEEDED


def wilson(k: int, n: int, z: float = Z90) -> tuple[float, float]:
    """Give the Wilson score interval of k of n as shares; nothing is known where n is 0: (0, 1)."""
    if n == 0:
        return 0.0, 1.0
    share, zz = k / n, z * z
    middle = (share + zz / (2 * n)) / (1 + zz / n)
    half = z / (1 + zz / n) * math.sqrt(share * (1 - share) / n + zz / (4 * n * n))
    low = 0.0 if k == 0 else max(0.0, middle - half)
    return low, 1.0 if k == n else min(1.0, middle + half)


def funnel(ripe: Mapping[Stage, int], *, total: int) -> Funnel:
    """Count from the furthest stages that ripe applications reached (stage to number), out of that many in all."""
    counts = [(step, sum(n for stage, n in ripe.items() if stage.rank >= step.least.rank)) for step in STEPS]
    rates = []
    for (step, n), (to, k) in pairwise(counts):
        low, high = wilson(k, n)
        rates.append(Rate(step, to, k, n, k / n if n else 0.0, low, high))
    return Funnel(total, counts[0][1], counts, rates)


def weakest(found: Funnel) -> Rate | None:
    """Give the step at which the smallest share goes on, among those with at least three; None where there is none."""
    seen = [rate for rate in found.rates if rate.n >= 3]
    return min(seen, key=lambda rate: rate.point) if seen and found.is_enough else None


_SAID = {
    "applied": ("Applications are where most of it stops", "got an answer"),
    "answered": ("{who} get answers; the call or test is where they end", "went on to an interview"),
    "interview": ("{who} get interviews; the second round is where they end", "went on"),
    "later_interview": ("{who} reach the last rounds", "became an offer"),
}
_POINTS_AT = {
    "applied": "That part is decided by target, resume and letter.",
    "answered": "That part is decided by the first talk and the test.",
    "interview": "That part is decided by answers and examples in the room.",
    "later_interview": "That part is decided by few people; look at each one singly.",
}


def sentence(found: Funnel, *, who: str = "You") -> str:
    """Say the one thing that the numbers say, in words, with its n."""
    if not found.is_enough:
        so_far = {0: "No application is", 1: "1 application is"}.get(found.ripe) or f"{found.ripe} applications are"
        return f"{so_far} older than 21 days. From {NEEDED} on, the numbers begin to say something."
    rate = weakest(found)
    if rate is None:
        return f"{found.ripe} applications so far, and too few went on to compare the steps."
    opening, went = _SAID[rate.step.key]
    early = ", too early to be sure" if rate.is_early else ""
    return f"{opening.format(who=who)}: {rate.k} of {rate.n} {went}{early}."


def points_at(found: Funnel) -> str:
    """Say what usually decides that step; nothing where there is not enough."""
    rate = weakest(found)
    return _POINTS_AT[rate.step.key] if rate else ""
