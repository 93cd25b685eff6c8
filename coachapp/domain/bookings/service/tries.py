"""How often booking may be tried: by one network address, for one mail address, through one link."""

from __future__ import annotations

from coachapp.core.throttle import hit
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.persons import folded

BY_ADDRESS = "120/minute"
FOR_MAIL = "20/hour"
THROUGH_LINK = "600/minute"
"""Far above what a talk before a thousand people brings; one network address alone never uses it up for the others."""


def count_try(offer: EventType, *, address: str, email: str) -> None:
    """Count one try to book, and refuse it where it is one too many; web and API count alike."""
    hit(BY_ADDRESS, "book", address)
    hit(FOR_MAIL, "book-for", folded(email))
    hit(THROUGH_LINK, "book-through", str(offer.id))


def count_change(*, address: str) -> None:
    """Count one try to change a meeting or a place in line by its link, and refuse it where it is one too many."""
    hit(BY_ADDRESS, "book", address)


def count_hold(offer: EventType, *, address: str) -> None:
    """Count one try to keep a time, and refuse it where it is one too many."""
    hit(BY_ADDRESS, "hold", address)
    hit(THROUGH_LINK, "hold-through", str(offer.id))
