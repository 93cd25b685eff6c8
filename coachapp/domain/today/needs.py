"""What Today is made of: who, one reason with its number, one button; and how much a reason presses."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum
from typing import NamedTuple
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


class Need(NamedTuple):
    """One row: somebody needs the coach, for this one reason."""

    kind: str
    subject_id: UUID
    name: str
    path: str
    why: str
    button: str
    button_path: str
    icon: str
    posts: bool = False
    """Whether the button begins something, so that it is a form."""
    may_wait: bool = False
    """Whether it may be put aside with "not now"."""

    @property
    def spoken(self) -> str:
        """Give what the button says to those who hear it without the row; nothing, where it says it all itself."""
        if self.posts:
            return f"{self.button} for {self.name}"
        return f"Open {self.name}" if self.button == "Open" else ""


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
