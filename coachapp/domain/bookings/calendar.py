"""One meeting as an invitation that calendars understand: RFC 5545, sent by mail as RFC 5546 and 6047 say."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vUri

# C0 without tab and line feed, DEL, C1, and the separators that some readers take for line ends.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
PRODUCT = "-//coachapp//bookings//EN"


class Method(StrEnum):
    """What the mail asks the calendar to do; it stands in the MIME type and in the body alike."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Person:
    """A name and a mail address."""

    name: str
    email: str


@dataclass(frozen=True)
class Meeting:
    """What an invitation says; instants are aware UTC.

    `uid` stays for the life of the meeting, `sequence` rises whenever its time changes or it is cancelled.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    summary: str
    description: str
    place: str
    url: str | None
    organizer: Person


def content_type(method: Method) -> str:
    """Return the MIME type of an invitation with this method (RFC 6047, section 2.4)."""
    return f"text/calendar; method={method}; charset=utf-8"


def invitation(meeting: Meeting, method: Method, recipient: Person | None) -> bytes:
    """Return the iCalendar object, CRLF line ends, for one recipient (None for a file to download).

    The recipient is the only attendee, so that nobody's address reaches another guest, and the organizer
    is the same in every message about this meeting, so that calendars see one event.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(event_of(meeting, method, recipient))
    return bytes(calendar.to_ical())


def event_of(meeting: Meeting, method: Method, recipient: Person | None) -> Event:
    """Return the meeting as an event of a calendar."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", clean_line(meeting.summary))
    event.add("description", clean(meeting.description))
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if meeting.place:
        event.add("location", clean_line(meeting.place))
    if meeting.url:
        event.add("url", vUri(meeting.url))
    if recipient:
        event.add("organizer", _address(meeting.organizer))
        event.add("attendee", _attendee(recipient))
    return event


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{clean_line(person.email)}")
    address.params["CN"] = clean_line(person.name) or person.email
    return address


def _attendee(person: Person) -> vCalAddress:
    address = _address(person)
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = "ACCEPTED"
    address.params["RSVP"] = "FALSE"
    return address


def clean(text: str) -> str:
    """Return the text without control characters; line feeds and tabs stay."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """Return the text on one line without control characters."""
    return " ".join(clean(text).split())
