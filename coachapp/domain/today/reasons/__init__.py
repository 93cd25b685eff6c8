"""Why somebody needs the coach: each reason finds its rows and says them; asked together in one query.

Today is about one's own clients, for owners, too: what colleagues do is on their own pages.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, select, union_all

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.today.needs import MOST, Need
from coachapp.domain.today.reasons import mail, meetings, promises, search, steps
from coachapp.domain.today.reasons.row import Found, Reason, moment, own_clients

PRESSING = [*promises.REASONS, *search.REASONS, *meetings.PRESSING, *mail.REASONS, *steps.PRESSING]
SOFT = [*meetings.SOFT, *steps.SOFT]
"""Asked while there is room for them: with ten people waiting, nobody is told who is quiet."""
REASONS: dict[str, Reason] = {reason.kind: reason for reason in (*PRESSING, *SOFT)}


@cache
def _asking(kinds: tuple[str, ...]) -> CompoundSelect[Any]:
    return union_all(*(select(REASONS[kind].find().subquery(kind)) for kind in kinds))


def needs_of(viewer: Viewer, now: datetime) -> list[Need]:
    """Give the rows that the reasons find for this coach, in no order; the soft ones where there is room."""
    found = _ask(PRESSING, viewer, now)
    if len({need.who for need in found}) < MOST:
        found += _ask(SOFT, viewer, now)
    return found


def _ask(reasons: list[Reason], viewer: Viewer, now: datetime) -> list[Need]:
    """Ask these reasons together.

    On the connection itself, which is three times as quick for a statement of this size. Every reason starts from the
    coach's own membership, which is of one practice, and row security stands behind as everywhere.
    """
    statement = _asking(tuple(reason.kind for reason in reasons))
    rows = db.session.connection().execute(statement, moment(viewer, now))
    return [REASONS[row.kind].say(Found(**row._asdict(), now=now)) for row in rows]


__all__ = ["REASONS", "needs_of", "own_clients"]
