"""Letters about another time that a guest asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coachapp.core import links
from coachapp.core.tongue import gettext
from coachapp.domain.bookings import wording
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.mails.letter import is_for_guest, letter_about, standing_as
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


def _asked(owed: Notification) -> datetime:
    return datetime.fromisoformat(owed.facts["asked"])


@writes("booking_move_asked")
def booking_move_asked(owed: Notification) -> Letter | None:
    """Tell the guest that the coach is asked, and the coach what for; void once the wish is answered or taken back."""
    booking, asked = standing_as(owed, Status.CONFIRMED), _asked(owed)
    if booking is None or booking.asked_starts_at != asked:
        return None
    wanted = wording.short(asked, owed.time_zone)
    if is_for_guest(owed):
        say = gettext(
            "You asked to move this meeting to %(time)s. %(coach)s answers by mail; until then it stands as it is.",
            time=wanted,
            coach=booking.coach.user.name,
        )
        subject, preview = gettext("Asked for another time"), gettext("You get an answer by mail.")
        return letter_about(booking, owed, subject=subject, preview=preview, say=say)
    until = wording.short(booking.held_until or asked, owed.time_zone)
    say = (
        f"{booking.guest_name} asks to move {booking.event_type.name} to {wanted}. The new time is held until {until}; "
        "the meeting stands where it is until you say yes."
    )
    letter = letter_about(booking, owed, subject="Yes or no", preview="Somebody waits for your answer.", say=say)
    return replace(letter, button=("Answer", links.url("coach", "bookings", booking.id)))


@writes("booking_move_declined")
def booking_move_declined(owed: Notification) -> Letter | None:
    """Tell the guest that the other time can't be, and that the meeting stands."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    coach, wanted = booking.coach.user.name, wording.short(_asked(owed), owed.time_zone)
    return _stays(booking, owed, gettext("%(coach)s can't move this meeting to %(time)s.", coach=coach, time=wanted))


@writes("booking_move_expired")
def booking_move_expired(owed: Notification) -> Letter | None:
    """Tell the guest that nobody answered, and that the meeting stands."""
    booking = standing_as(owed, Status.CONFIRMED)
    if booking is None:
        return None
    coach, wanted = booking.coach.user.name, wording.short(_asked(owed), owed.time_zone)
    return _stays(booking, owed, gettext("%(coach)s did not answer in time about %(time)s.", coach=coach, time=wanted))


def _stays(booking: Booking, owed: Notification, what: str) -> Letter:
    rest = gettext("The meeting stands as it is. You can pick yet another time, or answer this mail.")
    adds = ""
    if owed.facts.get("reason"):
        adds = gettext("%(coach)s adds: %(reason)s", coach=booking.coach.user.name, reason=owed.facts["reason"])
    say = " ".join(part for part in (what, rest, adds) if part)
    subject, preview = gettext("It stands as it is"), gettext("The time stays.")
    return letter_about(booking, owed, subject=subject, preview=preview, say=say)
