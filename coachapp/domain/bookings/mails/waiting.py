"""Letters about meetings that wait for a word."""

from __future__ import annotations

from dataclasses import replace

from coachapp.core import links
from coachapp.domain.bookings import wording
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.mails.letter import (
    is_for_guest,
    letter_about,
    standing_as,
)
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service import confirm_url
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("booking_to_confirm")
def booking_to_confirm(owed: Notification) -> Letter | None:
    """Ask whoever has that address whether they meant it, while the time is held."""
    booking = standing_as(owed, Status.UNCONFIRMED)
    if booking is None:
        return None
    kept = booking.held_until is not None and booking.held_until > booking.created_at
    say = (
        "Please confirm with the button below, and the time is yours. "
        + (
            f"It is held until {wording.clock_of(booking.held_until, owed.time_zone)}; afterwards it still works if "
            "nobody else took the time. "
            if kept and booking.held_until
            else "The first to confirm has it. "
        )
        + "If you did not ask for this, leave it: nothing more will come."
    )
    letter = letter_about(booking, owed, subject="Please confirm", preview="One button, then it is yours.", say=say)
    return replace(letter, button=("Confirm this meeting", confirm_url(booking)))


@writes("booking_requested")
def booking_requested(owed: Notification) -> Letter | None:
    """Tell the guest that the coach is asked, and the coach who asks."""
    booking = standing_as(owed, Status.REQUESTED)
    if booking is None:
        return None
    if is_for_guest(owed):
        coach = booking.coach.user.name
        say = f"{coach} looks at your request and answers by mail. The time is held for you meanwhile."
        return letter_about(booking, owed, subject="Asked for", preview="You get an answer by mail.", say=say)
    until = wording.short(booking.held_until or booking.starts_at, owed.time_zone)
    say = f"{booking.guest_name} asks for {booking.event_type.name}. The time is held until {until}: say yes or no."
    letter = letter_about(booking, owed, subject="Yes or no", preview="Somebody waits for your answer.", say=say)
    return replace(letter, button=("Answer", links.url("coach", "bookings", booking.id)))


@writes("booking_declined")
def booking_declined(owed: Notification) -> Letter | None:
    """Tell the guest that it can't be, with what can."""
    booking = standing_as(owed, Status.DECLINED)
    return _not_to_be(booking, owed, "can't take this meeting at that time") if booking else None


@writes("booking_expired")
def booking_expired(owed: Notification) -> Letter | None:
    """Tell the guest that nobody answered in time."""
    booking = standing_as(owed, Status.EXPIRED)
    return _not_to_be(booking, owed, "did not answer in time, so the time is free again") if booking else None


def _not_to_be(booking: Booking, owed: Notification, what: str) -> Letter:
    coach = booking.coach.user.name
    say = f"{coach} {what}. Pick another time, or answer this mail."
    if booking.cancel_reason:
        say = f"{say} {coach} adds: {booking.cancel_reason}"
    letter = letter_about(booking, owed, subject="Another time", preview="What you can do instead.", say=say)
    return replace(letter, button=("Pick another time", links.url("book", booking.event_type.slug)))


@writes("booking_withdrawn")
def booking_withdrawn(owed: Notification) -> Letter | None:
    """Tell the coach that a request needs no answer any more."""
    booking = standing_as(owed, Status.CANCELLED)
    if booking is None:
        return None
    say = f"{booking.guest_name} has taken the request back. There is nothing for you to do."
    return letter_about(booking, owed, subject="Taken back", preview="Nothing for you to do.", say=say)
