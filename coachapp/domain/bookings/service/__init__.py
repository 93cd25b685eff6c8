"""Offer meetings, take them, move them, cancel them, and make a client of a guest."""

from coachapp.domain.bookings.service.booking import (
    Guest,
    Resume,
    book,
    cancel,
    manage_url,
    move,
    new_manage_link,
)
from coachapp.domain.bookings.service.guests import make_client
from coachapp.domain.bookings.service.offers import (
    add_event_type,
    change_event_type,
    close_link,
    open_link,
)
from coachapp.domain.bookings.service.times import remove_override, set_hours, set_override

__all__ = [
    "Guest",
    "Resume",
    "add_event_type",
    "book",
    "cancel",
    "change_event_type",
    "close_link",
    "make_client",
    "manage_url",
    "move",
    "new_manage_link",
    "open_link",
    "remove_override",
    "set_hours",
    "set_override",
]
