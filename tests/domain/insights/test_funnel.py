"""The funnel: counts, intervals that hold, and silence where it is too early."""

from __future__ import annotations

import math
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import LIVE, Stage
from coachapp.domain.insights import queries
from coachapp.domain.insights.funnel import Z90, funnel, points_at, sentence, wilson
from tests.factories import applications, people

RIPE = st.dictionaries(st.sampled_from(LIVE), st.integers(0, 300))


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share_and_stays_between_0_and_1(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))

    low, high = wilson(k, n)

    assert 0 <= low <= k / n <= high <= 1
    assert low < high


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_an_interval_is_where_the_score_test_does_not_refuse(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(1, n))

    low, _ = wilson(k, n)

    assert abs(k / n - low) / math.sqrt(low * (1 - low) / n) == pytest.approx(Z90, rel=1e-6)


def test_intervals_agree_with_published_ones() -> None:
    low, high = wilson(7, 10, z=1.959964)

    assert (round(low, 4), round(high, 4)) == (0.3968, 0.8922)
    assert wilson(0, 0) == (0.0, 1.0)


@settings(deadline=None)
@given(RIPE)
def test_counts_never_rise_and_rates_are_theirs(ripe: dict[Stage, int]) -> None:
    found = funnel(ripe, total=sum(ripe.values()))
    counts = [n for _, n in found.counts]

    assert counts == sorted(counts, reverse=True)
    assert [(r.k, r.n) for r in found.rates] == [(b, a) for a, b in pairwise(counts)]
    assert sentence(found)


def test_under_ten_it_says_how_many_are_missing_and_nothing_else() -> None:
    found = funnel({Stage.APPLIED: 6, Stage.OFFER: 1}, total=30)

    assert not found.is_enough
    assert sentence(found) == "7 applications are older than 21 days. From 10 on, the numbers begin to say something."
    assert points_at(found) == ""


def test_it_says_where_most_of_it_ends_and_that_it_is_early() -> None:
    found = funnel({Stage.APPLIED: 4, Stage.SCREENING: 3, Stage.INTERVIEW: 7, Stage.FINAL: 1, Stage.OFFER: 1}, total=20)

    assert sentence(found) == (
        "You get interviews; the second round is where they end: 2 of 9 went on, too early to be sure."
    )
    assert "in the room" in points_at(found)


def test_young_wished_for_and_unshared_applications_are_not_counted(inside: Viewer) -> None:
    coach = people.coach(inside)
    maya, client = people.client(coach)
    theo, private = people.client(coach, name="Theo")
    private.shares_endings = False
    old = clock.today("UTC") - timedelta(days=40)
    for stage in (Stage.APPLIED, Stage.INTERVIEW, Stage.OFFER):
        applications.application(maya, client, stage=stage, applied_on=old)
        applications.application(theo, private, stage=stage, applied_on=old)
    applications.application(maya, client)
    applications.application(maya, client, stage=Stage.WISHLIST)

    found, own = queries.funnel_of(coach), queries.funnel_of(theo, private)

    assert (found.ripe, found.total) == (3, 4)
    assert [n for _, n in found.counts] == [3, 2, 2, 1, 1]
    assert own.ripe == 3
    assert queries.clients_counted(coach) == 1
    assert db.session.query(JobApplication).count() == 8


def test_what_ended_counts_as_far_as_it_came(inside: Viewer) -> None:
    maya, client = people.client(inside)
    old = clock.today("UTC") - timedelta(days=40)

    applications.rejection(maya, client, stage=Stage.INTERVIEW, applied_on=old)

    assert [n for _, n in queries.funnel_of(maya, client).counts] == [1, 1, 1, 0, 0]
    assert [(stage.value, n) for stage, n in queries.endings_by_stage(inside)] == [("first_interview", 1)]
