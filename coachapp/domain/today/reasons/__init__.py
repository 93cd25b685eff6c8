"""Why somebody needs the coach: each reason finds its rows and says them; all are asked in one query.

Today is about one's own clients, for owners, too: what colleagues do is on their own pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, select, union_all

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.today.needs import Need
from coachapp.domain.today.reasons import mail, meetings, promises, search, steps
from coachapp.domain.today.reasons.row import Found, Reason, moment, own_clients

REASONS: dict[str, Reason] = {
    reason.kind: reason for room in (promises, search, meetings, mail, steps) for reason in room.REASONS
}


@cache
def _all() -> CompoundSelect[Any]:
    return union_all(*(select(reason.find().subquery(reason.kind)) for reason in REASONS.values()))


def needs_of(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """Give every row that any reason finds for this coach, in no order."""
    for row in db.session.execute(_all(), moment(viewer, now)):
        yield REASONS[row.kind].say(Found(**row._asdict(), now=now))


__all__ = ["REASONS", "needs_of", "own_clients"]
