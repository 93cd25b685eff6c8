"""A practice keeps rubrics of its own beside those that come along."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.core.errors import Forbidden, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.rubrics import errors, queries, service
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.models import RubricVersion
from tests.factories import people, rubrics

RESUME = RubricKind.RESUME


def listed(viewer: Viewer, kind: RubricKind = RESUME) -> list[tuple[str, bool, bool]]:
    return [(each.title, each.is_on, each.is_default) for each in queries.rubrics(viewer, kind)]


def test_a_new_practice_has_one_rubric_for_each_kind(owner: Viewer) -> None:
    found = queries.rubrics(owner)

    assert [each.kind for each in found] == list(RubricKind)
    assert all(each.is_on and each.is_default and each.is_built_in for each in found)
    assert {each.id for each in found} == {queries.get_rubric(owner, each.id).id for each in found}


def test_an_own_one_stands_beside_and_is_taken_once_it_is_chosen(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    assert listed(owner) == [("Resume", True, True), ("Data resume", True, False)]

    service.choose(owner, own)
    assert listed(owner) == [("Data resume", True, True), ("Resume", True, False)]
    assert queries.rubric_for(owner, RESUME).id == own.id

    service.choose(owner, queries.rubrics(owner, RESUME)[1])
    assert listed(owner) == [("Resume", True, True), ("Data resume", True, False)]


def test_switching_off_hands_over_to_what_is_on_and_the_last_one_stays_on(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    (came,) = (each for each in queries.rubrics(owner, RESUME) if each.is_built_in)

    service.choose(owner, came)
    service.switch(owner, queries.get_rubric(owner, came.id), is_on=False)
    assert listed(owner) == [("Data resume", True, True), ("Resume", False, False)]

    with pytest.raises(errors.LastOne):
        service.switch(owner, queries.get_rubric(owner, own.id), is_on=False)
    with pytest.raises(errors.SwitchedOff):
        service.choose(owner, queries.get_rubric(owner, came.id))
    service.switch(owner, queries.get_rubric(owner, came.id), is_on=True)
    assert listed(owner)[0] == ("Resume", True, True)


def test_other_words_are_a_new_version_and_the_same_words_none(owner: Viewer) -> None:
    first = rubrics.rubric(owner, "Proof", "Tools")
    same = [vars(each) for each in first.criteria]

    assert service.change(owner, first, title=first.title, criteria=same).number == 1
    second = service.change(owner, first, title=first.title, criteria=[{**same[0], "weight": 3}, same[1]])

    assert (second.number, second.criteria[0].weight) == (2, 3)
    assert queries.get_version(owner, second, 1) == first.rubric
    assert [each.number for each in queries.versions_of(owner, second)] == [2, 1]
    with pytest.raises(errors.StaleRubric):
        service.change(owner, first, title="Mine", criteria=same)
    with pytest.raises(errors.StaleRubric):
        service.change(owner, second, title="Mine", criteria=same, number=1)
    with pytest.raises(NotFound):
        queries.get_version(owner, second, 7)


def test_a_criterion_keeps_its_key_when_its_words_change(owner: Viewer) -> None:
    first = rubrics.rubric(owner, "Proof", "Tools", "证明")
    assert [each.key for each in first.criteria] == ["proof", "tools", "criterion"]

    reworded = rubrics.criterion("Evidence", key="proof")
    second = service.change(
        owner, first, title=first.title, criteria=[rubrics.criterion("Proof"), reworded, rubrics.criterion("Proof")]
    )

    assert [(each.key, each.label) for each in second.criteria] == [
        ("proof_2", "Proof"),
        ("proof", "Evidence"),
        ("proof_3", "Proof"),
    ]


def test_what_comes_along_stays_as_it_is(owner: Viewer) -> None:
    came = queries.rubric_for(owner, RESUME)

    with pytest.raises(errors.ComesAlong):
        service.change(owner, came, title="Mine", criteria=[rubrics.criterion("Proof")])


@pytest.mark.parametrize("title", ["Resume", "RESUME", "Data Resume"])
def test_a_title_stands_once_in_a_kind(owner: Viewer, title: str) -> None:
    rubrics.rubric(owner, title="Data resume")

    with pytest.raises(errors.TitleTaken):
        rubrics.rubric(owner, title=title)
    assert rubrics.rubric(owner, title=title, kind=RubricKind.PORTFOLIO).title == title


def test_coaches_read_and_the_owner_decides_and_clients_see_none(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    coach = people.coach(owner)
    client, _ = people.client(owner)

    assert queries.get_rubric(coach, own.id) == own
    with pytest.raises(Forbidden):
        rubrics.rubric(coach, title="Mine")
    with pytest.raises(Forbidden):
        service.change(coach, own, title="Mine", criteria=[rubrics.criterion("Proof")])
    with pytest.raises(Forbidden):
        service.switch(coach, own, is_on=False)
    with pytest.raises(Forbidden):
        service.choose(coach, own)
    assert queries.rubrics(client) == []
    with pytest.raises(NotFound):
        queries.get_rubric(client, own.id)


def test_another_practice_sees_and_switches_its_own(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    came = next(each for each in queries.rubrics(owner, RESUME) if each.is_built_in)
    service.switch(owner, came, is_on=False)
    elsewhere = people.owner(practice="Elsewhere")

    assert listed(elsewhere) == [("Resume", True, True)]
    for theirs in (own, came):
        with pytest.raises(NotFound):
            queries.get_rubric(elsewhere, theirs.id)
    assert db.session.scalar(select(func.count()).select_from(RubricVersion)) == 0
    walls.enter(owner.practice_id)
    assert db.session.scalar(select(func.count()).select_from(RubricVersion)) == 1


def test_the_log_tells_what_was_decided_once(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    came = next(each for each in queries.rubrics(owner, RESUME) if each.is_built_in)
    service.choose(owner, own)
    service.switch(owner, came, is_on=False)
    service.switch(owner, queries.get_rubric(owner, came.id), is_on=False)
    service.change(owner, queries.get_rubric(owner, own.id), title="Ours", criteria=[rubrics.criterion("Proof")])

    told = db.session.scalars(select(Activity.verb).where(Activity.verb.startswith("rubric.")).order_by(Activity.id))
    assert list(told) == ["rubric.added", "rubric.chosen", "rubric.switched_off", "rubric.changed"]


def test_the_database_lets_nobody_reword_a_version(owner: Viewer) -> None:
    own = rubrics.rubric(owner)
    version = db.session.get_one(RubricVersion, own.version_id)

    with pytest.raises(ProgrammingError, match="permission denied"), db.session.begin_nested():
        version.title = "Other words"
