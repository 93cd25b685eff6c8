"""What scores come to, in words, and the choice of what they are given by, on the pages and by program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews import queries
from tests.factories import people, reviews, rubrics

Make = Callable[[Viewer], FlaskClient]
PART = {"HX-Request": "true"}


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def resume(maya: Viewer) -> Document:
    return reviews.document(maya, own_client(maya))


def about(maya: Viewer, resume: Document, number: int) -> Version:
    return reviews.version(maya, own_client(maya), to=resume, number=number)


def test_a_published_review_says_its_band_and_nothing_of_a_change_at_first(
    coach: Viewer, maya: Viewer, resume: Document, browser_of: Make
) -> None:
    review = reviews.published(coach, maya, own_client(maya), about=about(maya, resume, 1))
    reviews.revealed(maya, review)

    for viewer, at in ((coach, "/coach"), (maya, "/me")):
        page = browser_of(viewer).get(f"{at}/reviews/{review.id}").text
        assert "As a whole: ready" in page
        assert "2.8 of 4" in page
        assert "last time" not in page
        assert "Compared with" not in page


def test_the_next_review_says_what_changed_and_the_number_on_demand(
    coach: Viewer, maya: Viewer, resume: Document, browser_of: Make
) -> None:
    first = reviews.published(coach, maya, own_client(maya), about=about(maya, resume, 1))
    second = reviews.published(coach, maya, own_client(maya), about=about(maya, resume, 2))
    for review in (first, second):
        reviews.revealed(maya, review)

    page = browser_of(maya).get(f"/me/reviews/{second.id}").text

    total = page.partition('class="score-total')[2].partition("</div>")[0]
    assert "As a whole: ready</strong>, as last time" in total
    assert "2.8 last time" in total.partition("<details")[2]
    assert "2.8" not in total.partition("<details")[0]


def test_the_head_of_the_desk_follows_the_scores(
    coach: Viewer, maya: Viewer, resume: Document, browser_of: Make
) -> None:
    reviews.published(coach, maya, own_client(maya), about=about(maya, resume, 1))
    draft = reviews.draft(coach, maya, own_client(maya), about=about(maya, resume, 2))
    browser, at = browser_of(coach), f"/coach/reviews/{draft.id}"

    assert '<span id="since">Scores last time: ready</span>' in browser.get(at).text
    for criterion in draft.rubric.criteria:
        sent = {"criterion": criterion.key, "level": "4", "reason": ""}
        answer = people.post(browser, f"{at}/scores", sent, headers=PART).text
    assert '<span id="since" hx-swap-oob="outerMorph">Scores: stands out, up from ready</span>' in answer


def test_the_desk_lets_the_coach_choose_until_something_is_scored(
    owner: Viewer, coach: Viewer, maya: Viewer, resume: Document, browser_of: Make
) -> None:
    draft = reviews.draft(coach, maya, own_client(maya), about=about(maya, resume, 1))
    browser, at = browser_of(coach), f"/coach/reviews/{draft.id}"
    assert "Scored by" not in browser.get(at).text
    own = rubrics.rubric(owner, "Proof", "Tools")

    assert "Scored by" in browser.get(at).text
    assert people.post(browser, f"{at}/rubric", {"rubric_id": str(own.id)}).status_code == 303
    assert 'id="score-tools"' in browser.get(at).text
    people.post(browser, f"{at}/scores", {"criterion": "tools", "level": "3", "reason": ""})
    assert "Scored by" not in browser.get(at).text
    late = people.post(browser, f"{at}/rubric", {"rubric_id": str(own.id)}, follow_redirects=True).text
    assert "What is scored keeps its rubric." in late


def test_programs_read_the_change_and_choose_the_rubric(
    owner: Viewer, coach: Viewer, maya: Viewer, resume: Document, program_of: Make
) -> None:
    first = reviews.published(coach, maya, own_client(maya), about=about(maya, resume, 1))
    later = about(maya, resume, 2)
    own = rubrics.rubric(owner, "Proof", "Tools")
    program = program_of(coach)

    begun = program.post(f"/api/v1/versions/{later.id}/reviews")
    assert (begun.json["rubric"], begun.json["change"]["says"]) == ("Resume", "ready last time")
    at, tag = f"/api/v1/reviews/{begun.json['id']}", {"If-Match": begun.headers["ETag"]}
    chosen = program.patch(at, json={"rubric_id": str(own.id)}, headers=tag)
    assert (chosen.json["rubric"], chosen.json["rubric_version_id"]) == ("Data resume", str(own.version_id))
    program.put(
        f"{at}/scores", json={"scores": [{"criterion": "proof", "level": 4}, {"criterion": "tools", "level": 4}]}
    )

    change = program.get(at).json["change"]
    assert (change["review_id"], change["says"], change["band"]) == (str(first.id), "up from ready", 4)
    assert change["criteria"] == [
        {
            "criterion": "proof",
            "label": "Proof",
            "before": 2,
            "now": 4,
            "said_before": "some results, hard to judge their size",
            "says_now": "Proof shines",
        }
    ]
    (listed,) = program_of(maya).get(f"/api/v1/versions/{first.version_id}/reviews").json["items"]
    assert listed["change"] is None
    assert queries.get_review(coach, first.id).rubric.label == "Resume"
