"""Comments from earlier versions over the API: where they stand, and what the coach decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews import service
from coachapp.domain.reviews.kinds import CommentKind
from tests.factories import people, reviews

Programs = Callable[[Viewer], FlaskClient]


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def second(coach: Viewer, maya: Viewer) -> Version:
    """Version 2, after a review of version 1 with one comment that stays and one whose words are gone."""
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Name the role.", quote="Product lead")
    service.publish(coach, review)
    document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
    text = reviews.TEXT.replace("Product lead", "A page of results")
    version = reviews.version(maya, own_client(maya), to=document, number=2, text=text)
    service.carry_over(version.id)
    return version


def test_both_sides_list_where_earlier_comments_stand(
    coach: Viewer, maya: Viewer, second: Version, program_of: Programs
) -> None:
    for viewer in (coach, maya):
        told = program_of(viewer).get(f"/api/v1/versions/{second.id}/comments").get_json()

        assert (told["next"], len(told["items"])) == (None, 2)
        stays, lost = told["items"]
        assert (stays["from_version"], stays["check"], stays["comment"]["body"]) == (1, "none", "Say what came of it.")
        at = reviews.TEXT.replace("Product lead", "A page of results").index("responsible for budgets")
        place = {name: stays["place"][name] for name in ("state", "start", "end", "page", "words")}
        words = "responsible for budgets"
        assert place == {"state": "carried", "start": at, "end": at + len(words), "page": 1, "words": words}
        assert (lost["place"]["state"], lost["place"]["start"]) == ("unplaced", None)


def test_a_coach_verifies_and_reopens_and_nobody_else(
    owner: Viewer, coach: Viewer, maya: Viewer, second: Version, program_of: Programs
) -> None:
    path = f"/api/v1/versions/{second.id}/comments"
    one = program_of(coach).get(path).get_json()["items"][0]["comment"]["id"]

    for decided in ("verified", "reopened", "none", "verified"):
        told = program_of(coach).patch(f"{path}/{one}", json={"check": decided})
        assert (told.status_code, told.get_json()["check"]) == (200, decided)

    assert program_of(coach).patch(f"{path}/{one}", json={"check": "maybe"}).status_code == 422
    assert program_of(maya).patch(f"{path}/{one}", json={"check": "none"}).status_code == 403
    other = people.coach(owner, name="Otto Other")
    assert program_of(other).patch(f"{path}/{one}", json={"check": "none"}).status_code == 404
    assert program_of(coach).get(path).get_json()["items"][0]["check"] == "verified"
