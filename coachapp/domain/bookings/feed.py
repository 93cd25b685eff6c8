"""A person's own meetings as a calendar to subscribe to: RFC 5545, published, the same UIDs as in their invitations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from icalendar import Calendar

from coachapp.domain.bookings.calendar import PRODUCT, Meeting, Method, clean_line, event_of
from coachapp.domain.bookings.mails import meeting_of
from coachapp.domain.bookings.models import Booking

REFRESH = "PT15M"


@dataclass(frozen=True)
class Feed:
    """A feed that can tell its state before it is written out."""

    name: str
    bookings: Sequence[Booking]
    for_guest: bool

    @cached_property
    def meetings(self) -> list[tuple[Method, Meeting]]:
        """Give each meeting with what is said of it: that it takes place, or that it was called off."""
        told = [(booking.is_confirmed, meeting_of(booking, for_guest=self.for_guest)) for booking in self.bookings]
        return [(Method.PUBLISH if stands else Method.CANCEL, meeting) for stands, meeting in told]

    @cached_property
    def etag(self) -> str:
        """Give the mark of this state: another one as soon as anything that a reader sees is another."""
        return hashlib.sha256(repr((self.name, self.meetings)).encode()).hexdigest()[:32]

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
        for method, meeting in self.meetings:
            event = event_of(meeting, method, None)
            if method is Method.CANCEL:
                event["TRANSP"] = "TRANSPARENT"
            calendar.add_component(event)
        return bytes(calendar.to_ical(sorted=False))
