"""Read which calendars a coach has, and the times that they take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select

from coachapp.core.db import Instant, db
from coachapp.core.errors import NotFound
from coachapp.core.prepared import ticks
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.calendars.models import CalendarBusy, CalendarSource

PIECE = timedelta(days=7)
"""How long a stored time is at most."""


def sources_visible_to(viewer: Viewer) -> Select[CalendarSource]:
    """Coaches see their own calendars; nobody sees another's."""
    query: Select[CalendarSource] = select(CalendarSource)
    return query.where(CalendarSource.coach_id == viewer.membership_id)


def sources(viewer: Viewer) -> Sequence[CalendarSource]:
    """Give the viewer's calendars, the first added first."""
    return db.session.scalars(sources_visible_to(viewer).order_by(CalendarSource.id)).all()


def get_source(viewer: Viewer, source_id: UUID) -> CalendarSource:
    """Give one of the viewer's own calendars."""
    found = db.session.scalar(sources_visible_to(viewer).where(CalendarSource.id == source_id))
    if found is None:
        raise NotFound
    return found


def busy_by_name(coach_id: UUID, first: datetime, last: datetime) -> list[tuple[datetime, datetime, str]]:
    """Give the same with the calendar that each time comes from, for the coach whose calendars they are."""
    rows = db.session.execute(
        select(CalendarBusy.starts_at, CalendarBusy.ends_at, CalendarSource.name)
        .join(CalendarSource, CalendarSource.id == CalendarBusy.source_id)
        .where(CalendarBusy.coach_id == coach_id, CalendarSource.is_on)
        .where(CalendarBusy.starts_at < last, CalendarBusy.ends_at > first)
        .order_by(CalendarBusy.starts_at)
    )
    return [(row.starts_at, row.ends_at, row.name) for row in rows]


def busy_selected() -> Select[int, int]:
    """Select what a coach's calendars take between two instants as whole numbers, to be asked with other rooms' times.

    Asked with `coach`, `first`, `last` and `earliest`, which is PIECE before `first`.
    """
    coach = bindparam("coach", type_=Uuid())
    asked = {name: select(bindparam(name, type_=Instant())).scalar_subquery() for name in ("earliest", "first", "last")}
    on = select(CalendarSource.id).where(CalendarSource.coach_id == coach, CalendarSource.is_on.is_(True))
    return (
        select(ticks(CalendarBusy.starts_at).label("starts"), ticks(CalendarBusy.ends_at).label("ends"))
        .where(CalendarBusy.coach_id == coach, CalendarBusy.source_id == func.any(func.array(on.scalar_subquery())))
        .where(CalendarBusy.starts_at > asked["earliest"], CalendarBusy.starts_at < asked["last"])
        .where(CalendarBusy.ends_at > asked["first"])
    )


def due_ids(now: datetime) -> Sequence[UUID]:
    """Give the calendars of this practice that are due to be read, the longest waiting first."""
    return db.session.scalars(
        select(CalendarSource.id)
        .join(Membership, Membership.id == CalendarSource.coach_id)
        .where(CalendarSource.is_on, CalendarSource.due_at <= now, Membership.ended_at.is_(None))
        .where((CalendarSource.leased_until.is_(None)) | (CalendarSource.leased_until < now))
        .order_by(CalendarSource.due_at)
    ).all()
