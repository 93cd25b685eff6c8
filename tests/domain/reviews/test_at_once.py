"""Two presses at the same moment, two windows at the same moment: real connections, real commits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import unit, walls
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans.models import ActionItem
from coachapp.domain.reviews.models import Review
from coachapp.domain.wins.models import Win
from tests.factories import people, reviews
from tests.servers import Database

AT_ONCE = 6


def program(app: Flask, token: str) -> FlaskClient:
    made = app.test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return made


def all_at_once(app: Flask, token: str, send: Callable[[FlaskClient], int]) -> list[int]:
    """Let several programs send the same at the same moment; gives their answers, sorted."""
    start = Barrier(AT_ONCE)

    def one(_: int) -> int:
        start.wait()
        return send(program(app, token))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def ready(app: Flask) -> tuple[Viewer, UUID, UUID, str]:
    """Make a review that owes nothing; gives its author, it, its version, and a token of the author."""
    with app.app_context(), unit.own():
        coach = people.owner()
        viewer, client = people.client(coach)
        review = reviews.ready(coach, viewer, client)
        _, token = accounts.make_token(coach, name="tests")
        assert review.version_id is not None
        return coach, review.id, review.version_id, token


def test_publishing_several_times_at_once_publishes_once_and_owes_one_mail(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    coach, review_id, _, token = ready(app)

    answers = all_at_once(app, token, lambda to: to.post(f"/api/v1/reviews/{review_id}/publish").status_code)

    assert answers == [200] + [409] * (AT_ONCE - 1)
    with app.app_context(), unit.own():
        walls.enter(coach.practice_id)
        mails = db.session.scalars(select(Notification.key).where(Notification.kind == "review_published")).all()
        assert mails == [f"review:{review_id}:published"]
        assert len(db.session.scalars(select(ActionItem)).all()) == 1
        assert len(db.session.scalars(select(Win)).all()) == 1


def test_starting_several_times_at_once_makes_one_draft(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    coach, review_id, version_id, token = ready(app)
    program(app, token).post(f"/api/v1/reviews/{review_id}/publish")

    answers = all_at_once(app, token, lambda to: to.post(f"/api/v1/versions/{version_id}/reviews").status_code)

    assert answers == [201] * AT_ONCE
    with app.app_context(), unit.own():
        walls.enter(coach.practice_id)
        assert len(db.session.scalars(select(Review).where(Review.published_at.is_(None))).all()) == 1


def test_of_several_windows_that_save_at_once_one_is_kept_and_the_others_are_told(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    _, review_id, _, token = ready(app)
    path = f"/api/v1/reviews/{review_id}"
    tag = program(app, token).get(path).headers["ETag"]

    def save(to: FlaskClient) -> int:
        return to.patch(path, json={"letter": f"From {id(to)}"}, headers={"If-Match": tag}).status_code

    answers = all_at_once(app, token, save)

    assert answers[0] == 200
    assert set(answers[1:]) <= {409, 412}
