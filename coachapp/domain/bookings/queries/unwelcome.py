"""From whom no bookings are taken."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, bindparam, func, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.own import BlockedGuest
from coachapp.domain.bookings.persons import names_of


def blocked_guests_visible_to(viewer: Viewer) -> Select[BlockedGuest]:
    """Each coach of the practice sees the list; clients see none of it."""
    query: Select[BlockedGuest] = select(BlockedGuest)
    return query if viewer.is_coach else query.where(BlockedGuest.id.is_(None))


def blocked_guests(viewer: Viewer) -> Sequence[BlockedGuest]:
    """Give the list, the latest first."""
    return db.session.scalars(blocked_guests_visible_to(viewer).order_by(BlockedGuest.id.desc())).all()


def get_blocked_guest(viewer: Viewer, blocked_guest_id: UUID) -> BlockedGuest:
    """Give one entry of the list."""
    found = db.session.scalar(blocked_guests_visible_to(viewer).where(BlockedGuest.id == blocked_guest_id))
    if found is None:
        raise NotFound
    return found


def find_blocked_guest(what: str) -> BlockedGuest | None:
    """Give the entry of that address or domain, or None."""
    return db.session.scalar(select(BlockedGuest).where(BlockedGuest.what == what))


def is_blocked(email: str) -> bool:
    """Tell whether nobody books here from that address."""
    return bool(_named().rows(names=list(names_of(email))))


@prepared
def _named() -> Statement:
    names = bindparam("names", type_=ARRAY(Text()))
    return select(BlockedGuest.id).where(BlockedGuest.what == func.any(names)).limit(1)
