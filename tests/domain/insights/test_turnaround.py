"""How soon a coach answers, month by month, on their own wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.insights.turnaround import Month, turnaround
from coachapp.domain.reviews.requests import ReviewRequest
from tests.factories import people, reviews

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def answered(
    of: Viewer, client: Client, at: datetime, *, took: timedelta, by: timedelta, moved: timedelta | None = None
) -> None:
    """Let a request be answered then, so long after it was made, with a promise so long after it."""
    asked = at - took
    facts = {"promised_at": asked + (moved or by), "first_promised_at": asked + by if moved else None}
    made = ReviewRequest(id=new_id(), client_id=client.id, version_id=reviews.version(of, client).id, **facts)
    made.created_at, made.answered_at = asked, at
    db.session.add(made)
    db.session.flush()


def test_months_are_those_of_the_coachs_wall_and_half_were_quicker(
    owner: Viewer, browser_of: Callable[[Viewer], FlaskClient], program_of: Callable[[Viewer], FlaskClient]
) -> None:
    clock.shift(clock.offset() + (datetime(2027, 3, 20, 12, tzinfo=BERLIN) - clock.now()).total_seconds())
    maya, client = people.client(owner)
    midnight = datetime(2027, 3, 1, tzinfo=BERLIN)
    answered(maya, client, midnight - HOUR / 2, took=2 * HOUR, by=HOUR)
    answered(maya, client, midnight, took=HOUR, by=2 * HOUR)
    answered(maya, client, midnight + 9 * HOUR, took=5 * HOUR, by=HOUR, moved=6 * HOUR)
    answered(maya, client, midnight + 50 * HOUR, took=40 * HOUR, by=48 * HOUR)
    answered(maya, client, datetime(2026, 9, 30, 23, tzinfo=BERLIN), took=HOUR, by=HOUR)
    stranger, theirs = people.client(people.coach(owner))
    answered(stranger, theirs, midnight, took=99 * HOUR, by=HOUR)
    db.session.commit()

    found = turnaround(owner)
    page = browser_of(owner).get("/coach/insights").text
    told = program_of(owner).get("/api/v1/insights/turnaround").json["items"]

    assert found == [Month(date(2027, 3, 1), 3, 5 * HOUR, 2), Month(date(2027, 2, 1), 1, 2 * HOUR, 0)]
    assert turnaround(maya) == []
    assert "2 of 3" in page
    assert "March 2027" in page
    assert [(each["begins"], each["median_hours"]) for each in told] == [("2027-03-01", 5.0), ("2027-02-01", 2.0)]
