"""My week, as the client sees it: the next step, what was promised, what went well, what is coming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.queries import next_booking_of
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.plans.queries import plan_of
from coachapp.domain.wins.models import Win
from coachapp.domain.wins.queries import wins_of


@dataclass(frozen=True)
class Week:
    """What stands on the client's first page."""

    client: Client
    next_step: ActionItem | None
    open_items: int
    wins: Sequence[Win]
    session: Booking | None


def week_of(viewer: Viewer, client: Client) -> Week:
    """Give what the client's first page shows."""
    plan = plan_of(viewer, client, state=State.OPEN)
    return Week(
        client,
        plan[0] if plan else None,
        len(plan),
        wins_of(viewer, client, limit=3),
        next_booking_of(viewer, client.id),
    )
