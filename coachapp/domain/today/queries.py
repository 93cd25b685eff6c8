"""Today, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.today.agenda import Meeting, meetings_on
from coachapp.domain.today.needs import DAY, Need
from coachapp.domain.today.reasons import needs_of, own_clients
from coachapp.domain.wins.models import Win

FOLD = 50


@dataclass(frozen=True)
class Today:
    """The coach's landing page."""

    needs: list[Need]
    meetings: Sequence[Meeting]
    idea: Win | None
    """With nothing to do: a client's latest win, to write a line about."""
    idea_client: Client | None


def today_of(viewer: Viewer) -> Today:
    """Give who needs this coach and why, and whom they meet today."""
    now = clock.now()
    needs = needs_of(viewer, now)
    idea = None if needs else _idea(viewer, now)
    return Today(needs, meetings_on(viewer, now), idea[0] if idea else None, idea[1] if idea else None)


def _idea(viewer: Viewer, now: datetime) -> tuple[Win, Client] | None:
    row = db.session.execute(
        select(Win, Client)
        .join(Client, Client.id == Win.client_id)
        .where(Client.coach_id == viewer.membership_id, Win.at > now - 14 * DAY)
        .order_by(Win.at.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


@dataclass(frozen=True)
class Waiting:
    """A client whose turn it is: how many steps are open, and the soonest date."""

    client: Client
    steps: int
    due_on: date | None


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Give the clients with open steps, the soonest first."""
    rows = db.session.execute(
        own_clients(viewer)
        .join(ActionItem, ActionItem.client_id == Client.id)
        .where(ActionItem.state == State.OPEN)
        .add_columns(func.count(ActionItem.id), func.min(ActionItem.due_on))
        .group_by(Client.id)
        .order_by(func.min(ActionItem.due_on).asc().nulls_last(), Client.name)
        .limit(FOLD)
    )
    return [Waiting(*row) for row in rows]


def all_quiet(viewer: Viewer) -> Sequence[Client]:
    """Give the clients at work whose plan holds nothing open."""
    busy = select(ActionItem.id).where(ActionItem.client_id == Client.id, ActionItem.state == State.OPEN)
    return db.session.scalars(own_clients(viewer).where(~busy.exists()).order_by(Client.name).limit(FOLD)).all()
