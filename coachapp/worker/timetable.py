"""What beat rings for, and how often (seconds); what may wait while anything else is to be done."""

from __future__ import annotations

TIMETABLE = {
    "owe what reminders are due": {"task": "notifications.owe", "schedule": 30.0, "options": {"expires": 60}},
    "read what nobody read": {"task": "documents.sweep", "schedule": 15.0, "options": {"expires": 30}},
    "find comments in later versions": {"task": "reviews.sweep", "schedule": 120.0, "options": {"expires": 120}},
    "owe calendars their meetings": {"task": "calendars.owe", "schedule": 20.0, "options": {"expires": 30}},
    "read calendars that are due": {"task": "calendars.sweep", "schedule": 60.0, "options": {"expires": 60}},
    "clear away what nothing names": {"task": "ops.clear", "schedule": 900.0, "options": {"expires": 600}},
    "deliver what is owed": {"task": "notifications.sweep", "schedule": 15.0, "options": {"expires": 30}},
}

# a large number comes last; the lists of the broker are asked in this order
LAST = {
    name: {"priority": 6}
    for name in ("documents.read", "reviews.carry", "calendars.read", "calendars.write", "calendars.discover")
} | {"documents.reread": {"priority": 9}}
