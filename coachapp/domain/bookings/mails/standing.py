"""Letters about meetings that stand, move or are called off."""

from __future__ import annotations

from dataclasses import replace

from coachapp.core import links
from coachapp.core.tongue import gettext
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
        say = gettext(
            "Your meeting is booked. The invitation is attached, so that it finds its way into your calendar."
        )
        preview = gettext("Time and place, and how to change it.")
    else:
        say = f"{booking.guest_name} has booked {booking.event_type.name} with you."
        preview = "Time, place and what they said beforehand."
    return letter_about(booking, owed, subject=gettext("Booked"), preview=preview, say=say, method=Method.REQUEST)


@writes("booking_made")
def booking_made(owed: Notification) -> Letter | None:
    """Write that a coach has booked the meeting, with the invitation."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    if is_for_guest(owed):
        say = gettext(
            "%(coach)s has booked this meeting with you. The invitation is attached, so that it finds its way into "
            "your calendar. If the time does not suit you, move or cancel it below.",
            coach=booking.coach.user.name,
        )
        preview = gettext("Time and place, and how to change it.")
    else:
        say = (
            f"This meeting is booked for {booking.guest_name}, who has the invitation, too, and can move or cancel it."
        )
        preview = "Time and place, for your calendar."
    return letter_about(booking, owed, subject=gettext("Booked"), preview=preview, say=say, method=Method.REQUEST)


@writes("booking_moved")
def booking_moved(owed: Notification) -> Letter | None:
    """Write that the meeting has another time, with the invitation that replaces the older one."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    say = (
        gettext("Your meeting has a new time.")
        if is_for_guest(owed)
        else f"The meeting with {booking.guest_name} has a new time."
    )
    preview = gettext("The new time; the older one is free again.")
    return letter_about(booking, owed, subject=gettext("Moved"), preview=preview, say=say, method=Method.REQUEST)


@writes("booking_changed")
def booking_changed(owed: Notification) -> Letter | None:
    """Write that the meeting is held elsewhere, with the invitation that replaces the older one."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    say = (
        gettext("Your meeting has a new place; the time stays.")
        if is_for_guest(owed)
        else f"The meeting with {booking.guest_name} has a new place; the time stays."
    )
    subject, preview = gettext("Changed"), gettext("The new place.")
    return letter_about(booking, owed, subject=subject, preview=preview, say=say, method=Method.REQUEST)


@writes("booking_link")
def booking_link(owed: Notification) -> Letter | None:
    """Write the guest's new link."""
    booking = queries.whole(owed.subject_id)
    if booking is None or not booking.is_confirmed or booking.generation != owed.facts["generation"]:
        return None
    say = gettext("Here is a new link to your meeting. The one in earlier mails does not work any more.")
    subject, preview = gettext("Your new link"), gettext("See, move or cancel.")
    return letter_about(booking, owed, subject=subject, preview=preview, say=say, method=None)


@writes("booking_cancelled")
def booking_cancelled(owed: Notification) -> Letter | None:
    """Write that the meeting is called off, and take it out of calendars."""
    booking = standing_as(owed, Status.CANCELLED)
    if booking is None:
        return None
    by_reader = (booking.cancelled_by is Side.GUEST) == is_for_guest(owed)
    other = booking.coach.user.name if is_for_guest(owed) else booking.guest_name
    say = gettext("As you asked, this meeting is cancelled.")
    if not by_reader:
        say = gettext("%(other)s has cancelled this meeting.", other=other)
        if booking.cancel_reason:
            say += " " + gettext("The reason given: %(reason)s", reason=booking.cancel_reason)
    subject, preview = gettext("Cancelled"), gettext("The time is free again.")
    letter = letter_about(booking, owed, subject=subject, preview=preview, say=say, method=Method.CANCEL)
    if not is_for_guest(owed):
        return letter
    return replace(letter, button=(gettext("Pick another time"), links.url("book", booking.event_type.slug)))
