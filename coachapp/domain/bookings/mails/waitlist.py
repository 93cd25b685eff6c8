"""Letters to who waits for a day that is full."""

from __future__ import annotations

from coachapp.domain.bookings import queries, wording
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.service import waitlist_url
from coachapp.domain.bookings.waitlist import Turn, WaitlistEntry
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


def _still(owed: Notification, turn: Turn) -> tuple[WaitlistEntry, EventType] | None:
    entry = queries.find_entry(owed.subject_id)
    return (entry, queries.offer_of_entry(entry)) if entry is not None and entry.turn is turn else None


@writes("waitlist_joined")
def waitlist_joined(owed: Notification) -> Letter | None:
    """Tell somebody that they stand in line, and how to leave it."""
    found = _still(owed, Turn.WAITING)
    if found is None:
        return None
    entry, offer = found
    day = wording.day_of(entry.since, entry.time_zone)
    return Letter(
        subject=f"You are on the waitlist: {offer.name}, {day}",
        preview="You hear from us the moment a time comes free.",
        paragraphs=[
            f"When a time comes free on {day}, you get a mail and half an hour to take it. Until then, just wait.",
            "If you found another time, please leave the list, so that it moves on.",
        ],
        facts=[("What", offer.name), ("With", offer.coach.user.name), ("Day", day)],
        button=("See or leave the waitlist", waitlist_url(entry)),
        reply_to=offer.coach.user.email,
        from_name=offer.coach.user.name,
    )


@writes("waitlist_offered")
def waitlist_offered(owed: Notification) -> Letter | None:
    """Tell the first in line that a time came free, and until when it is theirs to take."""
    found = _still(owed, Turn.OFFERED)
    kept = queries.kept_for(found[0]) if found else None
    if found is None or kept is None:
        return None
    entry, offer = found
    until = wording.clock_of(kept.held_until, entry.time_zone)
    return Letter(
        subject=f"A time came free: {offer.name}, {wording.short(kept.starts_at, entry.time_zone)}",
        preview=f"It is yours to take until {until}.",
        paragraphs=[f"A time came free on your day. It is kept for you until {until}; then the next in line gets it."],
        facts=[
            ("When", wording.span(kept.starts_at, kept.ends_at, entry.time_zone)),
            ("What", offer.name),
            ("With", offer.coach.user.name),
        ],
        button=("Take this time", waitlist_url(entry)),
        reply_to=offer.coach.user.email,
        from_name=offer.coach.user.name,
    )
