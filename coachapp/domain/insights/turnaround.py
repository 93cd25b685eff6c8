"""How soon a coach answers who asks for a review, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import desc, func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.reviews.requests import ReviewRequest

MONTHS = 6


@dataclass(frozen=True)
class Month:
    """One month of answered requests: how many, how long half of them took at most, how many by the first promise."""

    begins: date
    answered: int
    median: timedelta
    kept: int


def turnaround(viewer: Viewer) -> list[Month]:
    """Give the months in which this coach answered requests, the latest first, this one and five before.

    The time is that of the calendar, from asking to publishing. A promise that waited for the client counts as it
    stood after that; one that got another date counts as it stood at first.
    """
    if not viewer.is_coach:
        return []
    month = func.date_trunc("month", ReviewRequest.answered_at, viewer.time_zone)
    took = func.extract("epoch", ReviewRequest.answered_at - ReviewRequest.created_at)
    by = func.coalesce(ReviewRequest.first_promised_at, ReviewRequest.promised_at)
    rows = db.session.execute(
        select(
            month.label("begins"),
            func.count().label("answered"),
            func.percentile_cont(0.5).within_group(took).label("median"),
            func.count().filter(ReviewRequest.answered_at <= by).label("kept"),
        )
        .join(Client, Client.id == ReviewRequest.client_id)
        .where(Client.coach_id == viewer.membership_id, ReviewRequest.answered_at >= _since(viewer))
        .group_by("begins")
        .order_by(desc("begins"))
    )
    zone = clock.zone(viewer.time_zone)
    return [
        Month(row.begins.astimezone(zone).date(), row.answered, timedelta(seconds=float(row.median)), row.kept)
        for row in rows
    ]


def _since(viewer: Viewer) -> datetime:
    today = clock.today(viewer.time_zone)
    months = today.year * 12 + today.month - MONTHS
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=clock.zone(viewer.time_zone))
