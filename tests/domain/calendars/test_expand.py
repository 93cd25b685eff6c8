"""Calendar files as busy times: every shape, and one broken event never loses the others."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachapp.domain.calendars.expand import NotACalendar, Read, TooMuch, expand
from coachapp.domain.calendars.reasons import Reason
from tests.domain.calendars.more_shapes import SHAPES
from tests.domain.calendars.shapes import Shape

BERLIN = ZoneInfo("Europe/Berlin")
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
GOOD = "BEGIN:VEVENT\r\nUID:good\r\nDTSTART:20261125T100000Z\r\nDTEND:20261125T110000Z\r\nEND:VEVENT\r\n"


def read(text: str | bytes) -> Read:
    return expand(text.encode() if isinstance(text, str) else text, BERLIN, SINCE, UNTIL)


def calendar(*parts: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + "END:VCALENDAR\r\n"


def event(*lines: str, uid: str = "e") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def said(found: Read) -> list[str]:
    """Say the busy times shortly: "11-03 09:00-10:00"."""
    return [
        f"{first:%m-%d %H:%M}-{last:{'%H:%M' if first.date() == last.date() else '%m-%d %H:%M'}}"
        for first, last in found.busy
    ]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_shape_takes_the_times_that_it_says(shape: Shape) -> None:
    found = read(shape.text)

    assert (said(found), found.n_read, len(found.unread)) == (shape.busy, shape.n_read, shape.n_unread)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize(
    "spelled",
    [
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\n").replace("\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\n").replace("\n", "\r\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("SUMMARY:", "SUMMARY:Gespräch ").encode("latin-1"),
        lambda text: text.encode().replace(b"UID", b"\x00U\x1fID"),
        lambda text: "\n\n".join(text.splitlines()).encode(),
    ],
    ids=["lf", "cr", "crcrlf", "bom", "utf-16", "latin-1", "nul", "empty lines"],
)
def test_each_shape_means_the_same_in_any_spelling(shape: Shape, spelled: object) -> None:
    assert said(read(spelled(shape.text))) == shape.busy  # type: ignore[operator]


BROKEN = [
    event("DTSTART:20261103T100000Z", "DTEND:20261103T110000Z", "RRULE:FREQ=SOMETIMES"),
    event("DTSTART:20261103T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0", "DTEND:20261103T100000Z"),
    event("DTSTART:99999999T999999Z"),
    event("DTSTART:00010101T000000Z", "DTEND:00010101T010000Z", "RRULE:FREQ=YEARLY"),
    event("DTSTART:99991231T235959Z", "DTEND:99991231T235959Z"),
    event("DTSTART;TZID=:20261103T100000", "DURATION:-P5W"),
    event("DTSTART;TZID=../../etc/passwd:20261103T100000", "DURATION:PT1H"),
    event("DTSTART:20261103T100000Z", "DURATION:P999999999999D"),
    event("DTSTART:20261103T100000Z", "DTEND:20261103T110000Z", "EXDATE:never", "RDATE:whenever/PT1H"),
    event("DTSTART:20261103T100000Z", "DTEND:20261103T110000Z", "RRULE:FREQ=DAILY;UNTIL=the end"),
    event("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    event("DTSTART:20200101T100000Z", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    event("DTSTART:20200101T100000Z", "RRULE:FREQ=MINUTELY;BYSETPOS=366;BYSECOND=59,60"),
    event("DTSTART:20261103T100000Z", "DTEND:20261103T110000Z", "RECURRENCE-ID:then"),
    event("SUMMARY:no start at all"),
    event("DTSTART"),
    event("DTSTART;VALUE=DATE:2026-13-45"),
    "BEGIN:VEVENT\r\nUID:never closed\r\nDTSTART:20261103T100000Z\r\n",
    "END:VEVENT\r\nEND:VTIMEZONE\r\n",
    "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    + event("DTSTART;TZID=x:20261103T100000", "DURATION:PT1H"),
    "BEGIN:VFREEBUSY\r\nFREEBUSY:20261103T100000Z\r\nFREEBUSY:,,/,\r\nEND:VFREEBUSY\r\n",
    "BEGIN:VALARM\r\nBEGIN:VALARM\r\nBEGIN:VALARM\r\n",
    "DTSTART:20261103T100000Z\r\nno colon here\r\n;;;;:::\r\n\x0c\r\n",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_event_never_loses_the_others(broken: str) -> None:
    for parts in ((broken, GOOD), (GOOD, broken), (GOOD.replace("1125", "1126"), broken, GOOD)):
        assert "11-25 10:00-11:00" in said(read(calendar(*parts)))


def test_what_was_not_read_is_named() -> None:
    found = read(calendar(event("DTSTART:soon", "SUMMARY:Lunch\\, later\\nwith Ann"), GOOD))

    assert [(each.reason, each.title, each.starts) for each in found.unread] == [
        (Reason.ODD_START, "Lunch, later with Ann", "soon")
    ]


@pytest.mark.parametrize("freq", ["SECONDLY", "MINUTELY"])
def test_what_repeats_without_a_pause_takes_all_of_its_time_at_once(freq: str) -> None:
    started = time.process_time()
    found = read(calendar(event("DTSTART:20100101T000000Z", "DURATION:PT2M", f"RRULE:FREQ={freq}"), GOOD))

    assert found.busy == [(SINCE, UNTIL)]
    assert time.process_time() - started < 5


def test_hours_are_worked_out_and_not_counted_through() -> None:
    line = "RRULE:FREQ=HOURLY;INTERVAL=12"
    found = read(calendar(event("DTSTART:19900101T000000Z", "DURATION:PT30M", line)))

    assert (said(found)[:2], len(found.busy)) == (["11-01 00:00-00:30", "11-01 12:00-12:30"], 790)


def test_an_own_meeting_is_kept_apart_from_what_others_wrote() -> None:
    own = event("DTSTART:20261103T100000Z", "DURATION:PT1H", uid="0190-77@coachapp")
    found = read(calendar(own, GOOD))

    assert (said(found), list(found.ours)) == (["11-25 10:00-11:00"], ["0190-77@coachapp"])


def test_whole_days_begin_where_the_coach_lives() -> None:
    text = calendar(event("DTSTART;VALUE=DATE:20261103", "RRULE:FREQ=DAILY;COUNT=2"))
    found = expand(text.encode(), ZoneInfo("America/New_York"), SINCE, UNTIL)

    assert said(found) == ["11-03 05:00-11-05 05:00"]


def test_floating_times_are_read_in_the_zone_that_the_calendar_names() -> None:
    text = calendar("X-WR-TIMEZONE:Asia/Tokyo\r\n", event("DTSTART:20261103T100000", "DURATION:PT1H"))

    assert said(read(text)) == ["11-03 01:00-02:00"]


def test_only_a_calendar_is_a_calendar() -> None:
    for other in (b"", b"<!doctype html><title>Sign in</title>", b"%PDF-1.7", bytes(range(256))):
        with pytest.raises(NotACalendar):
            read(other)


def test_a_calendar_that_holds_too_much_is_refused_whole() -> None:
    with pytest.raises(TooMuch):
        read(calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 50_001))


def test_a_file_that_ends_in_the_middle_says_so() -> None:
    assert read(calendar(GOOD)).is_whole
    assert not read(calendar(GOOD)[:-20]).is_whole


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mangled_bytes_never_raise(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SHAPES)).text.encode())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=6))
    try:
        found = read(bytes(raw))
    except (NotACalendar, TooMuch):
        return
    assert all(first < last and last - first <= timedelta(days=400) for first, last in found.busy)
    assert found.busy == sorted(found.busy)


@given(lines=st.lists(st.text(max_size=60), max_size=8), before=st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_another_event_the_good_one_is_read(lines: list[str], before: bool) -> None:
    odd = event(*[line.replace("BEGIN", "").replace("END", "") for line in lines], uid="odd")
    parts = (odd, GOOD) if before else (GOOD, odd)

    assert "11-25 10:00-11:00" in said(read(calendar(*parts).encode("utf-8", "replace")))
