"""Where a meeting is: as the offer says, or in a video room of its own."""

from __future__ import annotations

import secrets

from coachapp.domain.bookings.models import EventType

ROOM = "{room}"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for each other when reading them out."""


def place_for(event_type: EventType) -> str:
    """Give the place of a new meeting; each {room} becomes a name that nobody guesses (100 bits)."""
    return filled(event_type.place)


def filled(place: str) -> str:
    """Give the place with a room of its own where one is asked for."""
    return place.replace(ROOM, new_room()) if ROOM in place else place


def new_room() -> str:
    """Give a name of 20 letters in four groups."""
    letters = [secrets.choice(LETTERS) for _ in range(20)]
    return "-".join("".join(letters[n : n + 5]) for n in range(0, 20, 5))
