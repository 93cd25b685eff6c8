"""What calendars elsewhere know of meetings here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.queries.agenda import WHOLE
from coachapp.domain.clients.queries import client_ids_visible_to

BACK = timedelta(days=90)


def own_uids(uids: Collection[str]) -> set[str]:
    """Give those of the UIDs that are meetings of this practice: they take their time by their own rows."""
    if not uids:
        return set()
    return set(db.session.scalars(select(Booking.uid).where(Booking.uid.in_(list(uids)))))


def own_meetings(viewer: Viewer, now: datetime) -> Sequence[Booking]:
    """Give the meetings that somebody takes part in: 90 days back and all to come.

    Those that were asked for or called off are there until their end; what its guest has not confirmed yet is not.
    """
    mine = Booking.coach_id == viewer.membership_id
    if not viewer.is_coach:
        mine = Booking.client_id.in_(client_ids_visible_to(viewer))
    ahead = Booking.status.in_((Status.REQUESTED, Status.CANCELLED)) & (Booking.ends_at > now)
    stands = or_(Booking.status == Status.CONFIRMED, ahead)
    query = select(Booking).options(WHOLE).where(mine, Booking.starts_at > now - BACK, stands)
    return db.session.scalars(query.order_by(Booking.starts_at, Booking.id)).all()
