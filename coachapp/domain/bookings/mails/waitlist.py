"""Letters to who waits for a day that is full."""

from __future__ import annotations

from coachapp.core.tongue import gettext
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
        subject=gettext("You are on the waitlist: %(offer)s, %(day)s", offer=offer.name, day=day),
        preview=gettext("You hear from us the moment a time comes free."),
        paragraphs=[
            gettext(
                "When a time comes free on %(day)s, you get a mail and half an hour to take it. Until then, just wait.",
                day=day,
            ),
            gettext("If you found another time, please leave the list, so that it moves on."),
        ],
        facts=[(gettext("What"), offer.name), (gettext("With"), offer.coach.user.name), (gettext("Day"), day)],
        button=(gettext("See or leave the waitlist"), waitlist_url(entry)),
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
    until, start = wording.clock_of(kept.held_until, entry.time_zone), wording.short(kept.starts_at, entry.time_zone)
    return Letter(
        subject=gettext("A time came free: %(offer)s, %(start)s", offer=offer.name, start=start),
        preview=gettext("It is yours to take until %(time)s.", time=until),
        paragraphs=[
            gettext(
                "A time came free on your day. It is kept for you until %(time)s; then the next in line gets it.",
                time=until,
            )
        ],
        facts=[
            (gettext("When"), wording.span(kept.starts_at, kept.ends_at, entry.time_zone)),
            (gettext("What"), offer.name),
            (gettext("With"), offer.coach.user.name),
        ],
        button=(gettext("Take this time"), waitlist_url(entry)),
        reply_to=offer.coach.user.email,
        from_name=offer.coach.user.name,
    )
