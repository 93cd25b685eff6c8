"""Owners who decide at the same moment: real connections, real commits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from coachapp.core import unit
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.rubrics import queries
from coachapp.domain.rubrics.kinds import RubricKind
from tests.domain.reviews.test_at_once import AT_ONCE, all_at_once, program
from tests.factories import people, rubrics
from tests.servers import Database


def kept(app: Flask) -> tuple[Viewer, list[UUID], str]:
    """Make a practice with two rubrics of its own; gives its owner, the ids, and a token."""
    with app.app_context(), unit.own():
        owner = people.owner()
        ids = [rubrics.rubric(owner, "Proof", title=title).id for title in ("Data", "Design")]
        _, token = accounts.make_token(owner, name="tests")
        return owner, ids, token


def chosen(app: Flask, owner: Viewer) -> list[str]:
    with app.app_context(), unit.own(owner.practice_id):
        return [each.title for each in queries.rubrics(owner, RubricKind.RESUME) if each.is_default]


def test_of_several_changes_at_once_one_is_the_new_version(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    owner, (first, _), token = kept(app)
    at = f"/api/v1/rubrics/{first}"
    tag = program(app, token).get(at).headers["ETag"]

    def change(to: FlaskClient) -> int:
        words: dict[str, Any] = {"title": "Data", "criteria": [rubrics.criterion("Evidence", key="proof")]}
        return to.put(at, json=words, headers={"If-Match": tag}).status_code

    answers = all_at_once(app, token, change)

    assert answers[0] == 200
    assert answers.count(200) == 1
    assert set(answers[1:]) <= {409, 412}
    with app.app_context(), unit.own(owner.practice_id):
        found = queries.get_rubric(owner, first)
        assert [each.number for each in queries.versions_of(owner, found)] == [2, 1]


def test_switching_all_off_at_once_leaves_one_on(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    owner, ids, token = kept(app)
    with app.app_context(), unit.own(owner.practice_id):
        turns = iter([*ids, queries.rubric_for(owner, RubricKind.RESUME).id] * AT_ONCE)

    answers = all_at_once(
        app, token, lambda to: to.patch(f"/api/v1/rubrics/{next(turns)}", json={"is_on": False}).status_code
    )

    assert set(answers) <= {200, 409}
    assert len(chosen(app, owner)) == 1
    with app.app_context(), unit.own(owner.practice_id):
        assert sum(each.is_on for each in queries.rubrics(owner, RubricKind.RESUME)) == 1


def test_however_many_choose_at_once_one_is_chosen(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    owner, ids, token = kept(app)
    with app.app_context(), unit.own(owner.practice_id):
        came = queries.rubric_for(owner, RubricKind.RESUME)
    turns = iter([*ids, came.id] * AT_ONCE)

    answers = all_at_once(
        app, token, lambda to: to.patch(f"/api/v1/rubrics/{next(turns)}", json={"is_default": True}).status_code
    )

    assert answers == [200] * AT_ONCE
    assert len(chosen(app, owner)) == 1
