"""Bookings: for guests without a token, for coaches with one."""

from coachapp.api.bookings import blocked, desk, guests, holds, links, meetings, messages, sites, unwelcome, waitlist
from coachapp.api.bookings.door import blp

__all__ = [
    "blocked",
    "blp",
    "desk",
    "guests",
    "holds",
    "links",
    "meetings",
    "messages",
    "sites",
    "unwelcome",
    "waitlist",
]
