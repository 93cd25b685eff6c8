"""What calendars elsewhere know of meetings here."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.bookings.models import Booking


def own_uids(uids: Collection[str]) -> set[str]:
    """Give those of the UIDs that are meetings of this practice: they take their time by their own rows."""
    if not uids:
        return set()
    return set(db.session.scalars(select(Booking.uid).where(Booking.uid.in_(list(uids)))))
