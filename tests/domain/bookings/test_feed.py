"""A feed's events, written out: what any parser reads is what was meant, and nothing slips in."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coachapp.domain.bookings.calendar import Meeting, Person, clean_line
from coachapp.domain.bookings.feed import escaped, event_lines, folded

AT = datetime(2027, 3, 2, 14, tzinfo=UTC)


def written(summary: str, place: str = "Phone") -> bytes:
    meeting = Meeting(
        uid="one@coachapp",
        sequence=3,
        starts_at=AT,
        ends_at=AT,
        stamp=AT,
        summary=summary,
        description="See, move or cancel: https://example.org/x?a=1;b=2\nSecond line",
        place=place,
        url="https://example.org/x",
        organizer=Person("Olivia", "o@example.org"),
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *event_lines(meeting, "CONFIRMED"), "END:VCALENDAR"]
    return b"".join(map(folded, lines))


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_a_guest_is_called_is_read_as_it_is(name: str) -> None:
    raw = written(name)
    (event,) = Calendar.from_ical(raw).walk("VEVENT")

    assert str(event["SUMMARY"]) == clean_line(name)
    assert sorted(event) == sorted(
        [
            "UID",
            "SEQUENCE",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "STATUS",
            "TRANSP",
            "LOCATION",
            "URL",
        ]
    )
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is cut by a fold


def test_a_name_that_looks_like_a_property_stays_a_name() -> None:
    raw = written('Eve\r\nATTENDEE:mailto:x@y;"é' + "x" * 200)

    assert b"\r\nATTENDEE" not in raw
    assert escaped('a\\b;c,d\ne"') == 'a\\\\b\\;c\\,d\\ne"'
