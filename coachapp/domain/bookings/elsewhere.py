"""Addresses that put a meeting into somebody's calendar on the web."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from coachapp.domain.bookings.calendar import Meeting, clean, clean_line


def google(meeting: Meeting) -> str:
    """Give the address at which Google Calendar offers to take the meeting."""
    asked = {
        "action": "TEMPLATE",
        "text": clean_line(meeting.summary),
        "dates": f"{_compact(meeting.starts_at)}/{_compact(meeting.ends_at)}",
        "details": clean(meeting.description),
        "location": clean_line(meeting.place),
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(asked)}"


def outlook(meeting: Meeting) -> str:
    """Give the address at which Outlook on the web offers to take the meeting."""
    asked = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": clean_line(meeting.summary),
        "startdt": _spelled(meeting.starts_at),
        "enddt": _spelled(meeting.ends_at),
        "body": clean(meeting.description),
        "location": clean_line(meeting.place),
    }
    return f"https://outlook.live.com/calendar/0/action/compose?{urlencode(asked)}"


def _compact(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _spelled(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
