"""Give a meeting another time; where the coach says yes to each, the old time stands until then."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.fields import spell
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import queries, walltime
from coachapp.domain.bookings.errors import NotPending, SlotTaken
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service.deciding import decide
from coachapp.domain.bookings.service.locking import EX
from coachapp.domain.bookings.service.offering import offer_freed
from coachapp.domain.bookings.service.telling import tell, tell_both


def put_at(booking: Booking, starts_at: datetime, busy: Range[datetime], actor: Viewer | None) -> Booking:
    """Let the meeting stand at another time, which was decided, and tell both sides; the caller holds the lock."""
    length = booking.ends_at - booking.starts_at
    _forget_wish(booking)
    with unless_taken(EX, SlotTaken):
        booking.starts_at, booking.ends_at, booking.busy = starts_at, starts_at + length, busy
        booking.wall_time = walltime.told(starts_at, booking.time_zone, booking.coach.user.time_zone)
        booking.sequence += 1
        booking.moves += 1
        booking.timed_at = booking.changed_at = clock.now()
    record(actor, "booking.moved", booking, client_id=booking.client_id)
    tell_both(booking, "booking_moved")
    offer_freed(booking.coach_id)
    return booking


def ask_to_move(booking: Booking, starts_at: datetime, busy: Range[datetime]) -> Booking:
    """Keep the wanted time until the coach has answered, and let the old one stand; the caller holds the lock."""
    now = clock.now()
    _forget_wish(booking)
    until = min(now + timedelta(hours=booking.event_type.answer_hours), starts_at, booking.starts_at)
    db.session.add(
        Hold(
            id=new_id(),
            event_type_id=booking.event_type_id,
            coach_id=booking.coach_id,
            booking_id=booking.id,
            starts_at=starts_at,
            ends_at=starts_at + (booking.ends_at - booking.starts_at),
            busy=busy,
            held_until=until,
        )
    )
    booking.asked_starts_at, booking.held_until = starts_at, until
    db.session.flush()
    record(None, "booking.move_asked", booking, client_id=booking.client_id)
    for side in Side:
        _tell(booking, "booking_move_asked", side, starts_at, useful_until=until)
    return booking


def take_back_wish(booking: Booking) -> None:
    """Leave the meeting where it stands, and free the time that was asked for; the caller holds the lock."""
    if booking.asked_starts_at is not None:
        _forget_wish(booking)
        offer_freed(booking.coach_id)


def say_yes_to_move(actor: Viewer, booking: Booking) -> Booking:
    """Move the meeting to the wanted time, where it can still be had; the caller holds the lock."""
    if booking.asked_starts_at is None:
        raise NotPending
    busy, _ = decide(booking.event_type, booking.asked_starts_at, moving=booking, despite_visitors=True)
    return put_at(booking, booking.asked_starts_at, busy, actor)


def say_no_to_move(actor: Viewer, booking: Booking, reason: str) -> Booking:
    """Leave the meeting where it stands, and tell the guest; the caller holds the lock."""
    asked = booking.asked_starts_at
    if asked is None:
        raise NotPending
    take_back_wish(booking)
    record(actor, "booking.move_declined", booking, client_id=booking.client_id)
    _tell(booking, "booking_move_declined", Side.GUEST, asked, reason=reason)
    return booking


def let_wishes_run_out(coach_id: UUID, now: datetime) -> None:
    """Leave meetings where they stand whose coach did not answer in time, and tell the guests."""
    waited = db.session.scalars(
        select(Hold.booking_id).where(Hold.coach_id == coach_id, Hold.booking_id.is_not(None), Hold.held_until <= now)
    ).all()
    for booking_id in waited:
        booking = queries.whole(booking_id) if booking_id else None
        if booking is None or booking.asked_starts_at is None:
            continue
        asked = booking.asked_starts_at
        _forget_wish(booking)
        record(None, "booking.move_expired", booking, client_id=booking.client_id)
        _tell(booking, "booking_move_expired", Side.GUEST, asked)


def _forget_wish(booking: Booking) -> None:
    """Drop the time that was asked for."""
    if booking.asked_starts_at is None:
        return
    booking.asked_starts_at, booking.held_until = None, None
    kept = db.session.scalar(select(Hold).where(Hold.booking_id == booking.id))
    if kept is not None:
        db.session.delete(kept)
    db.session.flush()


def _tell(
    booking: Booking,
    kind: str,
    side: Side,
    asked: datetime,
    *,
    useful_until: datetime | None = None,
    reason: str = "",
) -> None:
    tell(booking, kind, side, useful_until=useful_until, about=spell(clock.now()), asked=spell(asked), reason=reason)
