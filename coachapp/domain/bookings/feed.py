"""A person's own meetings as a calendar to subscribe to: RFC 5545, published, the same UIDs as in their invitations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from coachapp.domain.bookings.calendar import PRODUCT, Meeting, Method, clean, clean_line
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.mails import meeting_of
from coachapp.domain.bookings.models import Booking

REFRESH = "PT15M"
MOST_OCTETS = 75
STATUSES = {Status.CONFIRMED: "CONFIRMED", Status.REQUESTED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}


@dataclass(frozen=True)
class Feed:
    """A feed that can tell its state before it is written out."""

    name: str
    bookings: Sequence[Booking]
    for_guest: bool

    @cached_property
    def meetings(self) -> list[tuple[str, Meeting]]:
        """Give each meeting with the status that calendars know: it stands, it was asked for, or it was called off."""
        return [(STATUSES[each.status], meeting_of(each, for_guest=self.for_guest)) for each in self.bookings]

    @cached_property
    def etag(self) -> str:
        """Give the mark of this state: another one as soon as anything that a reader sees is another."""
        return hashlib.sha256(repr((self.name, self.meetings)).encode()).hexdigest()[:32]

    def written(self) -> bytes:
        """Return the calendar, CRLF line ends; whoever subscribes is nobody's attendee."""
        name = escaped(clean_line(self.name))
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            f"METHOD:{Method.PUBLISH}",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
        ]
        for status, meeting in self.meetings:
            lines += event_lines(meeting, status)
        return b"".join(map(folded, [*lines, "END:VCALENDAR"]))


def event_lines(meeting: Meeting, status: str) -> list[str]:
    """Write one event as content lines: the same properties as in its invitation, thousands of them in a moment."""
    place = [f"LOCATION:{escaped(clean_line(meeting.place))}"] if meeting.place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.uid}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTAMP:{_stamp(meeting.stamp)}",
        f"DTSTART:{_stamp(meeting.starts_at)}",
        f"DTEND:{_stamp(meeting.ends_at)}",
        f"SUMMARY:{escaped(clean_line(meeting.summary))}",
        f"DESCRIPTION:{escaped(clean(meeting.description))}",
        f"STATUS:{status}",
        f"TRANSP:{'TRANSPARENT' if status == 'CANCELLED' else 'OPAQUE'}",
        *place,
        *([f"URL:{clean_line(meeting.url)}"] if meeting.url else []),
        "END:VEVENT",
    ]


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Return a text as RFC 5545 writes it (section 3.3.11)."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> bytes:
    """Return a content line with its end, folded after at most 75 octets and never within a character."""
    raw = line.encode()
    if len(raw) <= MOST_OCTETS:
        return raw + b"\r\n"
    parts, most = [], MOST_OCTETS
    while len(raw) > most:
        at = most
        while raw[at] & 0xC0 == 0x80:
            at -= 1
        parts.append(raw[:at])
        raw, most = raw[at:], MOST_OCTETS - 1
    return b"\r\n ".join([*parts, raw]) + b"\r\n"
