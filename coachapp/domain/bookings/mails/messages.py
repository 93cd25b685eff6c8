"""The letter that brings a guest's message to the coach."""

from __future__ import annotations

from coachapp.domain.bookings import queries, wording
from coachapp.domain.bookings.mails.letter import button_of
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("guest_message")
def guest_message(owed: Notification) -> Letter | None:
    """Bring the guest's words to the coach; an answer goes to the guest."""
    message = queries.find_message(owed.subject_id)
    booking = queries.whole(message.booking_id) if message else None
    if message is None or booking is None:
        return None
    when = wording.short(booking.starts_at, owed.time_zone)
    return Letter(
        subject=f"Message from {booking.guest_name}: {booking.event_type.name}, {when}",
        preview="Answer this mail to write back.",
        paragraphs=[f"{booking.guest_name} writes:", *message.text.split("\n\n")],
        facts=[
            ("When", wording.span(booking.starts_at, booking.ends_at, owed.time_zone)),
            ("Status", booking.status.label),
            ("With", f"{booking.guest_name}, {booking.guest_email}"),
        ],
        button=button_of(booking, for_guest=False),
        reply_to=booking.guest_email,
    )
