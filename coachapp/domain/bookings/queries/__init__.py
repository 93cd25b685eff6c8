"""Read offers, free times and meetings, each through the one who looks."""

from coachapp.domain.bookings.queries.agenda import (
    bookings_of,
    bookings_visible_to,
    confirmed_between,
    get_booking,
    in_view,
    managed,
    next_booking_of,
    next_meetings,
    whole,
)
from coachapp.domain.bookings.queries.availability import (
    diary,
    explain,
    free_slots,
    hours_of,
    nearest,
    offer_of,
    overrides_of,
    schedule_of,
    slot_of,
)
from coachapp.domain.bookings.queries.offers import (
    any_link,
    event_types_visible_to,
    get_event_type,
    offers_of_practice,
    open_link,
)

__all__ = [
    "any_link",
    "bookings_of",
    "bookings_visible_to",
    "confirmed_between",
    "diary",
    "event_types_visible_to",
    "explain",
    "free_slots",
    "get_booking",
    "get_event_type",
    "hours_of",
    "in_view",
    "managed",
    "nearest",
    "next_booking_of",
    "next_meetings",
    "offer_of",
    "offers_of_practice",
    "open_link",
    "overrides_of",
    "schedule_of",
    "slot_of",
    "whole",
]
