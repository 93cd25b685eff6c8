"""The letters about a meeting: each re-reads the facts, and says nothing when they have changed since."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parseaddr

from coachapp.core import links, mailer
from coachapp.domain.bookings import queries, wording
from coachapp.domain.bookings.calendar import Meeting, Method, Person, invitation
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service import confirm_url, manage_url
from coachapp.domain.notifications.letters import Attachment, Letter, writes
from coachapp.domain.notifications.models import Notification


def _booking(owed: Notification, status: Status) -> Booking | None:
    """Give the meeting when it still stands as it did when the message was owed."""
    booking = queries.whole(owed.subject_id)
    if booking is None or booking.sequence != owed.facts["sequence"] or booking.status is not status:
        return None
    return booking


def _is_for_guest(owed: Notification) -> bool:
    return bool(owed.facts["side"] == Side.GUEST)


def facts_of(booking: Booking, *, for_guest: bool, zone: str) -> list[tuple[str, str]]:
    """Give what each letter about this meeting shows: the coach reads what was said beforehand, too."""
    coach = booking.event_type.coach.user.name
    facts = [
        ("When", wording.span(booking.starts_at, booking.ends_at, zone)),
        ("Where", wording.where(booking)),
        ("With", coach if for_guest else f"{booking.guest_name}, {booking.guest_email}"),
    ]
    if not for_guest:
        said = [("Goal", booking.goal), *((a["question"], a["answer"]) for a in booking.answers)]
        facts += [(name, text) for name, text in [*said, ("Note", booking.note)] if text]
        facts += [("Resume", "attached to the booking")] if booking.resume_key else []
    return facts


def button_of(booking: Booking, *, for_guest: bool) -> tuple[str, str]:
    """Give the one button of a letter about this meeting."""
    if for_guest:
        return "See, move or cancel", manage_url(booking)
    return "Open the meeting", links.url("coach", "bookings", booking.id)


def meeting_of(booking: Booking, *, for_guest: bool) -> Meeting:
    """Give what calendars are told about this meeting."""
    event_type, coach = booking.event_type, booking.event_type.coach.user
    address = manage_url(booking) if for_guest else links.url("coach", "bookings", booking.id)
    return Meeting(
        uid=booking.uid,
        sequence=booking.sequence,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        stamp=booking.changed_at,
        summary=f"{event_type.name} with {coach.name if for_guest else booking.guest_name}",
        description=f"{'See, move or cancel' if for_guest else 'Open the meeting'}: {address}",
        place=wording.where(booking),
        url=address,
        organizer=Person(coach.name, parseaddr(mailer.sender())[1]),
    )


def _letter(
    booking: Booking, owed: Notification, *, subject: str, preview: str, say: str, method: Method | None = None
) -> Letter:
    for_guest = _is_for_guest(owed)
    attachments = []
    if method:
        content = invitation(meeting_of(booking, for_guest=for_guest), method, Person(owed.to_name, owed.to_address))
        attachments = [Attachment("invite.ics", content, maintype="application", subtype="ics", calendar_method=method)]
    return Letter(
        subject=f"{subject}: {booking.event_type.name}, {wording.short(booking.starts_at, owed.time_zone)}",
        preview=preview,
        paragraphs=[say],
        facts=facts_of(booking, for_guest=for_guest, zone=owed.time_zone),
        button=button_of(booking, for_guest=for_guest),
        reply_to=booking.event_type.coach.user.email if for_guest else booking.guest_email,
        from_name=booking.event_type.coach.user.name if for_guest else None,
        attachments=attachments,
    )


@writes("booking_confirmed")
def booking_confirmed(owed: Notification) -> Letter | None:
    """Write that the meeting is booked, with the invitation."""
    booking = _booking(owed, Status.CONFIRMED)
    if booking is None:
        return None
    if _is_for_guest(owed):
        say = "Your meeting is booked. The invitation is attached, so that it finds its way into your calendar."
        preview = "Time and place, and how to change it."
    else:
        say = f"{booking.guest_name} has booked {booking.event_type.name} with you."
        preview = "Time, place and what they said beforehand."
    return _letter(booking, owed, subject="Booked", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_made")
def booking_made(owed: Notification) -> Letter | None:
    """Write that a coach has booked the meeting, with the invitation."""
    booking = _booking(owed, Status.CONFIRMED)
    if booking is None:
        return None
    if _is_for_guest(owed):
        say = (
            f"{booking.event_type.coach.user.name} has booked this meeting with you. The invitation is attached, so "
            "that it finds its way into your calendar. If the time does not suit you, move or cancel it below."
        )
        preview = "Time and place, and how to change it."
    else:
        say = (
            f"This meeting is booked for {booking.guest_name}, who has the invitation, too, and can move or cancel it."
        )
        preview = "Time and place, for your calendar."
    return _letter(booking, owed, subject="Booked", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_moved")
def booking_moved(owed: Notification) -> Letter | None:
    """Write that the meeting has another time, with the invitation that replaces the older one."""
    booking = _booking(owed, Status.CONFIRMED)
    if booking is None:
        return None
    say = (
        "Your meeting has a new time."
        if _is_for_guest(owed)
        else f"The meeting with {booking.guest_name} has a new time."
    )
    preview = "The new time; the older one is free again."
    return _letter(booking, owed, subject="Moved", preview=preview, say=say, method=Method.REQUEST)


@writes("booking_changed")
def booking_changed(owed: Notification) -> Letter | None:
    """Write that the meeting is held elsewhere, with the invitation that replaces the older one."""
    booking = _booking(owed, Status.CONFIRMED)
    if booking is None:
        return None
    whose = "Your meeting" if _is_for_guest(owed) else f"The meeting with {booking.guest_name}"
    say = f"{whose} has a new place; the time stays. {wording.where(booking)}"
    return _letter(booking, owed, subject="Changed", preview="The new place.", say=say, method=Method.REQUEST)


@writes("booking_link")
def booking_link(owed: Notification) -> Letter | None:
    """Write the guest's new link."""
    booking = queries.whole(owed.subject_id)
    if booking is None or not booking.is_confirmed or booking.generation != owed.facts["generation"]:
        return None
    say = "Here is a new link to your meeting. The one in earlier mails does not work any more."
    return _letter(booking, owed, subject="Your new link", preview="See, move or cancel.", say=say, method=None)


@writes("booking_cancelled")
def booking_cancelled(owed: Notification) -> Letter | None:
    """Write that the meeting is called off, and take it out of calendars."""
    booking = _booking(owed, Status.CANCELLED)
    if booking is None:
        return None
    by_reader = (booking.cancelled_by is Side.GUEST) == _is_for_guest(owed)
    other = booking.event_type.coach.user.name if _is_for_guest(owed) else booking.guest_name
    say = "As you asked, this meeting is cancelled." if by_reader else f"{other} has cancelled this meeting."
    if booking.cancel_reason and not by_reader:
        say = f"{say} The reason given: {booking.cancel_reason}"
    letter = _letter(
        booking, owed, subject="Cancelled", preview="The time is free again.", say=say, method=Method.CANCEL
    )
    if not _is_for_guest(owed):
        return letter
    return replace(letter, button=("Pick another time", links.url("book", booking.event_type.slug)))


@writes("booking_to_confirm")
def booking_to_confirm(owed: Notification) -> Letter | None:
    """Ask whoever has that address whether they meant it; the time is held for a quarter of an hour."""
    booking = _booking(owed, Status.UNCONFIRMED)
    if booking is None:
        return None
    say = (
        "Please confirm with the button below, and the time is yours. It is held for 15 minutes; afterwards it still "
        "works if nobody else took the time. If you did not ask for this, leave it: nothing more will come."
    )
    letter = _letter(booking, owed, subject="Please confirm", preview="One button, then it is yours.", say=say)
    return replace(letter, button=("Confirm this meeting", confirm_url(booking)))


@writes("booking_requested")
def booking_requested(owed: Notification) -> Letter | None:
    """Tell the guest that the coach is asked, and the coach who asks."""
    booking = _booking(owed, Status.REQUESTED)
    if booking is None:
        return None
    if _is_for_guest(owed):
        coach = booking.event_type.coach.user.name
        say = f"{coach} looks at your request and answers by mail. The time is held for you meanwhile."
        return _letter(booking, owed, subject="Asked for", preview="You get an answer by mail.", say=say)
    until = wording.short(booking.held_until or booking.starts_at, owed.time_zone)
    say = f"{booking.guest_name} asks for {booking.event_type.name}. The time is held until {until}: say yes or no."
    letter = _letter(booking, owed, subject="Yes or no", preview="Somebody waits for your answer.", say=say)
    return replace(letter, button=("Answer", links.url("coach", "bookings", booking.id)))


@writes("booking_declined")
def booking_declined(owed: Notification) -> Letter | None:
    """Tell the guest that it can't be, with what can."""
    booking = _booking(owed, Status.DECLINED)
    return _not_to_be(booking, owed, "can't take this meeting at that time") if booking else None


@writes("booking_expired")
def booking_expired(owed: Notification) -> Letter | None:
    """Tell the guest that nobody answered in time."""
    booking = _booking(owed, Status.EXPIRED)
    return _not_to_be(booking, owed, "did not answer in time, so the time is free again") if booking else None


def _not_to_be(booking: Booking, owed: Notification, what: str) -> Letter:
    coach = booking.event_type.coach.user.name
    say = f"{coach} {what}. Pick another time, or answer this mail."
    if booking.cancel_reason:
        say = f"{say} {coach} adds: {booking.cancel_reason}"
    letter = _letter(booking, owed, subject="Another time", preview="What you can do instead.", say=say)
    return replace(letter, button=("Pick another time", links.url("book", booking.event_type.slug)))


@writes("booking_withdrawn")
def booking_withdrawn(owed: Notification) -> Letter | None:
    """Tell the coach that a request needs no answer any more."""
    booking = _booking(owed, Status.CANCELLED)
    if booking is None:
        return None
    say = f"{booking.guest_name} has taken the request back. There is nothing for you to do."
    return _letter(booking, owed, subject="Taken back", preview="Nothing for you to do.", say=say)
