"""A person's own meetings as a calendar to subscribe to: RFC 5545, published, the same UIDs as in their invitations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import Calendar

from coachapp.domain.bookings.calendar import PRODUCT, Method, clean_line, event_of
from coachapp.domain.bookings.mails import meeting_of
from coachapp.domain.bookings.models import Booking

REFRESH = "PT15M"


@dataclass(frozen=True)
class Feed:
    """A feed that can tell its state before it is written out."""

    name: str
    meetings: Sequence[Booking]
    for_guest: bool

    @property
    def etag(self) -> str:
        """Give the mark of this state: another one as soon as anything that a reader sees is another."""
        told = hashlib.sha256(repr((self.name, self.for_guest)).encode())
        for booking in self.meetings:
            offer = booking.event_type
            told.update(
                repr((booking.id, booking.sequence, booking.status, booking.starts_at, booking.ends_at)).encode()
            )
            told.update(
                repr((booking.generation, booking.guest_name, offer.name, offer.place, offer.place_kind)).encode()
            )
            told.update(offer.coach.user.name.encode())
        return told.hexdigest()[:32]

    def written(self) -> bytes:
        """Return the calendar, CRLF line ends; whoever subscribes is nobody's attendee."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", Method.PUBLISH.value)
        calendar.add("x-wr-calname", clean_line(self.name))
        calendar.add("name", clean_line(self.name))
        calendar["refresh-interval;value=duration"] = REFRESH
        calendar["x-published-ttl"] = REFRESH
        for booking in self.meetings:
            method = Method.PUBLISH if booking.is_confirmed else Method.CANCEL
            event = event_of(meeting_of(booking, for_guest=self.for_guest), method, None)
            if not booking.is_confirmed:
                event["TRANSP"] = "TRANSPARENT"
            calendar.add_component(event)
        return bytes(calendar.to_ical(sorted=False))
