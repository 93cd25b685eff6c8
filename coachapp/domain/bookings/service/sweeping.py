"""What time alone changes about meetings and holds, one coach after the other, always in the same order."""

from __future__ import annotations

from datetime import datetime

from coachapp.domain.bookings import queries
from coachapp.domain.bookings.service import pending
from coachapp.domain.bookings.service.holding import clear_holds
from coachapp.domain.bookings.service.locking import lock
from coachapp.domain.bookings.service.moving import let_wishes_run_out
from coachapp.domain.bookings.service.offering import forget_entries, let_pass, offer_freed


def sweep(now: datetime) -> None:
    """Free the times that were held for a word that did not come, and offer what is free to who waits."""
    for coach_id in sorted(queries.coaches_with_something_due(now) | queries.coaches_with_a_line(now)):
        lock(coach_id)
        pending.expire(coach_id, now)
        let_wishes_run_out(coach_id, now)
        let_pass(coach_id, now)
        offer_freed(coach_id)
    clear_holds(now)
    forget_entries(now)
