"""What a calendar makes of the invitations that reach one person: RFC 5546 as a small machine, read by two parsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr

import icalendar
import vobject

ENDS = b"\r\n"
MOST_OCTETS = 75


@dataclass(frozen=True)
class Seen:
    """One invitation as it was read; both parsers have to agree on it."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    place: str
    status: str
    organizer: str
    attendees: tuple[str, ...]


def read(raw: bytes) -> Seen:
    """Read a calendar with two parsers that know nothing of each other, after looking at its lines."""
    lines = raw.split(ENDS)
    assert lines.pop() == b""
    assert all(len(line) <= MOST_OCTETS and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() for line in lines)  # no character is cut in two
    first, second = _by_icalendar(raw.decode()), _by_vobject(raw.decode())
    assert first == second
    return first


def _by_icalendar(text: str) -> Seen:
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == calendar.errors == []
    people = event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
    return Seen(
        str(calendar["method"]), str(event["uid"]), int(event["sequence"]), event["dtstamp"].dt, event["dtstart"].dt,
        event["dtend"].dt, str(event.get("location", "")), str(event["status"]), str(event["organizer"]),
        tuple(str(each) for each in people),
    )  # fmt: skip


def _by_vobject(text: str) -> Seen:
    calendar = vobject.readOne(text, validate=True)
    (event,) = calendar.vevent_list
    place = event.location.value if "location" in event.contents else ""
    return Seen(
        calendar.method.value, event.uid.value, int(event.sequence.value), event.dtstamp.value, event.dtstart.value,
        event.dtend.value, place, event.status.value, event.organizer.value,
        tuple(each.value for each in event.attendee_list),
    )  # fmt: skip


@dataclass
class Mailbox:
    """One person's calendar, fed by mail in the order in which it comes."""

    address: str
    events: dict[str, Seen] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def take(self, message: EmailMessage) -> None:
        """Do what the invitation in this mail asks; one that a calendar would refuse fails."""
        assert parseaddr(message["To"])[1] == self.address
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        if not parts:
            return
        (part,) = parts
        seen, raw = read(part.get_payload(decode=True)), part.get_payload(decode=True)
        assert part.get_param("method") == seen.method
        assert [each.get_content() for each in message.iter_attachments()] == [raw]
        assert seen.attendees == (f"mailto:{self.address}",)
        self._follow(seen)

    def _follow(self, seen: Seen) -> None:
        known = self.events.get(seen.uid)
        assert seen.uid not in self.ended, "nothing follows a CANCEL"
        if known is not None:
            assert seen.organizer == known.organizer
            assert seen.stamp >= known.stamp
            changed = (seen.starts, seen.ends, seen.place, seen.status) != (
                known.starts, known.ends, known.place, known.status,
            )  # fmt: skip
            assert seen.sequence > known.sequence if changed else seen.sequence >= known.sequence
        if seen.method == "CANCEL":
            assert seen.status == "CANCELLED"
            self.ended.add(seen.uid)
        else:
            assert (seen.method, seen.status) == ("REQUEST", "CONFIRMED")
        self.events[seen.uid] = seen

    def standing(self) -> dict[str, tuple[datetime, datetime, str]]:
        """Give what stands in the calendar at the end."""
        return {uid: (e.starts, e.ends, e.place) for uid, e in self.events.items() if uid not in self.ended}
