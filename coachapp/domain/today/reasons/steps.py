"""Reasons from the plan and the log: a step waits; a client has gone quiet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.today.needs import DAY, MOST, Need, Tier, days, days_between, span
from coachapp.domain.today.reasons.row import client_row, own_clients, wanted

QUIET_DAYS = 14
GRACE_DAYS = 3


def step_waits(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A step of the plan is days past its date."""
    today = now.astimezone(clock.zone(viewer.time_zone)).date()
    rows = db.session.execute(
        select(Client, ActionItem)
        .join(ActionItem, ActionItem.client_id == Client.id)
        .where(
            Client.coach_id == viewer.membership_id,
            Client.status == Status.ACTIVE,
            ActionItem.state == State.OPEN,
            ActionItem.due_on <= today - timedelta(days=GRACE_DAYS),
            ActionItem.due_on > today - timedelta(days=60),
        )
        .order_by(ActionItem.due_on, ActionItem.id)
        .limit(3 * MOST)
    )
    for client, item in rows:
        if item.due_on is not None:
            why = f"“{item.title}” is open {days(days_between(item.due_on, today))} past its date"
            since = datetime.combine(item.due_on, time(), UTC)
            where = {"button": "Open the plan", "button_path": f"/coach/clients/{client.id}/plan"}
            yield client_row(client, "step_waits", why, Tier.STEP_WAITS, since, icon="list-checks", **where)


def quiet(viewer: Viewer, now: datetime) -> Iterator[Need]:
    """A client has done nothing here for a while."""
    own = (Activity.client_id == Client.id, Activity.actor_role == "client")
    last = select(func.max(Activity.at)).where(*own).scalar_subquery()
    recent = select(Activity.id).where(*own, Activity.at > now - QUIET_DAYS * DAY)
    rows = db.session.execute(
        own_clients(viewer)
        .add_columns(last)
        .where(
            Client.created_at < now - QUIET_DAYS * DAY,
            ~recent.exists(),
            wanted(viewer, "quiet", Client.id, now),
        )
        .order_by(Client.created_at)
        .limit(MOST)
    )
    for client, seen_at in rows:
        why = f"quiet for {span(now - (seen_at or client.created_at))}"
        since = seen_at or client.created_at
        yield client_row(client, "quiet", why, Tier.QUIET, since, button="Say hello", icon="leaf", may_wait=True)
