"""Reviews over the API, as programs use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from tests.factories import people, reviews

Programs = Callable[[Viewer], FlaskClient]


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


def test_a_review_goes_from_the_question_to_the_answer(coach: Viewer, maya: Viewer, program_of: Programs) -> None:
    version = reviews.version(maya, own_client(maya)).id
    hers, theirs = program_of(maya), program_of(coach)

    asked = hers.post(f"/api/v1/versions/{version}/review-request", json={"note": "The middle part"})
    assert (asked.status_code, asked.get_json()["promised_at"][-1]) == (201, "Z")
    twice = hers.post(f"/api/v1/versions/{version}/review-request", json={})
    assert (twice.status_code, twice.get_json()["type"]) == (409, "/problems/already-asked")

    begun = theirs.post(f"/api/v1/versions/{version}/reviews")
    review = f"/api/v1/reviews/{begun.get_json()['id']}"
    made = theirs.post(
        f"{review}/comments",
        json={"kind": "fix", "body": "How large?", "quote": "Led a team of nine", "criterion": "proof"},
    ).get_json()
    assert (made["start"], made["end"], made["page"], made["state"]) == (29, 47, 1, "open")

    early = theirs.post(f"{review}/publish")
    assert (early.status_code, early.get_json()["type"]) == (422, "/problems/not-ready")
    assert "score-target" in early.get_json()["errors"]

    criteria = [s["criterion"] for s in theirs.get(f"{review}/scores").get_json()["scores"]]
    given = [{"criterion": c, "level": 2 if c == "proof" else None} for c in criteria]
    assert [d["field"] for d in theirs.put(f"{review}/scores", json={"scores": given}).get_json()["owed"]] == [
        "letter",
        "verdict",
    ]
    steps = [{"title": "Say how large", "if_then": "After lunch", "comment_id": made["id"]}]
    written = theirs.patch(
        review,
        json={"letter": "Nearly there.", "verdict": "send_after_fixes", "next_steps": steps},
        headers={"If-Match": begun.headers["ETag"]},
    )
    assert written.status_code == 200

    assert hers.get(review).status_code == 404
    out = theirs.post(f"{review}/publish").get_json()
    assert (out["band"], out["published_at"][-1]) == (2, "Z")
    assert out["next_steps"][0]["item_id"]
    assert theirs.post(f"{review}/publish").status_code == 409

    read = hers.get(review).get_json()
    assert (read["letter"], read["verdict"], read["author"]) == ("Nearly there.", "send_after_fixes", coach.name)
    answered = hers.patch(f"/api/v1/comments/{made['id']}", json={"state": "question", "why": "In people?"}).get_json()
    assert (answered["state"], [r["body"] for r in answered["replies"]]) == ("question", ["In people?"])
    replied = theirs.patch(f"/api/v1/comments/{made['id']}", json={"reply": "Yes."}).get_json()
    assert (replied["state"], replied["replies"][-1]["by_client"]) == ("open", False)
    done = hers.patch(f"/api/v1/comments/{made['id']}", json={"state": "done"}).get_json()
    assert (done["state"], done["answered_at"][-1]) == ("done", "Z")


def test_a_stale_draft_is_not_overwritten(coach: Viewer, maya: Viewer, program_of: Programs) -> None:
    version = reviews.version(maya, own_client(maya)).id
    program = program_of(coach)
    begun = program.post(f"/api/v1/versions/{version}/reviews")
    review = f"/api/v1/reviews/{begun.get_json()['id']}"

    first = program.patch(review, json={"letter": "One"}, headers={"If-Match": begun.headers["ETag"]})
    second = program.patch(review, json={"letter": "Two"}, headers={"If-Match": begun.headers["ETag"]})
    without = program.patch(review, json={"letter": "Three"})

    assert (first.status_code, second.status_code, without.status_code) == (200, 412, 428)
    assert program.get(review).get_json()["letter"] == "One"
    assert program.get(review, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "fix", "body": ""}, "body"),
        ({"kind": "rant", "body": "x"}, "kind"),
        ({"kind": "fix", "body": "x", "start": -1, "end": 4}, "start"),
        ({"kind": "fix", "body": "x", "quote": "not in there"}, "quote"),
        ({"kind": "fix", "body": "x", "criterion": "charm"}, "criterion"),
        ({"kind": "fix", "body": "x", "page": 3}, "page"),
    ],
)
def test_a_comment_that_can_not_be_names_the_field(
    coach: Viewer, maya: Viewer, program_of: Programs, body: dict[str, Any], field: str
) -> None:
    review = reviews.draft(coach, maya, own_client(maya))

    refused = program_of(coach).post(f"/api/v1/reviews/{review.id}/comments", json=body)

    assert (refused.status_code, list(refused.get_json()["errors"])) == (422, [field])


def test_an_unpublished_review_is_nowhere_for_anybody_else(
    owner: Viewer, coach: Viewer, maya: Viewer, program_of: Programs
) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    version = review.version_id
    comment = program_of(coach).get(f"/api/v1/reviews/{review.id}/comments").get_json()["items"][0]["id"]
    nobodys = "01900000-0000-7000-8000-000000000000"

    for other in (maya, owner, people.coach(owner)):
        program = program_of(other)
        for path, id_ in (("reviews/{}", review.id), ("reviews/{}/comments", review.id), ("comments/{}", comment)):
            answer = program.get("/api/v1/" + path.format(id_))
            nothing = program.get("/api/v1/" + path.format(nobodys))
            assert (answer.status_code, answer.data) == (404, nothing.data)
        assert program.post(f"/api/v1/reviews/{review.id}/publish").status_code == 404
    assert program_of(maya).get(f"/api/v1/versions/{version}/reviews").get_json()["items"] == []


def test_what_is_not_the_roles_to_change_is_refused(coach: Viewer, maya: Viewer, program_of: Programs) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    comment = program_of(coach).get(f"/api/v1/reviews/{review.id}/comments").get_json()["items"][0]["id"]
    path = f"/api/v1/comments/{comment}"

    assert program_of(maya).patch(path, json={"body": "Nicer words"}).status_code == 422
    assert program_of(coach).patch(path, json={"state": "done"}).status_code == 422
    assert program_of(coach).patch(path, json={"body": "Other words"}).status_code == 409
    assert program_of(coach).delete(path).status_code == 409
    assert program_of(maya).post(f"/api/v1/versions/{review.version_id}/reviews").status_code == 403


def test_answers_and_rejections_are_reviewed_alike(coach: Viewer, maya: Viewer, program_of: Programs) -> None:
    client = own_client(maya)
    answer, rejection = reviews.answer(maya, client).id, reviews.rejection(maya, client).id
    program = program_of(coach)

    for path, kind in ((f"answers/{answer}", "practice_answer"), (f"rejections/{rejection}", "rejection")):
        begun = program.post(f"/api/v1/{path}/reviews")
        assert (begun.status_code, begun.get_json()["subject_kind"]) == (201, kind)
        listed = program.get(f"/api/v1/{path}/reviews").get_json()["items"]
        assert [r["id"] for r in listed] == [begun.get_json()["id"]]
    unsent = reviews.answer(maya, client, is_sent=False).id
    assert program.post(f"/api/v1/answers/{unsent}/reviews").status_code == 404
