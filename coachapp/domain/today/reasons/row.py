"""What all reasons share: the columns they find, the times they compare with, and how a row is made of them.

Each reason is a statement, built once, and a sentence. Today asks all of them in one query (a UNION ALL), so that
another reason costs no round trip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Label,
    Select,
    Text,
    Uuid,
    bindparam,
    cast,
    literal_column,
    null,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.core import clock
from coachapp.core.db import Instant
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.today.models import Aside
from coachapp.domain.today.needs import DAY, MOST, Need, Tier

COACH = bindparam("coach", type_=Uuid())
NOW = bindparam("now", type_=Instant())
WEEK_AGO = bindparam("week_ago", type_=Instant())
FORTNIGHT_AGO = bindparam("fortnight_ago", type_=Instant())
MONTH_AGO = bindparam("month_ago", type_=Instant())
SOON = bindparam("soon", type_=Instant())
TODAY = bindparam("today", type_=Date())
LATE_ON = bindparam("late_on", type_=Date())
FEW, SOME, MANY = (literal_column(str(n), Integer()) for n in (MOST, 2 * MOST, 5 * MOST))
"""Limits stand in the statement itself: PostgreSQL keeps its plan only where it knows them beforehand."""


def moment(viewer: Viewer, now: datetime) -> dict[str, object]:
    """Give what the statements compare with: whose Today it is, and the times around that instant."""
    today = now.astimezone(clock.zone(viewer.time_zone)).date()
    return {
        "coach": viewer.membership_id,
        "now": now,
        "week_ago": now - 7 * DAY,
        "fortnight_ago": now - 14 * DAY,
        "month_ago": now - 30 * DAY,
        "soon": now + 4 * DAY,
        "today": today,
        "late_on": today - timedelta(days=3),
    }


class Found(NamedTuple):
    """What a reason found, in the columns that all of them have."""

    kind: str
    subject_id: UUID
    who: UUID
    """The person: a client's id, or a booking's for a guest; each person has one row."""
    name: str
    words: str
    at: datetime | None
    since: datetime | None
    n: int
    now: datetime

    @property
    def ago(self) -> timedelta:
        """Give how long ago it was; negative for what lies ahead."""
        return self.now - (self.at or self.since or self.now)


def always(tier: Tier) -> Callable[[Found], Tier]:
    """Say that whatever the reason finds presses as much."""
    return lambda _found: tier


@dataclass(frozen=True)
class Reason:
    """A reason: what it finds, the row that it says, and how much it presses."""

    kind: str
    find: Callable[[], Select[Any]]
    say: Callable[[Found], Need]
    tier: Callable[[Found], Tier]


def columns(
    kind: str,
    subject: ColumnElement[UUID] | InstrumentedAttribute[UUID],
    who: ColumnElement[UUID] | InstrumentedAttribute[UUID],
    name: InstrumentedAttribute[str],
    *,
    words: Any = "",
    at: Any = None,
    since: Any = None,
    n: Any = 0,
) -> list[Label[Any]]:
    """Give the columns that every reason has, in their order."""
    return [
        literal_column(f"'{kind}'", Text()).label("kind"),
        subject.label("subject_id"),
        who.label("who"),
        name.label("name"),
        (literal_column("''", Text()) if isinstance(words, str) else words).label("words"),
        (cast(null(), Instant) if at is None else at).label("at"),
        (cast(null(), Instant) if since is None else since).label("since"),
        (literal_column(str(n), Integer()) if isinstance(n, int) else n).label("n"),
    ]


def own_clients(viewer: Viewer) -> Select[Client]:
    """Select the clients at work who are assigned to the viewer."""
    return select(Client).where(Client.coach_id == viewer.membership_id, Client.status == Status.ACTIVE)


def of_mine() -> tuple[ColumnElement[bool], ...]:
    """Match the coach's own clients who are at work."""
    return (Client.coach_id == COACH, Client.status == Status.ACTIVE)


def wanted(kind: str, subject: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Leave out what the coach has put aside."""
    aside = select(Aside.id).where(
        Aside.membership_id == COACH, Aside.kind == kind, Aside.subject_id == subject, Aside.until > NOW
    )
    return ~aside.exists()


def about(found: Found, why: str, *, path: str = "", button: str = "Open", button_path: str = "", **facts: Any) -> Need:
    """Make a row about a client; what is given differs from opening their page."""
    path = path or f"/coach/clients/{found.who}"
    return Need(found.kind, found.subject_id, found.name, path, why, button, button_path or path, **facts)


__all__ = ["MOST", "Found", "Reason", "about", "always", "columns", "moment", "of_mine", "own_clients", "wanted"]
