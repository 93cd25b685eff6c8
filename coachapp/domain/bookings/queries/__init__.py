"""Read offers, free times and meetings, each through the one who looks."""

from coachapp.domain.bookings.queries.agenda import (
    bookings_visible_to,
    file_of,
    get_booking,
    in_view,
    managed,
    next_booking_of,
    next_start,
    resume_of,
    selected,
    whole,
)
from coachapp.domain.bookings.queries.availability import (
    diary,
    explain,
    free_slots,
    is_open_to_guest,
    length_of,
    limits_of,
    offer_of,
    open_to_guest_until,
    outside_hours,
    slot_of,
)
from coachapp.domain.bookings.queries.blocked import (
    blocked_times,
    blocked_times_visible_to,
    get_blocked_time,
    standing_in,
)
from coachapp.domain.bookings.queries.clocks import shifted
from coachapp.domain.bookings.queries.desk import missed_before, note_of
from coachapp.domain.bookings.queries.feeds import own_meetings, own_uids
from coachapp.domain.bookings.queries.offers import (
    any_link,
    event_types,
    event_types_visible_to,
    get_event_type,
    offers_of_practice,
    open_link,
)

__all__ = [
    "any_link",
    "blocked_times",
    "blocked_times_visible_to",
    "bookings_visible_to",
    "diary",
    "event_types",
    "event_types_visible_to",
    "explain",
    "file_of",
    "free_slots",
    "get_blocked_time",
    "get_booking",
    "get_event_type",
    "in_view",
    "is_open_to_guest",
    "length_of",
    "limits_of",
    "managed",
    "missed_before",
    "next_booking_of",
    "next_start",
    "note_of",
    "offer_of",
    "offers_of_practice",
    "open_link",
    "open_to_guest_until",
    "outside_hours",
    "own_meetings",
    "own_uids",
    "resume_of",
    "selected",
    "shifted",
    "slot_of",
    "standing_in",
    "whole",
]
