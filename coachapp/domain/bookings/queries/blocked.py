"""Times that coaches keep free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.prepared import Statement, prepared, ticks
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.own import BlockedTime
from coachapp.domain.bookings.queries.agenda import WHOLE

_INSTANT = DateTime(timezone=True)


def blocked_times_visible_to(viewer: Viewer) -> Select[BlockedTime]:
    """Coaches see the times that they keep free themselves; nobody sees another's."""
    query: Select[BlockedTime] = select(BlockedTime)
    return query.where(BlockedTime.coach_id == viewer.membership_id)


def blocked_times(viewer: Viewer) -> Sequence[BlockedTime]:
    """Give the viewer's blocked times that are not over, the next first."""
    return db.session.scalars(
        blocked_times_visible_to(viewer)
        .where(BlockedTime.removed_at.is_(None), func.upper(BlockedTime.during) > clock.now())
        .order_by(BlockedTime.during, BlockedTime.id)
    ).all()


def get_blocked_time(viewer: Viewer, blocked_id: UUID, *, removed: bool = False) -> BlockedTime:
    """Give one of the viewer's blocked times; `removed` finds one that was just taken away, too."""
    found = db.session.scalar(blocked_times_visible_to(viewer).where(BlockedTime.id == blocked_id))
    if found is None or (found.removed_at is not None and not removed):
        raise NotFound
    return found


def standing_in(blocked: BlockedTime) -> Sequence[Booking]:
    """Give the meetings that stand within a blocked time: they were taken before and stay."""
    return db.session.scalars(
        select(Booking)
        .options(WHOLE)
        .where(
            Booking.coach_id == blocked.coach_id,
            Booking.status == Status.CONFIRMED,
            Booking.busy.op("&&")(Range(blocked.starts_at, blocked.ends_at)),
            Booking.starts_at < blocked.ends_at,
            Booking.ends_at > blocked.starts_at,
        )
        .order_by(Booking.starts_at)
    ).all()


def blocked_between(coach_id: UUID, first: datetime, last: datetime) -> list[tuple[datetime, datetime, str]]:
    """Give what the coach keeps free between two instants, with its title; they may overlap one another."""
    rows = _blocked().rows(coach=coach_id, first=first, last=max(first, last))
    return [(row.starts, row.ends, row.title) for row in rows]


def blocked_selected() -> Select[int, int]:
    """Select what a coach keeps free as whole numbers, asked with `coach`, `first` and `last`."""
    blocked = _between().subquery()
    return select(ticks(blocked.c.starts).label("starts"), ticks(blocked.c.ends).label("ends"))


@prepared
def _blocked() -> Statement:
    return _between()


def _between() -> Select[Any, Any, str]:
    during = BlockedTime.during
    wanted = func.tstzrange(bindparam("first", type_=_INSTANT), bindparam("last", type_=_INSTANT))
    return select(func.lower(during).label("starts"), func.upper(during).label("ends"), BlockedTime.title).where(
        BlockedTime.coach_id == bindparam("coach", type_=Uuid()),
        during.op("&&")(wanted),
        BlockedTime.removed_at.is_(None),
    )
