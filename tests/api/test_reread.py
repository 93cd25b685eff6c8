"""Comments whose file was read anew, over the API: where they stand now, beside the words on which they were made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews

Programs = Callable[[Viewer], FlaskClient]
TEXT = reviews.TEXT.replace("Product lead\n", "").replace("responsible for budgets", "re sponsible for bud gets")
"""The text of the factory, read anew: some words torn, one line gone."""


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    review = reviews.ready(coach, maya, own_client(maya))
    for body, quote in (("How large?", "Led a team of nine"), ("Name the role.", "Product lead"), ("All good.", "")):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body=body, quote=quote)
    return service.publish(coach, queries.get_review(coach, review.id))


def places(program: FlaskClient, review: Review) -> dict[str, Any]:
    told = program.get(f"/api/v1/reviews/{review.id}/comments").get_json()["items"]
    return {each["body"]: each["place"] for each in told}


def test_a_comment_says_what_became_of_it_once_its_file_was_read_anew(
    coach: Viewer, maya: Viewer, review: Review, program_of: Programs
) -> None:
    program = program_of(coach)
    assert set(places(program, review).values()) == {None}

    reviews.read_again(db.session.get_one(Version, review.version_id), TEXT)

    found = places(program, review)
    assert found == places(program_of(maya), review)
    assert found["All good."] is None
    start = TEXT.index("Led a team of nine")
    moved = found["How large?"]
    assert (moved["state"], moved["start"], moved["words"]) == ("carried", start, "Led a team of nine")
    lost = found["Name the role."]
    assert (lost["state"], lost["start"], lost["end"], lost["page"], lost["words"]) == (
        "unplaced",
        None,
        None,
        None,
        "",
    )


def test_each_answer_with_a_comment_says_its_place(
    coach: Viewer, maya: Viewer, review: Review, program_of: Programs
) -> None:
    reviews.read_again(db.session.get_one(Version, review.version_id), TEXT)
    program = program_of(coach)
    items = program.get(f"/api/v1/reviews/{review.id}/comments").get_json()["items"]
    lost = next(each for each in items if each["body"] == "Name the role.")
    path = f"/api/v1/comments/{lost['id']}"

    shown, patched = program.get(path).get_json(), program_of(maya).patch(path, json={"state": "done"}).get_json()

    assert lost["quote"] == "Product lead"
    assert lost["selectors"]
    assert lost["place"] == shown["place"] == patched["place"]
