"""The weekly letter."""

from __future__ import annotations

from datetime import date, datetime

from coachapp.core import clock, links
from coachapp.core.db import db
from coachapp.domain.accounts.queries import viewer_of_member
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import own_client
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans.models import State
from coachapp.domain.plans.queries import plan_of
from coachapp.domain.reviews.queries import OpenedAgain, opened_again, promises_of

MOST = 5


@writes("my_week")
def my_week(owed: Notification) -> Letter | None:
    """Tell what is open this week, as the client would see it; None where nothing is."""
    client = db.session.get(Client, owed.subject_id)
    if client is None or client.membership_id is None:
        return None
    viewer = viewer_of_member(client.membership_id)
    plan = plan_of(viewer, own_client(viewer), state=State.OPEN)
    promises = promises_of(viewer, client_id=client.id, limit=3)
    if not plan and not promises:
        return None
    today = clock.today(owed.time_zone)
    steps = [(_due(item.due_on, today), item.title) for item in plan[:MOST]]
    kept = [(_by(_day(each.promised_at, owed), today), f"your review of {each.title}") for each in promises]
    again = [("Opened again", _again(each)) for each in opened_again(viewer, client.id)]
    more = [f"{len(plan) - MOST} more can wait on your plan."] if len(plan) > MOST else []
    start = "This is on your plan, the soonest first. One step is enough for a start."
    return Letter(
        subject=f"Your week: {plan[0].title}" if plan else f"Your week: a review, {kept[0][0]}",
        preview="One step is next. The rest can wait." if plan else "Nothing is on your plan; this is coming to you.",
        paragraphs=[start, *more] if plan else ["Nothing is on your plan. This was promised to you."],
        facts=steps + again + kept,
        button=("Open my week", links.url("me")),
        closing="A step that no longer fits may be dropped or moved; that is what a plan is for." if plan else "",
    )


def _again(each: OpenedAgain) -> str:
    return f"“{each.body[:120]}”" + (f", because: {each.because[:120]}" if each.because else "")


def _day(at: datetime, owed: Notification) -> date:
    return at.astimezone(clock.zone(owed.time_zone)).date()


def _by(day: date, today: date) -> str:
    said = _due(day, today)
    return (
        f"was promised for {said.removeprefix('Since ')}" if day < today else f"by {said if day > today else 'today'}"
    )


def _due(day: date | None, today: date) -> str:
    if day is None:
        return "Any day"
    apart = (day - today).days
    said = {0: "Today", 1: "Tomorrow"}.get(apart) or (f"{day:%A}" if 0 < apart < 7 else f"{day:%a} {day.day} {day:%B}")
    return said if apart >= 0 else f"Since {said}"
