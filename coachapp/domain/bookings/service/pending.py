"""Meetings that wait for a word: of the guest, by the link in a mail, or of the coach.

While it waits, a meeting holds its time until `held_until`; then the time is free again, and a sweep says so. The word
counts late, too, where the time is still free. All of it happens under the coach's lock, like booking itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock, links, signing
from coachapp.core.db import db, unless_taken
from coachapp.core.tongue import marked
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.models import Activity
from coachapp.domain.activity.service import line_of, record
from coachapp.domain.bookings import policies, queries
from coachapp.domain.bookings.errors import BY_KIND, GuestLimit, NotPending, SlotTaken
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import CONFIRM, Booking, EventType
from coachapp.domain.bookings.persons import SOMEBODY, is_disposable
from coachapp.domain.bookings.service import locking
from coachapp.domain.bookings.service.moving import say_no_to_move, say_yes_to_move
from coachapp.domain.bookings.service.offering import offer_freed
from coachapp.domain.bookings.service.telling import letter, tell, tell_both, to_both
from coachapp.domain.bookings.service.unwelcome import refuse_unwelcome
from coachapp.domain.notifications.service import Owed, owe

TAKEN_MEANWHILE = marked("Somebody else has that time by now.")
TELL_APART = marked(
    "Somebody with such a short-lived address has this meeting already. Book with the address that you use."
)


def wait_or_stand(booking: Booking, offer: EventType, *, is_verified: bool) -> None:
    """Let a meeting wait for whoever has to say yes first, or stand; the caller holds the lock and writes it.

    A guest who came on the list of those who are not taken is refused.
    """
    refuse_unwelcome(booking.guest_email)
    now = clock.now()
    if _asks_for_mail(booking, offer) and not is_verified:
        booking.status = Status.UNCONFIRMED
        booking.held_until = now + queries.left_to_keep(booking.coach_id, booking.busy)
    elif offer.needs_confirmation:
        booking.status = Status.REQUESTED
        booking.held_until = min(now + timedelta(hours=offer.answer_hours), booking.starts_at)
        booking.was_requested = True
    else:
        booking.status, booking.held_until = Status.CONFIRMED, None


def _asks_for_mail(booking: Booking, offer: EventType) -> bool:
    """Tell whether the guest confirms by mail first: where the offer says so, or limits who can't be told apart."""
    counts = offer.most_open_per_person is not None or offer.most_in_90_days is not None
    return offer.confirm_by_mail or (counts and is_disposable(booking.guest_email))


class News(NamedTuple):
    """What is to be told of a meeting: lines of the log, and messages."""

    lines: Sequence[Activity]
    letters: Sequence[Owed]


def news_of(booking: Booking, *, by_coach: Viewer | None = None) -> News:
    """Give each side what is theirs to know: nothing reaches the coach before the guest's address is confirmed."""
    if by_coach is None and booking.status is Status.UNCONFIRMED:
        asked = letter(booking, "booking_to_confirm", Side.GUEST, useful_until=booking.held_until)
        return News((), (asked,))
    if by_coach is not None:
        verb, kind = "booking.made", "booking_made"
    elif booking.status is Status.REQUESTED:
        verb, kind = "booking.requested", "booking_requested"
    else:
        verb, kind = "booking.taken", "booking_confirmed"
    return News((line_of(by_coach, verb, booking, client_id=booking.client_id),), to_both(booking, kind))


def confirm_url(booking: Booking) -> str:
    """Give the address that only the mail to the guest holds, so that who opens it reads that mail."""
    return links.url("bookings", "confirm", signing.sign(CONFIRM, booking.id, booking.generation))


def confirm_address(booking: Booking) -> Booking:
    """Take the guest's yes from the link in the mail: it is asked of the coach, or stands. Again changes nothing."""
    locking.hold(booking)
    if booking.status in {Status.REQUESTED, Status.CONFIRMED}:
        return booking
    if booking.status is not Status.UNCONFIRMED and not _ran_out(booking):
        raise NotPending
    _still_free(booking)
    within_guest_limits(booking)
    with unless_taken(locking.EX, SlotTaken):
        wait_or_stand(booking, booking.event_type, is_verified=True)
    news = news_of(booking)
    db.session.add_all(news.lines)
    owe(*news.letters)
    return booking


def _ran_out(booking: Booking) -> bool:
    """Tell whether it ran out before its guest confirmed the address, rather than before the coach answered."""
    return booking.status is Status.EXPIRED and not booking.was_requested


def accept(actor: Viewer, booking: Booking) -> Booking:
    """Say yes to a request, or to another time that the guest of a standing meeting asks for.

    Where the time of a request has gone, it is declined and the guest told. Again changes nothing.
    """
    require(policies.may_cancel(actor, booking))
    locking.hold(booking)
    if booking.status is Status.CONFIRMED:
        return booking if booking.asked_starts_at is None else say_yes_to_move(actor, booking)
    late = booking.status is Status.EXPIRED and booking.was_requested
    if not (booking.status is Status.REQUESTED or late) or booking.is_over(clock.now()):
        raise NotPending
    if queries.is_taken(booking):
        return _declined(actor, booking, reason=TAKEN_MEANWHILE)
    with unless_taken(locking.EX, SlotTaken):
        booking.status, booking.held_until = Status.CONFIRMED, None
        booking.timed_at = clock.now()
    record(actor, "booking.accepted", booking, client_id=booking.client_id)
    tell_both(booking, "booking_confirmed")
    return booking


def decline(actor: Viewer, booking: Booking, *, reason: str = "") -> Booking:
    """Say no to a request, or to another time for a meeting that stands, and tell the guest."""
    require(policies.may_cancel(actor, booking))
    locking.hold(booking)
    if booking.status is Status.DECLINED:
        return booking
    if booking.asked_starts_at is not None:
        return say_no_to_move(actor, booking, reason)
    if booking.status is not Status.REQUESTED:
        raise NotPending
    return _declined(actor, booking, reason=reason)


def _declined(actor: Viewer, booking: Booking, *, reason: str) -> Booking:
    booking.status, booking.held_until, booking.cancel_reason = Status.DECLINED, None, reason
    booking.changed_at = clock.now()
    db.session.flush()
    record(actor, "booking.declined", booking, client_id=booking.client_id)
    tell(booking, "booking_declined", Side.GUEST)
    offer_freed(booking.coach_id)
    return booking


def expire(coach_id: UUID, now: datetime) -> None:
    """Free the times of meetings that waited too long; a guest whose request nobody answered is told."""
    waiting = (Status.UNCONFIRMED, Status.REQUESTED)
    due = db.session.scalars(
        select(Booking.id).where(Booking.coach_id == coach_id, Booking.status.in_(waiting), Booking.held_until <= now)
    ).all()
    for booking_id in due:
        booking = queries.whole(booking_id)
        if booking is None:
            continue
        booking.status = Status.EXPIRED
        db.session.flush()
        if booking.was_requested:
            record(None, "booking.expired", booking, client_id=booking.client_id)
            tell(booking, "booking_expired", Side.GUEST, useful_until=now + timedelta(days=2))


def _still_free(booking: Booking) -> None:
    """Refuse where the time has gone or can't be had any more, with the nearest that can."""
    diary = queries.diary(booking.event_type, moving=booking)
    refusal = diary.decide(booking.starts_at)
    if refusal is not None:
        raise BY_KIND[refusal](alternatives=diary.nearest(booking.starts_at))


def within_guest_limits(booking: Booking) -> None:
    """Refuse a person who has as many of these meetings as the offer gives one person; only their own mail says so."""
    offer = booking.event_type
    ahead, lately = queries.of_same_person(booking)
    if offer.most_open_per_person is not None and ahead >= offer.most_open_per_person:
        raise GuestLimit(TELL_APART if booking.person == SOMEBODY else None)
    if offer.most_in_90_days is not None and lately >= offer.most_in_90_days:
        raise GuestLimit(
            marked("You had this meeting as often as it is given within 90 days. Write to your coach for more.")
        )
