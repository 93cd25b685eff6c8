"""What the letters about a meeting share."""

from __future__ import annotations

from email.utils import parseaddr

from coachapp.core import links, mailer
from coachapp.core.tongue import ENGLISH, gettext, speaking
from coachapp.domain.bookings import queries, wording
from coachapp.domain.bookings.calendar import Meeting, Method, Person, invitation
from coachapp.domain.bookings.kinds import Side, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.service import manage_url
from coachapp.domain.notifications.letters import Attachment, Letter
from coachapp.domain.notifications.models import Notification


def standing_as(owed: Notification, status: Status) -> Booking | None:
    """Give the meeting when it still stands as it did when the message was owed."""
    booking = queries.whole(owed.subject_id)
    if booking is None or booking.sequence != owed.facts["sequence"] or booking.status is not status:
        return None
    return booking


def is_for_guest(owed: Notification) -> bool:
    """Tell whose copy of the letter this is."""
    return bool(owed.facts["side"] == Side.GUEST)


def facts_of(booking: Booking, *, for_guest: bool, zone: str) -> list[tuple[str, str]]:
    """Give what each letter about this meeting shows: the coach reads what was said beforehand, too."""
    coach = booking.coach.user.name
    facts = [
        (gettext("When"), wording.span(booking.starts_at, booking.ends_at, zone)),
        (gettext("Where"), wording.where(booking)),
        (gettext("With"), coach if for_guest else f"{booking.guest_name}, {booking.guest_email}"),
    ]
    if not for_guest:
        said = [("Goal", booking.goal), *((a["question"], a["answer"]) for a in booking.answers)]
        facts += [(name, text) for name, text in [*said, ("Note", booking.note)] if text]
        facts += [("Resume", "attached to the booking")] if booking.resume_key else []
    return facts


def button_of(booking: Booking, *, for_guest: bool) -> tuple[str, str]:
    """Give the one button of a letter about this meeting."""
    if for_guest:
        return gettext("See, move or cancel"), manage_url(booking)
    return "Open the meeting", links.url("coach", "bookings", booking.id)


def meeting_of(booking: Booking, *, for_guest: bool) -> Meeting:
    """Give what calendars are told about this meeting, in the language of whose calendar it is."""
    with speaking(booking.language if for_guest else ENGLISH):
        return _told(booking, for_guest=for_guest)


def _told(booking: Booking, *, for_guest: bool) -> Meeting:
    event_type, coach = booking.event_type, booking.coach.user
    said, address = button_of(booking, for_guest=for_guest)
    whom = coach.name if for_guest else booking.guest_name
    return Meeting(
        uid=booking.uid,
        sequence=booking.sequence,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        stamp=booking.changed_at,
        summary=gettext("%(offer)s with %(whom)s", offer=event_type.name, whom=whom),
        description=f"{said}: {address}",
        place=wording.where(booking),
        url=address,
        organizer=Person(coach.name, parseaddr(mailer.sender())[1]),
    )


def letter_about(
    booking: Booking, owed: Notification, *, subject: str, preview: str, say: str, method: Method | None = None
) -> Letter:
    """Write a letter about a meeting, with an invitation where calendars are told something."""
    for_guest = is_for_guest(owed)
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
        reply_to=booking.coach.user.email if for_guest else booking.guest_email,
        from_name=booking.coach.user.name if for_guest else None,
        attachments=attachments,
    )
