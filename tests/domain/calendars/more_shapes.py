"""More small calendar files in the shapes that programs write: servers, exports, and what people make by hand."""

from __future__ import annotations

from tests.domain.calendars.shapes import SHAPES as FIRST
from tests.domain.calendars.shapes import Shape, calendar

SHAPES = [
    *FIRST,
    Shape(
        "nextcloud: a series cut short from a date on, in a zone that is spelled with a path",
        calendar(
            "VERSION:2.0\nPRODID:-//IDN nextcloud.com//Calendar app 5.0//EN",
            """
BEGIN:VEVENT
UID:n1
DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261112T080000
DTEND;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261112T090000
RRULE:FREQ=DAILY;UNTIL=20261114
EXDATE;VALUE=DATE:20261113
END:VEVENT""",
        ),
        ["11-12 07:00-08:00", "11-14 07:00-08:00"],
    ),
    Shape(
        "fastmail: two days each month, with a date added and the last of them moved with all that follow",
        calendar(
            "VERSION:2.0\nPRODID:-//CyrusIMAP.org//Cyrus//EN\nMETHOD:PUBLISH",
            """
BEGIN:VEVENT
UID:f1
DTSTART;TZID=Europe/Berlin:20270105T100000
DURATION:PT1H
RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=3
RDATE;TZID=Europe/Berlin:20270107T100000
END:VEVENT
BEGIN:VEVENT
UID:f1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270202T100000
DTSTART;TZID=Europe/Berlin:20270202T120000
DURATION:PT1H
END:VEVENT""",
        ),
        ["01-05 09:00-10:00", "01-07 09:00-10:00", "02-02 11:00-12:00", "03-02 11:00-12:00"],
        n_read=2,
    ),
    Shape(
        "proton: lower-case frames and a bare line feed",
        "begin:vcalendar\nversion:2.0\nprodid:-//Proton AG//ProtonCalendar 1.0.0//EN\nbegin:vevent\nuid:p1@proton.me\n"
        "dtstart;tzid=Europe/Zurich:20261120T140000\ndtend;tzid=Europe/Zurich:20261120T150000\nend:vevent\nend:vcalendar\n",
        ["11-20 13:00-14:00"],
    ),
    Shape(
        "zimbra: a free/busy export",
        calendar(
            "PRODID:Zimbra-Calendar-Provider\nVERSION:2.0\nMETHOD:PUBLISH",
            """
BEGIN:VFREEBUSY
ORGANIZER:mailto:olivia@example.org
DTSTART:20261101T000000Z
DTEND:20271101T000000Z
FREEBUSY;FBTYPE=BUSY:20261103T090000Z/20261103T100000Z,20261104T090000Z/PT30M
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261105T090000Z/20261105T100000Z
FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261106T090000Z/20261106T100000Z
FREEBUSY;FBTYPE=FREE:20261107T090000Z/20261107T100000Z
FREEBUSY:20261108T090000Z/20261108T100000Z
END:VFREEBUSY""",
        ),
        ["11-03 09:00-10:00", "11-04 09:00-09:30", "11-05 09:00-10:00", "11-06 09:00-10:00", "11-08 09:00-10:00"],
    ),
    Shape(
        "an airline: two flights under one UID, each in the zones of its airports",
        calendar(
            "VERSION:2.0\nPRODID:-//Some Air//Bookings//EN",
            """
BEGIN:VEVENT
UID:BOOKING-XYZ
SUMMARY:SA 123 Berlin - New York
DTSTART;TZID=Europe/Berlin:20261201T100000
DTEND;TZID=America/New_York:20261201T130000
END:VEVENT
BEGIN:VEVENT
UID:BOOKING-XYZ
SUMMARY:SA 124 New York - Berlin
DTSTART;TZID=America/New_York:20261208T180000
DTEND;TZID=Europe/Berlin:20261209T080000
END:VEVENT""",
        ),
        ["12-01 09:00-18:00", "12-08 23:00-12-09 07:00"],
        n_read=2,
    ),
    Shape(
        "a hotel: dates with times that mean nothing, no UID, folded wrongly, two files in one",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Stay at the\nGrand: hotel\n"
        "DTSTART;VALUE=DATE:20261212T000000\nDTEND;VALUE=DATE:20261214T000000\nEND:VEVENT\nEND:VCALENDAR\n"
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261215T090000Z\nDTEND:20261215T100000Z\nEND:VEVENT\nEND:VCALENDAR",
        ["12-11 23:00-12-13 23:00", "12-15 09:00-10:00"],
        n_read=2,
    ),
    Shape(
        "hand-made: indented, dates with dashes, no end, an end before the start, a start that is nothing",
        """BEGIN:VCALENDAR
  BEGIN:VEVENT
DTSTART:2026-11-16T10:00:00Z
DTEND:2026-11-16T11:00:00+01:00
  END:VEVENT
BEGIN:VEVENT
DTSTART:20261117T100000Z
END:VEVENT
BEGIN:VEVENT
SUMMARY:Backwards
DTSTART:20261118T100000Z
DTEND:20261118T090000Z
END:VEVENT
BEGIN:VEVENT
SUMMARY:Nothing
DTSTART:soon
END:VEVENT
BEGIN:VEVENT
DTSTART:20261119T100000Z
DTEND:20261119T110000Z
END:VEVENT
END:VCALENDAR""".replace("11:00:00+01:00", "12:00:00+01:00"),
        ["11-16 10:00-11:00", "11-18 09:00-10:00", "11-19 10:00-11:00"],
        n_read=3,
        n_unread=2,
    ),
    Shape(
        "a zone that names nothing is read as the coach's, and counted",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:z\nDTSTART;TZID=Nowhere/At_All:20261103T100000\n"
            "DTEND;TZID=Nowhere/At_All:20261103T110000\nEND:VEVENT",
        ),
        ["11-03 09:00-10:00"],
        n_read=0,
        n_unread=1,
    ),
    Shape(
        "a call that was called off as a whole",
        calendar(
            "VERSION:2.0\nMETHOD:CANCEL",
            "BEGIN:VEVENT\nUID:x\nDTSTART:20261103T100000Z\nDTEND:20261103T110000Z\nEND:VEVENT",
        ),
        [],
    ),
    Shape(
        "an exception whose series is elsewhere stands for itself",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:lone\nRECURRENCE-ID:20261102T100000Z\nDTSTART:20261103T100000Z\n"
            "DTEND:20261103T110000Z\nEND:VEVENT",
        ),
        ["11-03 10:00-11:00"],
    ),
    Shape(
        "a newer state of an event replaces the older one",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:s\nSEQUENCE:1\nDTSTART:20261103T100000Z\nDTEND:20261103T110000Z\nEND:VEVENT\n"
            "BEGIN:VEVENT\nUID:s\nSEQUENCE:2\nDTSTART:20261104T100000Z\nDTEND:20261104T110000Z\nEND:VEVENT",
        ),
        ["11-04 10:00-11:00"],
        n_read=2,
    ),
    Shape(
        "an old mozilla file: names and values on lines of their own, empty lines between",
        "BEGIN:VCALENDAR\nVERSION\n\n :2.0\nBEGIN:VEVENT\nUID\n\n :956630271\nSUMMARY\n\n :A day off\n"
        "DTSTART\n\n ;VALUE=DATE\n :20261225\nDTEND\n\n ;VALUE=DATE\n :20261226\nEND:VEVENT\nEND:VCALENDAR\n",
        ["12-24 23:00-12-25 23:00"],
    ),
    Shape(
        "one call of a series became a whole day",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:w\nDTSTART;TZID=Europe/Berlin:20261103T020000\nDURATION:PT1H\n"
            "RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n"
            "BEGIN:VEVENT\nUID:w\nRECURRENCE-ID;TZID=Europe/Berlin:20261104T020000\nDTSTART;VALUE=DATE:20261210\n"
            "END:VEVENT",
        ),
        ["11-03 01:00-02:00", "11-05 01:00-02:00", "12-09 23:00-12-10 23:00"],
        n_read=2,
    ),
    Shape(
        "a rule of another calendar than ours is counted, and its first day is taken",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:n\nDTSTART;VALUE=DATE:20270206\nRRULE:RSCALE=CHINESE;FREQ=YEARLY\nEND:VEVENT",
        ),
        ["02-05 23:00-02-06 23:00"],
        n_read=0,
        n_unread=1,
    ),
    Shape(
        "a free/busy file with dates",
        calendar("VERSION:2.0", "BEGIN:VFREEBUSY\nFREEBUSY:20261109/20261110\nEND:VFREEBUSY"),
        ["11-08 23:00-11-09 23:00"],
    ),
    Shape(
        "two rules in one event",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:t\nDTSTART:20261103T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n"
            "RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
        ),
        ["11-03 10:00-11:00", "11-04 10:00-11:00", "11-10 10:00-11:00"],
    ),
    Shape(
        "an exception that goes on by a rule of its own",
        calendar(
            "VERSION:2.0",
            "BEGIN:VEVENT\nUID:s\nDTSTART:20261103T100000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;UNTIL=20261110T100000Z\nEND:VEVENT\n"
            "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20261110T100000Z\nDTSTART:20261110T120000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
        ),
        ["11-03 10:00-11:00", "11-10 12:00-13:00", "11-17 12:00-13:00"],
        n_read=2,
    ),
]
