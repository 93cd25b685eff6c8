"""What a coach sees of bookings: the agenda, requests, blocked time, the offers."""

from coachapp.web.coach.bookings import (
    agenda,
    blocked,
    desk,
    links,
    making,
    offers,
    requests,
    sites,
    unwelcome,
    waitlist,
    why,
)
from coachapp.web.coach.bookings.door import bp

__all__ = [
    "agenda",
    "blocked",
    "bp",
    "desk",
    "links",
    "making",
    "offers",
    "requests",
    "sites",
    "unwelcome",
    "waitlist",
    "why",
]
