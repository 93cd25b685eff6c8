"""Clients score their own work before they read how their coach did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda.queries import agenda_of
from coachapp.domain.clients.queries import get_client, own_client
from coachapp.domain.interviews.models import PracticeAnswer
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import Review, SelfAssessment
from tests.factories import people, reviews

Make = Callable[[Viewer], FlaskClient]
SAID_BY_COACH = "As a whole"


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner, name="Dana Brooks")


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    """A review whose coach gave 2 for proof and 3 for all else."""
    return reviews.published(coach, maya, own_client(maya))


def at(review: Review) -> str:
    return f"/me/reviews/{review.id}"


def test_the_letter_and_the_comments_show_and_the_scores_wait(review: Review, maya: Viewer, browser_of: Make) -> None:
    page = browser_of(maya).get(at(review)).text

    assert "Your target is clear." in page
    assert "Say what came of it." in page
    assert "First: how do you see it?" in page
    assert SAID_BY_COACH not in page


def test_ones_own_scores_stand_beside_the_coachs(review: Review, maya: Viewer, coach: Viewer, browser_of: Make) -> None:
    browser, proof = browser_of(maya), review.rubric.find("proof")
    assert proof is not None

    answer = people.post(browser, f"{at(review)}/own-scores", {"level-proof": "4", "level-target": "3"})

    page = browser.get(answer.location).text
    assert SAID_BY_COACH in page
    assert f'<bdi class="muted">You</bdi>: {proof.levels[3]}' in page
    theirs = browser_of(coach).get(f"/coach/reviews/{review.id}").text
    assert f'<bdi class="muted">Maya Lindqvist</bdi>: {proof.levels[3]}' in theirs
    assert f'<bdi class="muted">Dana Brooks</bdi>: {proof.levels[1]}' in theirs


def test_where_they_differ_most_goes_on_the_agenda(
    review: Review, maya: Viewer, coach: Viewer, browser_of: Make
) -> None:
    levels = {"level-proof": "4", "level-target": "2", "level-machine": "3"}
    people.post(browser_of(maya), f"{at(review)}/own-scores", levels)

    lines = agenda_of(coach, get_client(coach, review.client_id))

    assert [line.text.partition(",")[0] for line in lines] == ["Proof", "Target"]
    assert "Maya Lindqvist says “stands out”, Dana Brooks “holds it back”" in lines[0].text
    assert [(line.source_kind, line.source_id) for line in lines] == [("reviews", review.id)] * 2
    page = browser_of(maya).get(at(review)).text
    assert "You two see Proof and Target most differently." in page


def test_skipping_shows_the_scores_and_brings_nothing_up(review: Review, maya: Viewer, browser_of: Make) -> None:
    browser = browser_of(maya)

    answer = people.post(browser, f"{at(review)}/own-scores", {"skip": "1", "level-proof": "4"})

    page = browser.get(answer.location).text
    assert SAID_BY_COACH in page
    assert "<bdi>You</bdi>" not in page
    assert db.session.query(SelfAssessment).one().levels is None
    assert not agenda_of(maya, own_client(maya))


def test_nothing_chosen_asks_once_more_and_shows_nothing(review: Review, maya: Viewer, browser_of: Make) -> None:
    answer = people.post(browser_of(maya), f"{at(review)}/own-scores", {})

    assert answer.status_code == 422
    assert "Choose at least one level, or skip this." in answer.text
    assert SAID_BY_COACH not in answer.text


def test_a_wrong_level_is_refused_and_what_was_chosen_stays(review: Review, maya: Viewer, browser_of: Make) -> None:
    answer = people.post(browser_of(maya), f"{at(review)}/own-scores", {"level-proof": "5", "level-target": "2"})

    assert answer.status_code == 422
    assert "Choose a level, or N/A." in answer.text
    assert 'name="level-target" value="2" checked' in answer.text
    assert db.session.query(SelfAssessment).count() == 0


def test_pressed_twice_keeps_what_was_said_before_the_scores_showed(
    review: Review, maya: Viewer, browser_of: Make
) -> None:
    browser = browser_of(maya)
    for level in ("4", "2"):
        answer = people.post(browser, f"{at(review)}/own-scores", {"level-proof": level})
        assert answer.status_code == 303

    assert db.session.query(SelfAssessment).one().levels == {"proof": 4}
    assert len(agenda_of(maya, own_client(maya))) == 1


def test_the_coach_reads_that_the_client_has_not_looked_yet(review: Review, coach: Viewer, browser_of: Make) -> None:
    page = browser_of(coach).get(f"/coach/reviews/{review.id}").text

    assert SAID_BY_COACH in page
    assert "has not looked at the scores yet" in page


def test_a_change_since_last_time_waits_for_both_sheets(coach: Viewer, maya: Viewer, browser_of: Make) -> None:
    client, program = own_client(maya), people.program(browser_of(maya).application, maya)
    resume = reviews.document(maya, client)
    first, second = (
        reviews.published(coach, maya, client, about=reviews.version(maya, client, to=resume, number=n)) for n in (1, 2)
    )
    path = f"/api/v1/reviews/{second.id}"

    program.post(f"{path}/own-scores", json={"is_skipped": True})
    assert (program.get(path).json or {})["change"] is None
    program.post(f"/api/v1/reviews/{first.id}/own-scores", json={"is_skipped": True})
    assert (program.get(path).json or {})["change"]["band_before"] == 3


def test_a_practice_answer_is_reviewed_at_once_and_its_level_is_told_later(
    coach: Viewer, maya: Viewer, browser_of: Make
) -> None:
    answer = reviews.answer(maya, own_client(maya))
    review = reviews.published_about(coach, SubjectKind.PRACTICE_ANSWER, answer.id)
    browser = browser_of(maya)

    assert "Reviewed" in browser.get("/me/interviews").text
    assert db.session.get_one(PracticeAnswer, answer.id).band is None
    people.post(browser, f"{at(review)}/own-scores", {"skip": "1"})
    assert db.session.get_one(PracticeAnswer, answer.id).band == 3


def test_programs_score_and_read_what_they_may(review: Review, maya: Viewer, coach: Viewer, browser_of: Make) -> None:
    app = browser_of(maya).application
    mine, theirs, path = people.program(app, maya), people.program(app, coach), f"/api/v1/reviews/{review.id}"

    both = {"is_skipped": True, "scores": [{"criterion": "proof", "level": 1}]}
    assert mine.post(f"{path}/own-scores", json=both).status_code == 422
    assert mine.post(f"{path}/own-scores", json={}).status_code == 422
    stray = mine.post(f"{path}/own-scores", json={"scores": [{"criterion": "nonsense", "level": 1}]})
    assert (stray.json or {})["errors"] == {"scores": ["This rubric has no such criterion."]}
    assert theirs.post(f"{path}/own-scores", json={"is_skipped": True}).status_code == 403

    told = mine.post(f"{path}/own-scores", json={"scores": [{"criterion": "proof", "level": 4}]})
    proof = next(row for row in (told.json or {})["scores"] if row["criterion"] == "proof")
    assert (proof["own_level"], proof["level"], (told.json or {})["is_revealed"]) == (4, 2, True)
    again = mine.post(f"{path}/own-scores", json={"is_skipped": True})
    assert (again.status_code, (again.json or {})["type"].rpartition("/")[2]) == (409, "already-revealed")


def test_the_preview_shows_the_coach_what_comes_after(coach: Viewer, maya: Viewer, browser_of: Make) -> None:
    draft = reviews.ready(coach, maya, own_client(maya))

    page = browser_of(coach).get(f"/coach/reviews/{draft.id}/preview").text

    assert "Your levels show once they have scored it, too, or skipped that." in page
    assert SAID_BY_COACH in page
