# ruff: noqa: FURB136 - min and max take longer than all the rest of the sweep
"""Free starts, found in one sweep over whole numbers (hours/changes.py): open times less what is taken, then the grid.

What the sweep lists is what `Diary.decide` allows; the tests hold both to the same oracle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coachapp.domain.hours.openings import A_DAY, Part, Span


class Size(NamedTuple):
    """What a meeting takes: its length, and what is kept free around it."""

    length: int
    before: int
    after: int


def gaps(opened: Sequence[Span], busy: Sequence[Span], size: Size) -> list[Span]:
    """List the ranges of instants, both ends inclusive, at which a meeting fits; both lists are sorted and joined."""
    found: list[Span] = []
    length, before, reach = size.length, size.before, size.length + size.after
    place, count = 0, len(busy)
    for starts_at, ends in opened:
        at, last = starts_at, ends - length
        while place < count and busy[place][1] + before <= at:
            place += 1
        n = place
        while at <= last and n < count and busy[n][0] - reach < last:
            taken, freed = busy[n]
            if at <= taken - reach:
                found.append((at, taken - reach))
            at = freed + before
            n += 1
        if at <= last:
            found.append((at, last))
        place = max(place, n - 1)  # the last one may stand in the way of what opens next, too
    return found


def starts(
    parts: Sequence[Part], free: Sequence[Span], step: int, bounds: Span, is_full: Callable[[int], bool] | None
) -> list[int]:
    """List the instants of the grid within the free ranges and [bounds), sorted, each once.

    `is_full` tells whether a wall date, as days since 1970, takes no more.
    """
    found: list[int] = []
    since, until = bounds
    place, before, overlapping, count = 0, parts[0].starts if parts else 0, False, len(free)
    for starts_at, ends, origin, offset in parts:
        overlapping, before = overlapping or starts_at < before, ends if ends > before else before
        low, high = starts_at if starts_at > since else since, (ends if ends < until else until) - 1
        while place < count and free[place][1] < low:
            place += 1
        for n in range(place, count):
            first, last = free[n]
            if first > high:
                break
            first = low if first < low else first
            first, last = first + (origin - first) % step, high if last > high else last
            if last - first >= step or is_full is not None:
                run = range(first, last + 1, step)
                found += run if is_full is None else [at for at in run if not is_full((at + offset) // A_DAY)]
            elif first <= last:
                found.append(first)
    return sorted(set(found)) if overlapping else found
