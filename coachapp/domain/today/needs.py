"""What Today is made of: who, one reason with its number, one button; and which of them comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

MOST = 10
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Tier(IntEnum):
    """How much a reason presses; the lower comes first."""

    PROMISE_NOW = 0
    PERSON_WAITS = 1
    SOON = 2
    PROMISE_LATER = 3
    BROKEN = 4
    STEP_WAITS = 5
    NOTHING_BOOKED = 6
    QUIET = 7


@dataclass(frozen=True, kw_only=True)
class Need:
    """One row: somebody needs the coach, for this one reason. `since` orders rows of one tier, earliest first."""

    kind: str
    subject_id: UUID
    who: UUID
    """The person: a client's id, or a booking's for a guest; each person has one row."""
    name: str
    path: str
    why: str
    button: str
    button_path: str
    icon: str
    tier: Tier
    since: datetime
    posts: bool = False
    """Whether the button begins something, so that it is a form."""
    may_wait: bool = False
    """Whether it may be put aside with "not now"."""


def ranked(needs: Iterable[Need], most: int = MOST) -> list[Need]:
    """Give the rows in the order in which they press: one for each person, at most ten."""
    found: dict[UUID, Need] = {}
    for need in sorted(needs, key=lambda each: (each.tier, each.since, str(each.subject_id))):
        found.setdefault(need.who, need)
    return list(found.values())[:most]


def span(size: timedelta) -> str:
    """Say a length in its largest unit: "5 h", "2 days", "20 min"."""
    size = abs(size)
    if size >= 2 * DAY:
        return f"{size // DAY} days"
    if size >= HOUR:
        return f"{size // HOUR} h"
    return f"{max(size // timedelta(minutes=1), 1)} min"


def days(n: int) -> str:
    """Say a number of days."""
    return f"{n} day" if n == 1 else f"{n} days"
