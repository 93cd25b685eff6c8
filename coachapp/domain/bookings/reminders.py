"""What time alone changes about meetings."""

from __future__ import annotations

from datetime import datetime

from coachapp.domain.bookings.service.sweeping import sweep


def owe_expired(now: datetime) -> None:
    """Free the times that were held for a word that did not come, and offer what is free to who waits."""
    sweep(now)
