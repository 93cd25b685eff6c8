"""Letters about meetings that stand, move or are called off."""

from __future__ import annotations

from dataclasses import replace

from coachapp.core import links
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.calendar import Method
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.mails.letter import (
    is_for_guest,
    letter_about,
    standing_as,
)
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("booking_confirmed")
def booking_confirmed(owed: Notification) -> Letter | None:
    """Write that the meeting is booked, with the invitation."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    if is_for_guest(owed):
        say = "Your meeting is booked. The invitation is attached, so that it finds its way into your calendar."
        preview = "Time and place, and how to change it."
    else:
        say = f"{booking.guest_name} has booked {booking.event_type.name} with you."
        preview = "Time, place and what they said beforehand."
    return letter_about(booking, owed, subject="Booked", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_made")
def booking_made(owed: Notification) -> Letter | None:
    """Write that a coach has booked the meeting, with the invitation."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    if is_for_guest(owed):
        say = (
            f"{booking.coach.user.name} has booked this meeting with you. The invitation is attached, so "
            "that it finds its way into your calendar. If the time does not suit you, move or cancel it below."
        )
        preview = "Time and place, and how to change it."
    else:
        say = (
            f"This meeting is booked for {booking.guest_name}, who has the invitation, too, and can move or cancel it."
        )
        preview = "Time and place, for your calendar."
    return letter_about(booking, owed, subject="Booked", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_moved")
def booking_moved(owed: Notification) -> Letter | None:
    """Write that the meeting has another time, with the invitation that replaces the older one."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    say = (
        "Your meeting has a new time."
        if is_for_guest(owed)
        else f"The meeting with {booking.guest_name} has a new time."
    )
    preview = "The new time; the older one is free again."
    return letter_about(booking, owed, subject="Moved", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_changed")
def booking_changed(owed: Notification) -> Letter | None:
    """Write that the meeting is held elsewhere, with the invitation that replaces the older one."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    whose = "Your meeting" if is_for_guest(owed) else f"The meeting with {booking.guest_name}"
    say = f"{whose} has a new place; the time stays."
    return letter_about(booking, owed, subject="Changed", preview="The new place.", say=say, method=Method.REQUEST)


@writes("booking_link")
def booking_link(owed: Notification) -> Letter | None:
    """Write the guest's new link."""
    booking = queries.whole(owed.subject_id)
    if booking is None or not booking.is_confirmed or booking.generation != owed.facts["generation"]:
        return None
    say = "Here is a new link to your meeting. The one in earlier mails does not work any more."
    return letter_about(booking, owed, subject="Your new link", preview="See, move or cancel.", say=say, method=None)


@writes("booking_cancelled")
def booking_cancelled(owed: Notification) -> Letter | None:
    """Write that the meeting is called off, and take it out of calendars."""
    booking = standing_as(owed, Status.CANCELLED)
    if booking is None:
        return None
    by_reader = (booking.cancelled_by is Side.GUEST) == is_for_guest(owed)
    other = booking.coach.user.name if is_for_guest(owed) else booking.guest_name
    say = "As you asked, this meeting is cancelled." if by_reader else f"{other} has cancelled this meeting."
    if booking.cancel_reason and not by_reader:
        say = f"{say} The reason given: {booking.cancel_reason}"
    letter = letter_about(
        booking, owed, subject="Cancelled", preview="The time is free again.", say=say, method=Method.CANCEL
    )
    if not is_for_guest(owed):
        return letter
    return replace(letter, button=("Pick another time", links.url("book", booking.event_type.slug)))
