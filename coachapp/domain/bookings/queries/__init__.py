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
from coachapp.domain.bookings.queries.availability import outside_hours, slot_of
from coachapp.domain.bookings.queries.blocked import (
    blocked_times,
    blocked_times_visible_to,
    get_blocked_time,
    standing_in,
)
from coachapp.domain.bookings.queries.clocks import shifted
from coachapp.domain.bookings.queries.desk import missed_before, note_of
from coachapp.domain.bookings.queries.feeds import own_meetings, own_uids
from coachapp.domain.bookings.queries.holds import held_by, kept_at_once, wanted_time
from coachapp.domain.bookings.queries.hosts import diary, explain, free_slots, host_at, host_ids, hosts_of
from coachapp.domain.bookings.queries.messages import find_message, is_open_to_messages, messages_at
from coachapp.domain.bookings.queries.offers import (
    any_link,
    event_types,
    event_types_visible_to,
    get_event_type,
    get_private_link,
    offers_of_practice,
    open_link,
    private_link,
    private_links_of,
    sites_of_link,
)
from coachapp.domain.bookings.queries.standing import is_taken, left_to_keep, of_same_person
from coachapp.domain.bookings.queries.terms import (
    is_open_to_guest,
    length_of,
    limits_of,
    offer_of,
    open_to_guest_until,
)
from coachapp.domain.bookings.queries.unwelcome import (
    blocked_guests,
    blocked_guests_visible_to,
    find_blocked_guest,
    get_blocked_guest,
    is_blocked,
)

__all__ = [
    "any_link",
    "blocked_guests",
    "blocked_guests_visible_to",
    "blocked_times",
    "blocked_times_visible_to",
    "bookings_visible_to",
    "diary",
    "event_types",
    "event_types_visible_to",
    "explain",
    "file_of",
    "find_blocked_guest",
    "find_message",
    "free_slots",
    "get_blocked_guest",
    "get_blocked_time",
    "get_booking",
    "get_event_type",
    "get_private_link",
    "held_by",
    "host_at",
    "host_ids",
    "hosts_of",
    "in_view",
    "is_blocked",
    "is_open_to_guest",
    "is_open_to_messages",
    "is_taken",
    "kept_at_once",
    "left_to_keep",
    "length_of",
    "limits_of",
    "managed",
    "messages_at",
    "missed_before",
    "next_booking_of",
    "next_start",
    "note_of",
    "of_same_person",
    "offer_of",
    "offers_of_practice",
    "open_link",
    "open_to_guest_until",
    "outside_hours",
    "own_meetings",
    "own_uids",
    "private_link",
    "private_links_of",
    "resume_of",
    "selected",
    "shifted",
    "sites_of_link",
    "slot_of",
    "standing_in",
    "wanted_time",
    "whole",
]
