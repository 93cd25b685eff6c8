"""Letters about meetings that wait for a word."""

from __future__ import annotations

from dataclasses import replace

from coachapp.core import links
from coachapp.core.tongue import gettext
from coachapp.domain.bookings import wording
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.mails.letter import (
    is_for_guest,
    letter_about,
    standing_as,
)
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service import confirm_url
from coachapp.domain.bookings.service.pending import TAKEN_MEANWHILE
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("booking_to_confirm")
def booking_to_confirm(owed: Notification) -> Letter | None:
    """Ask whoever has that address whether they meant it, while the time is held."""
    booking = standing_as(owed, Status.UNCONFIRMED)
    if booking is None:
        return None
    kept = booking.held_until is not None and booking.held_until > booking.created_at
    held = gettext("The first to confirm has it.")
    if kept and booking.held_until:
        held = gettext(
            "It is held until %(time)s; afterwards it still works if nobody else took the time.",
            time=wording.clock_of(booking.held_until, owed.time_zone),
        )
    say = " ".join(
        [
            gettext("Please confirm with the button below, and the time is yours."),
            held,
            gettext("If you did not ask for this, leave it: nothing more will come."),
        ]
    )
    subject, preview = gettext("Please confirm"), gettext("One button, then it is yours.")
    letter = letter_about(booking, owed, subject=subject, preview=preview, say=say)
    return replace(letter, button=(gettext("Confirm this meeting"), confirm_url(booking)))


@writes("booking_requested")
def booking_requested(owed: Notification) -> Letter | None:
    """Tell the guest that the coach is asked, and the coach who asks."""
    booking = standing_as(owed, Status.REQUESTED)
    if booking is None:
        return None
    if is_for_guest(owed):
        coach = booking.coach.user.name
        say = gettext(
            "%(coach)s looks at your request and answers by mail. The time is held for you meanwhile.", coach=coach
        )
        subject, preview = gettext("Asked for"), gettext("You get an answer by mail.")
        return letter_about(booking, owed, subject=subject, preview=preview, say=say)
    until = wording.short(booking.held_until or booking.starts_at, owed.time_zone)
    say = f"{booking.guest_name} asks for {booking.event_type.name}. The time is held until {until}: say yes or no."
    letter = letter_about(booking, owed, subject="Yes or no", preview="Somebody waits for your answer.", say=say)
    return replace(letter, button=("Answer", links.url("coach", "bookings", booking.id)))


@writes("booking_declined")
def booking_declined(owed: Notification) -> Letter | None:
    """Tell the guest that it can't be, with what can."""
    booking = standing_as(owed, Status.DECLINED)
    if booking is None:
        return None
    said = gettext("%(coach)s can't take this meeting at that time.", coach=booking.coach.user.name)
    return _not_to_be(booking, owed, said)


@writes("booking_expired")
def booking_expired(owed: Notification) -> Letter | None:
    """Tell the guest that nobody answered in time."""
    booking = standing_as(owed, Status.EXPIRED)
    if booking is None:
        return None
    said = gettext("%(coach)s did not answer in time, so the time is free again.", coach=booking.coach.user.name)
    return _not_to_be(booking, owed, said)


def _not_to_be(booking: Booking, owed: Notification, said: str) -> Letter:
    say = said + " " + gettext("Pick another time, or answer this mail.")
    if booking.cancel_reason:
        reason = booking.cancel_reason
        added = gettext(reason) if reason == TAKEN_MEANWHILE else reason
        say += " " + gettext("%(coach)s adds: %(reason)s", coach=booking.coach.user.name, reason=added)
    subject, preview = gettext("Another time"), gettext("What you can do instead.")
    letter = letter_about(booking, owed, subject=subject, preview=preview, say=say)
    return replace(letter, button=(gettext("Pick another time"), links.url("book", booking.event_type.slug)))


@writes("booking_withdrawn")
def booking_withdrawn(owed: Notification) -> Letter | None:
    """Tell the coach that a request needs no answer any more."""
    booking = standing_as(owed, Status.CANCELLED)
    if booking is None:
        return None
    say = f"{booking.guest_name} has taken the request back. There is nothing for you to do."
    return letter_about(booking, owed, subject="Taken back", preview="Nothing for you to do.", say=say)
