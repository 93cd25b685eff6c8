"""Small calendar files in the shapes that programs really write, each with the times that it takes.

Written by hand for these tests. Times are read by a coach in Berlin, from 1 November 2026 for thirteen months.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A file, the busy times (UTC, minutes) that are expected of it, how many events are read, how many are not."""

    name: str
    text: str
    busy: list[str]
    n_read: int = 1
    n_unread: int = 0


def calendar(head: str, *parts: str) -> str:
    lines = ["BEGIN:VCALENDAR", *head.split("\n"), *(line for part in parts for line in part.strip().split("\n"))]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


GOOGLE = "PRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH"
OUTLOOK = "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\nMETHOD:PUBLISH"
EXCHANGE = "METHOD:PUBLISH\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0\nX-WR-CALNAME:Kalender"
APPLE = "CALSCALE:GREGORIAN\nPRODID:-//Apple Inc.//macOS 15.1//EN\nVERSION:2.0\nX-APPLE-CALENDAR-COLOR:#FF2968"

_ROMANCE = """
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""

SHAPES = [
    Shape(
        "google: a weekly call with one instance moved and one called off",
        calendar(
            GOOGLE + "\nX-WR-CALNAME:Olivia\nX-WR-TIMEZONE:Europe/Berlin",
            """
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:GMT+2
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:GMT+1
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261103T100000
DTEND;TZID=Europe/Berlin:20261103T110000
RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261201T225959Z;BYDAY=TU
EXDATE;TZID=Europe/Berlin:20261110T100000
DTSTAMP:20261101T080000Z
UID:4abc@google.com
SEQUENCE:2
STATUS:CONFIRMED
SUMMARY:Team call
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261118T150000
DTEND;TZID=Europe/Berlin:20261118T160000
DTSTAMP:20261101T080000Z
UID:4abc@google.com
RECURRENCE-ID;TZID=Europe/Berlin:20261117T100000
SEQUENCE:3
STATUS:CONFIRMED
SUMMARY:Team call
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261124T100000
DTEND;TZID=Europe/Berlin:20261124T110000
UID:4abc@google.com
RECURRENCE-ID;TZID=Europe/Berlin:20261124T100000
STATUS:CANCELLED
END:VEVENT""",
        ),
        ["11-03 09:00-10:00", "11-18 14:00-15:00", "12-01 09:00-10:00"],
        n_read=3,
    ),
    Shape(
        "google: an event that is shown as free takes nothing, a tentative one does",
        calendar(
            GOOGLE,
            """
BEGIN:VEVENT
DTSTART:20261104T100000Z
DTEND:20261104T110000Z
UID:a@google.com
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART:20261105T100000Z
DTEND:20261105T110000Z
UID:b@google.com
STATUS:TENTATIVE
END:VEVENT""",
        ),
        ["11-05 10:00-11:00"],
        n_read=2,
    ),
    Shape(
        "outlook: windows zone, busy status, a whole day in the coach's zone",
        calendar(
            OUTLOOK,
            _ROMANCE,
            """
BEGIN:VEVENT
CLASS:PUBLIC
DTSTART;TZID="W. Europe Standard Time":20261106T090000
DTEND;TZID="W. Europe Standard Time":20261106T100000
SUMMARY;LANGUAGE=de:Besprechung
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E008
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="W. Europe Standard Time":20261106T120000
DTEND;TZID="W. Europe Standard Time":20261106T130000
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E009
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261109
DTEND;VALUE=DATE:20261110
UID:040000008200E00074C5B7101A82E010
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
X-MICROSOFT-CDO-BUSYSTATUS:OOF
END:VEVENT""",
        ),
        ["11-06 08:00-09:00", "11-08 23:00-11-09 23:00"],
        n_read=3,
    ),
    Shape(
        "exchange: zone names for people, without quotes, and one that a list of cities tells",
        calendar(
            EXCHANGE,
            """
BEGIN:VEVENT
UID:e1
DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:20261103T100000
DTEND;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:20261103T103000
END:VEVENT
BEGIN:VEVENT
UID:e2
DTSTART;TZID=Eastern Standard Time:20261103T090000
DTEND;TZID=Eastern Standard Time:20261103T093000
END:VEVENT
BEGIN:VEVENT
UID:e3
DTSTART;TZID=tzone://Microsoft/Utc:20261104T090000
DTEND;TZID=tzone://Microsoft/Utc:20261104T093000
END:VEVENT
BEGIN:VEVENT
UID:e4
DTSTART;TZID=W. Europe Standard Time 1:20261105T090000
DTEND;TZID=W. Europe Standard Time 1:20261105T093000
END:VEVENT""",
        ),
        ["11-03 09:00-09:30", "11-03 14:00-14:30", "11-04 09:00-09:30", "11-05 08:00-08:30"],
        n_read=4,
    ),
    Shape(
        "exchange: a zone of its own making, over the clock change in March",
        calendar(
            EXCHANGE,
            _ROMANCE.replace("W. Europe Standard Time", "Customized Time Zone"),
            """
BEGIN:VEVENT
UID:c1
DTSTART;TZID=Customized Time Zone:20270326T100000
DTEND;TZID=Customized Time Zone:20270326T110000
RRULE:FREQ=DAILY;COUNT=4;BYDAY=MO,FR
END:VEVENT""",
        ),
        ["03-26 09:00-10:00", "03-29 08:00-09:00", "04-02 08:00-09:00", "04-05 08:00-09:00"],
    ),
    Shape(
        "apple: a length instead of an end, floating time, birthdays that take nothing",
        calendar(
            APPLE,
            """
BEGIN:VEVENT
UID:AB12-34
DTSTART;TZID=Europe/London:20261110T090000
DURATION:PT1H30M
CREATED:20261001T000000Z
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
END:VEVENT
BEGIN:VEVENT
UID:AB12-35
DTSTART:20261111T120000
DTEND:20261111T130000
END:VEVENT
BEGIN:VEVENT
UID:AB12-36
DTSTART;VALUE=DATE:19800512
DTEND;VALUE=DATE:19800513
RRULE:FREQ=YEARLY
TRANSP:TRANSPARENT
END:VEVENT""",
        ),
        ["11-10 09:00-10:30", "11-11 11:00-12:00"],
        n_read=3,
    ),
]
