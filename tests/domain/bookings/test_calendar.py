"""Invitations are what RFC 5545, 5546 and 6047 ask for, whatever stands in names and notes."""

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.bookings.calendar import Meeting, Method, Person, content_type, invitation

GUEST = Person("Ada Lovelace", "ada@example.test")
MEETING = Meeting(
    uid="0198-77@coachapp",
    sequence=0,
    starts_at=datetime(2027, 3, 14, 17, tzinfo=UTC),
    ends_at=datetime(2027, 3, 14, 17, 30, tzinfo=UTC),
    stamp=datetime(2027, 3, 1, 8, tzinfo=UTC),
    summary="Free consultation with Nora Voss",
    description="Change or cancel: https://practice.test/bookings/x",
    place="Video: https://video.test/nora",
    url="https://practice.test/bookings/x",
    organizer=Person("Nora Voss", "practice@example.test"),
)
GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//coachapp//bookings//EN
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Free consultation with Nora Voss
DTSTART:20270314T170000Z
DTEND:20270314T173000Z
DTSTAMP:20270301T080000Z
UID:0198-77@coachapp
SEQUENCE:0
ATTENDEE;CN="Ada Lovelace";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FAL
 SE:mailto:ada@example.test
DESCRIPTION:Change or cancel: https://practice.test/bookings/x
LOCATION:Video: https://video.test/nora
ORGANIZER;CN="Nora Voss":mailto:practice@example.test
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://practice.test/bookings/x
END:VEVENT
END:VCALENDAR
"""


def test_a_request_reads_like_this() -> None:
    assert invitation(MEETING, Method.REQUEST, GUEST).decode() == GOLDEN.replace("\n", "\r\n")


def test_a_cancellation_keeps_the_uid_and_raises_the_sequence() -> None:
    calendar = icalendar.Calendar.from_ical(invitation(replace(MEETING, sequence=2), Method.CANCEL, GUEST).decode())
    (event,) = calendar.walk("VEVENT")

    assert calendar["method"] == "CANCEL"
    assert (event["uid"], event["sequence"], event["status"]) == (MEETING.uid, 2, "CANCELLED")


@pytest.mark.parametrize("method", Method)
def test_the_method_is_the_same_outside_and_inside(method: Method) -> None:
    body = invitation(MEETING, method, GUEST).decode()

    assert f"method={method};" in content_type(method)
    assert f"\r\nMETHOD:{method}\r\n" in body


def test_a_file_to_download_names_nobody() -> None:
    body = invitation(MEETING, Method.PUBLISH, None)

    assert b"ATTENDEE" not in body
    assert b"ORGANIZER" not in body


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(name=texts, note=texts, place=texts)
def test_nothing_typed_can_break_out_of_its_line(name: str, note: str, place: str) -> None:
    meeting = replace(MEETING, summary=name, description=note, place=place)

    body = invitation(meeting, Method.REQUEST, Person(name, "ada@example.test"))

    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(set(line) & set(range(32)) - {9} for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)  # no character is cut in two
    (event,) = icalendar.Calendar.from_ical(body.decode()).walk("VEVENT")
    assert event["attendee"] == "mailto:ada@example.test"
    assert len(event.property_items()) <= 18


@pytest.mark.parametrize("name", ["Eve\r\nATTENDEE:mailto:x@evil.test", 'Jo "Q" <x>; y', "مريم", "李", ""])
def test_odd_names_stay_names(name: str) -> None:
    body = invitation(MEETING, Method.REQUEST, Person(name, "ada@example.test")).decode()

    (event,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    expected = " ".join(name.split()) or "ada@example.test"
    assert event["attendee"].params["CN"] == expected
