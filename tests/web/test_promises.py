"""A promise on both sides' pages: another date, a question first, an answer."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.requests import ReviewRequest
from tests.factories import people, reviews

Make = Callable[[Viewer], FlaskClient]


def asked_by(coach: Viewer) -> tuple[Viewer, ReviewRequest]:
    maya, _ = people.client(coach)
    client = own_client(maya)
    made = service.ask_for_review(maya, client, reviews.version(maya, client))
    db.session.commit()
    return maya, made


def test_the_coach_promises_another_date_and_the_client_reads_why(owner: Viewer, browser_of: Make) -> None:
    maya, asked = asked_by(owner)
    coach, path = browser_of(owner), f"/coach/reviews/promise/{asked.version_id}"

    page = coach.get(path).text
    refused = people.post(coach, path, {"working_days": "3", "word": ""})
    done = people.post(coach, path, {"working_days": "5", "word": "Two days in court."}, follow_redirects=True)
    document = queries.promises_of(maya)[0].document_id
    seen = browser_of(maya).get(f"/me/documents/{document}").text

    assert "5 working days" in page
    assert refused.status_code == 422
    assert "reads: back by" in done.text
    assert "Two days in court." in seen
    assert "at first" in seen


def test_a_question_first_is_answered_beside_the_document(owner: Viewer, browser_of: Make) -> None:
    maya, asked = asked_by(owner)
    coach, client = browser_of(owner), browser_of(maya)
    document = queries.promises_of(maya)[0].document_id

    people.post(coach, f"/coach/reviews/promise/{asked.version_id}/question", {"word": "Which of the two roles?"})
    queue = coach.get("/coach/reviews").text
    week, there = client.get("/me").text, client.get(f"/me/documents/{document}").text
    people.post(client, f"/me/reviews/answer/{asked.version_id}", {"text": "The second one."})
    after, again = (
        coach.get("/coach/reviews").text,
        coach.get(f"/coach/clients/{asked.client_id}/documents/{document}").text,
    )

    assert "waits for an answer since" in queue
    assert "waits for your answer" in week
    assert "Which of the two roles?" in there
    assert "waits for an answer" not in after
    assert "The second one." in again


def test_programs_do_the_same(owner: Viewer, program_of: Make) -> None:
    maya, asked = asked_by(owner)
    coach, client = program_of(owner), program_of(maya)
    path = f"/api/v1/versions/{asked.version_id}/review-request"

    early = client.post(f"{path}/answer", json={"text": "Nothing was asked"})
    moved = coach.patch(path, json={"working_days": 4, "word": "Two days in court."}).json
    paused = coach.post(f"{path}/question", json={"word": "Which of the two?"}).json
    answered = client.post(f"{path}/answer", json={"text": "The second"}).json
    bad = coach.patch(path, json={"working_days": 99, "word": ""})

    assert (early.status_code, early.json["type"]) == (409, "/problems/not-waiting")
    assert (moved["moved"], moved["moved_because"]) == (1, "Two days in court.")
    assert moved["promised_at"] > moved["first_promised_at"]
    assert paused["paused_at"]
    assert (answered["paused_at"], answered["client_said"]) == (None, "The second")
    assert bad.json["errors"] == {
        "working_days": ["Between 0 and 20 working days."],
        "word": ["Please fill this in."],
    }
