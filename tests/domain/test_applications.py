"""The board: stages, wins, and who sees it."""

from __future__ import annotations

import pytest

from coachapp.core.db import db
from coachapp.core.errors import Forbidden, Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.queries import timeline
from coachapp.domain.applications import queries, service
from coachapp.domain.applications.errors import HasEnded, SayHow
from coachapp.domain.applications.stages import Stage
from coachapp.domain.wins.models import Win
from tests.factories import applications, people


def wins() -> list[str]:
    """Give the texts of all wins."""
    return [win.text for win in db.session.query(Win).order_by(Win.id)]


def test_reaching_an_interview_is_one_win_however_often_it_is_reached(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client)

    for stage in (Stage.INTERVIEW, Stage.APPLIED, Stage.INTERVIEW, Stage.FINAL):
        service.move(maya, job, stage=stage)

    assert wins() == ["Invited to an interview at Northwind Health"]


def test_an_offer_is_a_win_of_its_own(inside: Viewer) -> None:
    maya, client = people.client(inside)

    applications.application(maya, client, stage=Stage.OFFER)

    assert wins() == ["An offer from Northwind Health"]


def test_each_move_is_kept(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client, stage=Stage.WISHLIST)

    service.move(maya, job, stage=Stage.APPLIED)
    service.move(maya, job, stage=Stage.APPLIED)
    service.move(maya, job, stage=Stage.SCREENING)

    assert [(m.from_stage, m.to_stage) for m in queries.moves_of(maya, job)] == [
        (Stage.APPLIED, Stage.SCREENING),
        (Stage.WISHLIST, Stage.APPLIED),
        (None, Stage.WISHLIST),
    ]
    assert job.applied_on is not None


def test_reaching_never_goes_back(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client, stage=Stage.FINAL)

    service.reach(maya, job, stage=Stage.SCREENING)

    assert job.stage is Stage.FINAL


def test_nothing_slides_into_the_last_column_without_a_word(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client)

    with pytest.raises(SayHow):
        service.move(maya, job, stage=Stage.ENDED)
    service.end(maya, job)
    with pytest.raises(HasEnded):
        service.move(maya, job, stage=Stage.APPLIED)


def test_the_coach_sees_a_shared_board_and_no_other(inside: Viewer) -> None:
    coach = people.coach(inside)
    maya, client = people.client(coach)
    job = applications.application(maya, client)

    assert queries.get_application(coach, job.id) == job
    assert [c.n for c in queries.board_of(coach, client)] == [0, 1, 0, 0, 0, 0, 0, 0]
    client.shares_board = False
    db.session.flush()

    with pytest.raises(NotFound):
        queries.get_application(coach, job.id)
    assert sum(c.n for c in queries.board_of(coach, client)) == 0
    assert [line.text for line in timeline(coach, client).items] == []
    with pytest.raises(Forbidden):
        service.add(coach, client, employer="Elsewhere", title="Analyst")
    assert queries.get_application(maya, job.id) == job


def test_what_has_ended_goes_with_the_endings(inside: Viewer) -> None:
    coach = people.coach(inside)
    maya, client = people.client(coach)
    ended = applications.rejection(maya, client)
    client.shares_endings = False
    db.session.flush()

    with pytest.raises(NotFound):
        queries.get_application(coach, ended.application_id)
    assert sum(c.n for c in queries.board_of(coach, client)) == 0


def test_nobody_else_sees_it(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client)
    stranger, _ = people.client(people.coach(inside), name="Theo")

    for viewer in (stranger, people.coach(inside)):
        with pytest.raises(NotFound):
            queries.get_application(viewer, job.id)


def test_a_version_that_is_not_the_clients_is_refused(inside: Viewer) -> None:
    maya, client = people.client(inside)
    job = applications.application(maya, client)

    with pytest.raises(Invalid) as refusal:
        service.change(maya, job, resume_version_id=new_id())

    assert list(refusal.value.fields) == ["resume_version_id"]


def test_people_go_with_their_application(inside: Viewer) -> None:
    coach = people.coach(inside)
    maya, client = people.client(coach)
    job = applications.application(maya, client)

    lena = service.add_contact(maya, job, name="Lena", relation="Recruiter", reach="lena@example.org")

    assert queries.contacts_of(coach, job) == [lena]
    client.shares_board = False
    db.session.flush()
    assert queries.contacts_of(coach, job) == []
