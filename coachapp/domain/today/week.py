"""My week, as the client sees it: the next step, what was promised, what went well, what is coming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda.queries import count_agenda
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.queries import applications_of, applied_count
from coachapp.domain.applications.stages import Stage
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.queries import next_booking_of
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.plans.queries import plan_of
from coachapp.domain.rejections.queries import quiet_one
from coachapp.domain.reviews.queries import OpenedAgain, Promise, opened_again, promises_of
from coachapp.domain.wins.models import Win
from coachapp.domain.wins.queries import wins_of


@dataclass(frozen=True)
class Week:
    """What stands on the client's first page."""

    client: Client
    next_step: ActionItem | None
    open_items: int
    promises: Sequence[Promise]
    opened_again: Sequence[OpenedAgain]
    wins: Sequence[Win]
    session: Booking | None
    to_talk_about: int
    sent: int | None
    """How many applications went out this week; unsaid while a no is fresh."""
    on_board: int


def week_of(viewer: Viewer, client: Client) -> Week:
    """Give what the client's first page shows."""
    plan = plan_of(viewer, client, state=State.OPEN)
    monday = (today := clock.today(viewer.time_zone)) - timedelta(days=today.weekday())
    return Week(
        client=client,
        next_step=plan[0] if plan else None,
        open_items=len(plan),
        promises=promises_of(viewer, client_id=client.id, limit=3),
        opened_again=opened_again(viewer, client.id),
        wins=wins_of(viewer, client, limit=3),
        session=next_booking_of(viewer, client.id),
        to_talk_about=count_agenda(viewer, client),
        sent=None if quiet_one(viewer, client) else applied_count(viewer, client, monday),
        on_board=_on_board(viewer, client),
    )


def _on_board(viewer: Viewer, client: Client) -> int:
    """Count what is alive on the board."""
    alive = applications_of(viewer, client).where(JobApplication.stage != Stage.ENDED)
    return db.session.scalar(alive.with_only_columns(func.count(JobApplication.id))) or 0
