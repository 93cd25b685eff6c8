"""Take a meeting, move it, cancel it: one coach is never booked twice.

Each verb holds the advisory lock of the coach, or of all who might hold the meeting, until its transaction ends,
decides under it with the one decision function, and leaves the last word to the exclusion constraint.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm.attributes import set_committed_value

from coachapp.core import clock, links, signing
from coachapp.core.db import db, unless_taken
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import places, policies, queries, walltime
from coachapp.domain.bookings.errors import (
    BY_KIND,
    AlreadyCancelled,
    KeyReused,
    NotPending,
    PastCutoff,
    SlotTaken,
    TooManyMoves,
)
from coachapp.domain.bookings.guest import Guest
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import MANAGE, Booking, EventType
from coachapp.domain.bookings.persons import is_disposable
from coachapp.domain.bookings.private import PrivateLink
from coachapp.domain.bookings.queries.agenda import WHOLE
from coachapp.domain.bookings.questions import answered
from coachapp.domain.bookings.rules import OVERRULED_BY_COACH
from coachapp.domain.bookings.service.guest_rows import hang_files, of_guest
from coachapp.domain.bookings.service.holding import release
from coachapp.domain.bookings.service.locking import EX, hold, lock
from coachapp.domain.bookings.service.pending import announce, wait_or_stand
from coachapp.domain.bookings.service.private import use_up
from coachapp.domain.bookings.service.telling import tell, tell_both

TOO_LATE = "It is too close to the meeting to move or cancel it here. Write to your coach, who still can."


def book(
    event_type: EventType,
    guest: Guest,
    *,
    starts_at: datetime,
    minutes: int | None = None,
    key: str | None = None,
    client_id: UUID | None = None,
    through: PrivateLink | None = None,
    by_coach: Viewer | None = None,
    visit: str | None = None,
) -> Booking:
    """Take a meeting through a public link, and tell both sides; the same key twice is one meeting.

    `client_id` is that of a client who is signed in; a typed address never makes one. `by_coach` books for somebody:
    nothing is asked, and the coach's own rules don't bind them. `through` is the link that the coach handed out,
    `visit` what a time is kept for, so that it can be had.
    """
    answers = answered([] if by_coach else event_type.asked, guest.answers, guest.files)
    length = queries.length_of(event_type, minutes)
    with_print = signing.hash_token(repr((guest, starts_at, minutes))) if key else None
    lock(*queries.host_ids(event_type))
    earlier = _earlier(event_type, key)
    if earlier is not None:
        if earlier.idempotency_print != with_print:
            raise KeyReused
        return earlier
    if through is not None:
        use_up(through)
    booking, own = of_guest(guest), queries.held_by(event_type, visit)
    booking.busy, host = _decide(event_type, starts_at, minutes=length, own=own, by_coach=by_coach is not None)
    booking.event_type_id, booking.coach_id, booking.client_id = event_type.id, host.id, client_id
    booking.answers, booking.starts_at = answers, starts_at
    booking.ends_at = starts_at + timedelta(minutes=length)
    booking.place = places.place_for(event_type)
    booking.time_zone = event_type.place_zone or guest.time_zone
    booking.wall_time = walltime.told(starts_at, booking.time_zone, host.user.time_zone)
    booking.idempotency_key, booking.idempotency_print = key, with_print
    booking.made_by = Side.COACH if by_coach else Side.GUEST
    if not by_coach:
        wait_or_stand(booking, event_type, is_verified=client_id is not None and not is_disposable(guest.email))
    with unless_taken(EX, SlotTaken):
        hang_files(booking, guest.files)
        if own is not None:
            release(own)
    announce(_with_offer(booking, event_type, host), by_coach=by_coach)
    return booking


def _with_offer(booking: Booking, event_type: EventType, host: Membership) -> Booking:
    """Give the meeting with its event type and coach at hand, so that answers can name them."""
    set_committed_value(booking, "event_type", event_type)
    set_committed_value(booking, "coach", host)
    return booking


def move(booking: Booking, *, starts_at: datetime, actor: Viewer | None = None) -> Booking:
    """Give the meeting another time, and tell both sides; reminders of the old time are void."""
    _guard(actor, booking)
    hold(booking)
    _still_open(booking, by_guest=actor is None)
    if starts_at == booking.starts_at:
        return booking
    if actor is None and booking.event_type.most_moves is not None and booking.moves >= booking.event_type.most_moves:
        raise TooManyMoves
    busy, _ = _decide(booking.event_type, starts_at, moving=booking, despite_visitors=actor is not None)
    length = booking.ends_at - booking.starts_at
    with unless_taken(EX, SlotTaken):
        booking.starts_at, booking.ends_at, booking.busy = starts_at, starts_at + length, busy
        booking.wall_time = walltime.told(starts_at, booking.time_zone, booking.coach.user.time_zone)
        booking.sequence += 1
        booking.moves += 1
        booking.timed_at = booking.changed_at = clock.now()
    record(actor, "booking.moved", booking, client_id=booking.client_id)
    tell_both(booking, "booking_moved")
    return booking


def cancel(booking: Booking, *, actor: Viewer | None = None, reason: str = "") -> Booking:
    """Call the meeting off, free its time, and tell both sides; a second time changes nothing."""
    _guard(actor, booking)
    hold(booking)
    if booking.status in {Status.CANCELLED, Status.DECLINED, Status.EXPIRED}:
        return booking
    if not booking.is_confirmed:
        return _withdrawn(booking, actor, reason)
    _still_open(booking, by_guest=actor is None)
    booking.status, booking.cancelled_by = Status.CANCELLED, Side.COACH if actor else Side.GUEST
    booking.cancel_reason = reason
    booking.sequence += 1
    booking.changed_at = clock.now()
    db.session.flush()
    record(actor, "booking.cancelled", booking, client_id=booking.client_id)
    tell_both(booking, "booking_cancelled")
    return booking


def _withdrawn(booking: Booking, actor: Viewer | None, reason: str) -> Booking:
    """Take back what waited for a word; nobody had it in a calendar yet."""
    was_requested = booking.status is Status.REQUESTED
    booking.status, booking.held_until = Status.CANCELLED, None
    booking.cancelled_by, booking.cancel_reason = Side.COACH if actor else Side.GUEST, reason
    booking.changed_at = clock.now()
    db.session.flush()
    if was_requested:
        record(actor, "booking.withdrawn", booking, client_id=booking.client_id)
        tell(booking, "booking_withdrawn", Side.COACH)
    return booking


def manage_url(booking: Booking) -> str:
    """Give the address where the guest sees, moves or cancels the meeting."""
    return links.url("bookings", signing.sign(MANAGE, booking.id, booking.generation))


def new_manage_link(actor: Viewer, booking: Booking) -> Booking:
    """Make the guest's link new; the one in earlier mails stops working."""
    _guard(actor, booking)
    booking.generation += 1
    record(actor, "booking.link_renewed", booking)
    return booking


def _guard(actor: Viewer | None, booking: Booking) -> None:
    """Let the holder of the manage link act (no actor), and whoever may change this meeting."""
    require(actor is None or policies.may_cancel(actor, booking))


def _still_open(booking: Booking, *, by_guest: bool) -> None:
    if not booking.is_confirmed:
        raise NotPending if booking.status in {Status.UNCONFIRMED, Status.REQUESTED} else AlreadyCancelled
    if booking.is_over(clock.now()):
        raise PastCutoff
    if by_guest and clock.now() > queries.open_to_guest_until(booking):
        raise PastCutoff(TOO_LATE)


def _earlier(event_type: EventType, key: str | None) -> Booking | None:
    if key is None:
        return None
    return db.session.scalar(
        select(Booking).options(WHOLE).where(Booking.event_type_id == event_type.id, Booking.idempotency_key == key)
    )


def _decide(
    event_type: EventType,
    starts_at: datetime,
    *,
    moving: Booking | None = None,
    minutes: int | None = None,
    own: Hold | None = None,
    by_coach: bool = False,
    despite_visitors: bool = False,
) -> tuple[Range[datetime], Membership]:
    """Give the time that the meeting takes and who holds it, or refuse with the nearest that can be had."""
    overruled = OVERRULED_BY_COACH if by_coach else frozenset()
    diary = queries.diary(
        event_type,
        moving=moving,
        minutes=minutes,
        around=starts_at if by_coach else None,
        own=own,
        despite_visitors=by_coach or despite_visitors,
    )
    refusal = diary.decide(starts_at, overruled=overruled)
    if refusal is not None:
        raise BY_KIND[refusal](alternatives=diary.nearest(starts_at))
    busy = diary.offer.busy(starts_at)
    host = moving.coach if moving else queries.host_at(event_type, diary, starts_at, overruled=overruled)
    return Range(busy.starts, busy.ends), host
