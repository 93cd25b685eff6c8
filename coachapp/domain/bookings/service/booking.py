"""Take a meeting, move it, cancel it: one coach is never booked twice.

Each verb holds the advisory lock of the coach, or of all who might hold the meeting, until its transaction ends,
decides under it with the one decision function, and leaves the last word to the exclusion constraint.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from coachapp.core import signing
from coachapp.core.db import db
from coachapp.core.writing import together
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import places, queries, walltime
from coachapp.domain.bookings.attached import BookingFile
from coachapp.domain.bookings.errors import (
    KeyReused,
    SlotTaken,
    TooManyMoves,
)
from coachapp.domain.bookings.guest import Guest
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.persons import is_disposable
from coachapp.domain.bookings.private import PrivateLink
from coachapp.domain.bookings.queries.agenda import WHOLE
from coachapp.domain.bookings.questions import answered
from coachapp.domain.bookings.rules import OVERRULED_BY_COACH, Refusal
from coachapp.domain.bookings.service.deciding import decide, guard, still_open
from coachapp.domain.bookings.service.guest_rows import hang_files, of_guest
from coachapp.domain.bookings.service.holding import release
from coachapp.domain.bookings.service.locking import EX, hold, lock
from coachapp.domain.bookings.service.moving import ask_to_move, put_at, take_back_wish
from coachapp.domain.bookings.service.pending import News, news_of, wait_or_stand, within_guest_limits
from coachapp.domain.bookings.service.private import use_up
from coachapp.domain.notifications.service import owe

LATE = frozenset({Refusal.TOO_SOON})


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
    offered: Hold | None = None,
) -> Booking:
    """Take a meeting through a public link, and tell both sides; the same key twice is one meeting.

    `client_id` is that of a client who is signed in; a typed address never makes one. `by_coach` books for somebody:
    nothing is asked, and the coach's own rules don't bind them. `through` is the link that the coach handed out,
    `visit` what a time is kept for, so that it can be had. `offered` is the time that somebody who waited takes.
    """
    answers = answered([] if by_coach else event_type.asked, guest.answers, guest.files)
    length = queries.length_of(event_type, minutes)
    with_print = signing.hash_token(repr((guest, starts_at, minutes))) if key else None
    lock(*queries.host_ids(event_type))
    earlier = _earlier(event_type, key)
    if earlier is not None:
        return _same(earlier, with_print)
    if through is not None:
        use_up(through)
    booking, own = of_guest(guest), offered or queries.held_by(event_type, visit)
    overruled = OVERRULED_BY_COACH if by_coach else LATE if offered else frozenset()
    booking.busy, host = decide(
        event_type, starts_at, minutes=length, own=own, overruled=overruled, despite_visitors=by_coach is not None
    )
    booking.event_type_id, booking.coach_id, booking.client_id = event_type.id, host.id, client_id
    booking.answers, booking.starts_at = answers, starts_at
    booking.ends_at = starts_at + timedelta(minutes=length)
    booking.place = places.place_for(event_type)
    booking.time_zone = event_type.place_zone or guest.time_zone
    booking.wall_time = walltime.told(starts_at, booking.time_zone, host.user.time_zone)
    booking.idempotency_key, booking.idempotency_print = key, with_print
    booking.made_by = Side.COACH if by_coach else Side.GUEST
    if not by_coach:
        is_known = client_id is not None and not is_disposable(guest.email)
        wait_or_stand(booking, event_type, is_verified=is_known or offered is not None)
    _with_offer(booking, event_type, host)
    if offered is not None:
        within_guest_limits(booking)
    _write(booking, hang_files(booking, guest.files), news_of(booking, by_coach=by_coach))
    if own is not None:
        release(own)
    return booking


def _write(booking: Booking, files: Sequence[BookingFile], news: News) -> None:
    """Write the meeting, its files, the log and the messages in one statement: all of them, or none where the last
    word, the exclusion constraint's, is no."""
    if not owe(*news.letters, along=together(booking, *files, *news.lines, unless=EX)):
        raise SlotTaken


def _with_offer(booking: Booking, event_type: EventType, host: Membership) -> None:
    """Give the meeting with its event type and coach at hand, so that answers can name them."""
    set_committed_value(booking, "event_type", event_type)
    set_committed_value(booking, "coach", host)


def move(booking: Booking, *, starts_at: datetime, actor: Viewer | None = None) -> Booking:
    """Give the meeting another time, and tell both sides; reminders of the old time are void.

    Where the coach says yes to each meeting, a guest asks for the new time; the old one stands until then.
    """
    guard(actor, booking)
    hold(booking)
    still_open(booking, by_guest=actor is None)
    if starts_at == booking.starts_at:
        take_back_wish(booking)
        return booking
    if actor is None and booking.event_type.most_moves is not None and booking.moves >= booking.event_type.most_moves:
        raise TooManyMoves
    busy, _ = decide(booking.event_type, starts_at, moving=booking, despite_visitors=actor is not None)
    if actor is None and booking.event_type.needs_confirmation:
        return booking if starts_at == booking.asked_starts_at else ask_to_move(booking, starts_at, busy)
    return put_at(booking, starts_at, busy, actor)


def _same(earlier: Booking, with_print: str | None) -> Booking:
    """Give the meeting that this key made before, if it was asked for in the same words."""
    if earlier.idempotency_print != with_print:
        raise KeyReused
    return earlier


def _earlier(event_type: EventType, key: str | None) -> Booking | None:
    if key is None:
        return None
    return db.session.scalar(
        select(Booking).options(WHOLE).where(Booking.event_type_id == event_type.id, Booking.idempotency_key == key)
    )
