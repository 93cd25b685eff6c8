"""What time alone changes about meetings."""

from __future__ import annotations

from datetime import datetime

from coachapp.domain.bookings.service.holding import clear_holds
from coachapp.domain.bookings.service.pending import expire


def owe_expired(now: datetime) -> None:
    """Free the times that were held for a word that did not come, and forget holds that count no more."""
    expire(now)
    clear_holds(now)
