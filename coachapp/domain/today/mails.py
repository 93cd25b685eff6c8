"""The weekly letter."""

from __future__ import annotations

from datetime import date

from coachapp.core import clock, links
from coachapp.core.db import db
from coachapp.domain.accounts.queries import viewer_of_member
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import own_client
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans.models import State
from coachapp.domain.plans.queries import plan_of

MOST = 5


@writes("my_week")
def my_week(owed: Notification) -> Letter | None:
    """Tell what is open this week, as the client would see it; None where nothing is."""
    client = db.session.get(Client, owed.subject_id)
    if client is None or client.membership_id is None:
        return None
    viewer = viewer_of_member(client.membership_id)
    plan = plan_of(viewer, own_client(viewer), state=State.OPEN)
    if not plan:
        return None
    steps = [(_due(item.due_on, clock.today(owed.time_zone)), item.title) for item in plan[:MOST]]
    more = [f"{len(plan) - MOST} more can wait on your plan."] if len(plan) > MOST else []
    return Letter(
        subject=f"Your week: {plan[0].title}",
        preview="One step is next. The rest can wait.",
        paragraphs=["This is on your plan, the soonest first. One step is enough for a start.", *more],
        facts=steps,
        button=("Open my week", links.url("me")),
        closing="A step that no longer fits may be dropped or moved; that is what a plan is for.",
    )


def _due(day: date | None, today: date) -> str:
    if day is None:
        return "Any day"
    apart = (day - today).days
    said = {0: "Today", 1: "Tomorrow"}.get(apart) or (f"{day:%A}" if 0 < apart < 7 else f"{day:%a} {day.day} {day:%B}")
    return said if apart >= 0 else f"Since {said}"
