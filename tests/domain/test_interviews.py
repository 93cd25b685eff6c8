"""Interviews move the board along; answers are seen when they are sent."""

from __future__ import annotations

import pytest

from coachapp.core.db import db
from coachapp.core.errors import Forbidden, Invalid, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews import queries, service
from coachapp.domain.interviews.errors import AlreadyAsked
from coachapp.domain.interviews.models import Kind
from coachapp.domain.wins.models import Win
from tests.factories import applications, interviews, people


@pytest.fixture
def pair(inside: Viewer) -> tuple[Viewer, Client, Viewer]:
    """Give a client, their file, and their coach."""
    coach = people.coach(inside)
    return *people.client(coach), coach


@pytest.mark.parametrize(
    ("kind", "stage", "wins"),
    [(Kind.RECRUITER_CALL, Stage.SCREENING, 0), (Kind.VIDEO, Stage.INTERVIEW, 1), (Kind.LATER_ROUND, Stage.FINAL, 1)],
)
def test_an_interview_moves_its_card_along(
    pair: tuple[Viewer, Client, Viewer], kind: Kind, stage: Stage, wins: int
) -> None:
    maya, client, _ = pair
    job = applications.application(maya, client)

    made = interviews.interview(maya, client, employer="", application_id=job.id, kind=kind)
    interviews.interview(maya, client, employer="", application_id=job.id, kind=kind)

    assert (made.employer, job.stage) == ("Northwind Health", stage)
    assert db.session.query(Win).count() == wins


def test_an_interview_without_a_card_needs_an_employer(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair

    with pytest.raises(Invalid) as refusal:
        interviews.interview(maya, client, employer="")

    assert list(refusal.value.fields) == ["employer"]


def test_the_coach_sees_interviews_as_far_as_the_board_is_shared(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = interviews.interview(maya, client)
    assert queries.coming_of(coach, client) == [made]

    client.shares_board = False
    db.session.flush()

    assert queries.coming_of(coach, client) == []
    with pytest.raises(NotFound):
        queries.get_interview(coach, made.id)


def test_an_answer_is_the_clients_alone_until_it_is_sent(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    kept = interviews.answer(maya, client, send=False)
    assert queries.answers_of(coach, client) == []

    service.rework(maya, kept, question=kept.question, action="I led it.", send=True)

    assert queries.answers_of(coach, client) == [kept]
    with pytest.raises(AlreadyAsked):
        service.rework(maya, kept, question="Another")


def test_an_empty_answer_is_not_sent(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair

    with pytest.raises(Invalid):
        interviews.answer(maya, client, action="")


def test_the_coach_writes_no_debrief_and_no_answer(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = interviews.interview(maya, client)

    with pytest.raises(Forbidden):
        service.debrief(coach, made, went_well="x", was_hard="", next_time="")
    with pytest.raises(Forbidden):
        interviews.answer(coach, client)
