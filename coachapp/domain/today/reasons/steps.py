"""Reasons from the plan and the log: a step waits; a client has gone quiet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, cast, func, literal_column, select

from coachapp.core.db import Instant
from coachapp.domain.activity.models import Activity
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.today.needs import Need, Tier, days, span
from coachapp.domain.today.reasons.row import (
    FEW,
    FORTNIGHT_AGO,
    LATE_ON,
    SOME,
    TODAY,
    Found,
    Reason,
    about,
    always,
    columns,
    of_mine,
    wanted,
)

LONG = literal_column("60", Integer())
"""Days after which a step that nobody closed is no reason any more."""


def late() -> Select[Any]:
    """Steps that are open three days or more past their date."""
    facts = columns(
        "step_waits",
        ActionItem.id,
        Client.id,
        Client.name,
        words=ActionItem.title,
        at=cast(ActionItem.due_on, Instant),
        n=TODAY - ActionItem.due_on,
    )
    return (
        select(*facts)
        .join(Client, Client.id == ActionItem.client_id)
        .where(
            *of_mine(), ActionItem.state == State.OPEN, ActionItem.due_on <= LATE_ON, ActionItem.due_on + LONG > TODAY
        )
        .order_by(ActionItem.due_on, ActionItem.id)
        .limit(SOME)
    )


def say_late(found: Found) -> Need:
    """Say the step and how long it waits."""
    return about(
        found,
        f"“{found.words}” is open {days(found.n)} past its date",
        button="Open the plan",
        button_path=f"/coach/clients/{found.who}/plan",
        icon="list-checks",
    )


def silent() -> Select[Any]:
    """Clients who have done nothing here for two weeks."""
    own = (Activity.client_id == Client.id, Activity.actor_role == "client")
    last = select(func.max(Activity.at)).where(*own).correlate(Client).scalar_subquery()
    recent = select(Activity.id).where(*own, Activity.at > FORTNIGHT_AGO)
    return (
        select(*columns("quiet", Client.id, Client.id, Client.name, at=last, since=Client.created_at))
        .where(*of_mine(), Client.created_at < FORTNIGHT_AGO, ~recent.exists(), wanted("quiet", Client.id))
        .limit(FEW)
    )


def say_silent(found: Found) -> Need:
    """Say for how long."""
    return about(found, f"quiet for {span(found.ago)}", button="Say hello", icon="leaf", may_wait=True)


PRESSING = [Reason("step_waits", late, say_late, always(Tier.STEP_WAITS))]
SOFT = [Reason("quiet", silent, say_silent, always(Tier.QUIET))]
