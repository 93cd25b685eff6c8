"""Why somebody needs the coach: each reason finds its rows and says them; asked together in one query.

Today is about one's own clients, for owners, too: what colleagues do is on their own pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, union_all

from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.today.needs import MOST, Need
from coachapp.domain.today.reasons import mail, meetings, promises, search, steps
from coachapp.domain.today.reasons.row import Found, Reason, moment, own_clients

PRESSING = [*promises.REASONS, *search.REASONS, *meetings.PRESSING, *mail.REASONS, *steps.PRESSING]
SOFT = [*meetings.SOFT, *steps.SOFT]
"""Asked while there is room for them: with ten people waiting, nobody is told who is quiet."""
REASONS: dict[str, Reason] = {reason.kind: reason for reason in (*PRESSING, *SOFT)}


@prepared
def _asking(*kinds: str) -> Statement:
    return union_all(*(select(REASONS[kind].find().subquery(kind)) for kind in kinds))


def needs_of(viewer: Viewer, now: datetime) -> list[Need]:
    """Give the rows that press most: one for each person, at most ten, the soft ones where there is room."""
    found = ranked(_ask(PRESSING, viewer, now))
    if len(found) < MOST:
        found = ranked([*found, *_ask(SOFT, viewer, now)])
    return [REASONS[each.kind].say(each) for each in found]


def ranked(found: Iterable[Found], most: int = MOST) -> list[Found]:
    """Give what was found in the order in which it presses, then as long as it waits; of each person the first."""
    first: dict[UUID, Found] = {}
    for each in sorted(found, key=lambda each: (REASONS[each.kind].tier(each), -each.ago, each.subject_id)):
        first.setdefault(each.who, each)
    return list(first.values())[:most]


def _ask(reasons: list[Reason], viewer: Viewer, now: datetime) -> list[Found]:
    rows = _asking(*(reason.kind for reason in reasons)).rows(**moment(viewer, now))
    return [Found._make((*row, now)) for row in rows]


__all__ = ["REASONS", "needs_of", "own_clients"]
