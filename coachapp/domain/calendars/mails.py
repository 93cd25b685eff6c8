"""The letter about a calendar that can't be read any more."""

from __future__ import annotations

from coachapp.core import links
from coachapp.core.db import db
from coachapp.domain.calendars import wording
from coachapp.domain.calendars.models import CalendarSource
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("calendar_unread")
def calendar_unread(owed: Notification) -> Letter | None:
    """Write what keeps a calendar from being read, what that means and what to do; None once it was read again."""
    source = db.session.get(CalendarSource, owed.subject_id)
    if source is None or not source.is_on or source.trouble is None:
        return None
    what, do = wording.TROUBLES[source.trouble]
    means = (
        "What it took before stays taken; what was added there since can still be booked."
        if source.last_good_at
        else "Until it is read, nothing of it is taken."
    )
    return Letter(
        subject=f"Your calendar “{source.name}” can't be read",
        preview=what,
        paragraphs=[f"{what} {means}", do],
        facts=[("Calendar", source.name), ("Server", source.host)],
        button=("Open my calendars", links.url("coach", "settings", "calendars")),
        closing="It is tried again every hour. This is the one mail about it.",
    )
