"""Private comments, areas, changes to make and talks, as people press them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews

Browsers = Callable[[Viewer], FlaskClient]
Programs = Callable[[Viewer], FlaskClient]
PART = {"HX-Request": "true"}
BOX = {"page": 1, "x": 10, "y": 20, "width": 30, "height": 5}


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    """A review that owes nothing, with a suggestion in it."""
    made = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(
        coach, made.id, kind=CommentKind.SUGGESTION, body="Shorter.", replacement="Led nine", start=29, end=48
    )
    return made


def test_an_area_is_given_in_numbers_and_drawn_on_its_page(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers
) -> None:
    form = {"kind": "fix", "body": "The photo"} | {f"area-{name}": value for name, value in BOX.items()}

    answer = people.post(browser_of(coach), f"/coach/reviews/{review.id}/comments", form, headers=PART)

    box = 'marked-area" x="59.5" y="168.4" width="178.5" height="42.1"'
    assert (answer.status_code, box in answer.text, "area on page 1" in answer.text) == (200, True, True)
    service.publish(coach, queries.get_review(coach, review.id))
    hers = browser_of(maya).get(f"/me/reviews/{review.id}").text
    assert (box in hers, "area on page 1" in hers) == (True, True)


@pytest.mark.parametrize("wrong", [{"area-page": "9"}, {"area-x": "120"}, {"area-x": ""}, {"quote": "Led a team"}])
def test_an_area_that_can_not_be_keeps_what_was_typed(
    coach: Viewer, review: Review, browser_of: Browsers, wrong: dict[str, str]
) -> None:
    form = {"kind": "fix", "body": "Kept words"} | {f"area-{name}": str(value) for name, value in BOX.items()} | wrong

    refused = people.post(browser_of(coach), f"/coach/reviews/{review.id}/comments", form, headers=PART)

    assert (refused.status_code, "Kept words" in refused.text, 'role="alert"' in refused.text) == (422, True, True)


def test_a_private_comment_wears_a_lock_and_is_the_coachs_alone(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers
) -> None:
    form = {"kind": "question", "body": "Does she want this?", "is_private": "1", "start": "29", "end": "48"}
    answer = people.post(browser_of(coach), f"/coach/reviews/{review.id}/comments", form, headers=PART)
    assert "Only you" in answer.text

    service.publish(coach, queries.get_review(coach, review.id))

    assert "Does she want this?" in browser_of(coach).get(f"/coach/reviews/{review.id}").text
    hers = browser_of(maya).get(f"/me/reviews/{review.id}").text
    assert ("Does she want this?" in hers, "0 of 2 done" in hers) == (False, True)


def test_a_suggestion_is_taken_copied_and_ticked_off(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers
) -> None:
    service.publish(coach, queries.get_review(coach, review.id))
    made = next(c for c in queries.comments_of(maya, review) if c.kind is CommentKind.SUGGESTION)
    browser, path = browser_of(maya), f"/me/reviews/comments/{made.id}"
    assert "Take it" in browser.get(f"/me/reviews/{review.id}").text

    taken = people.post(browser, path, {"state": "accepted"}, headers=PART)
    page = taken.text.partition('href="/me/reviews/changes/')[2].partition('"')[0]
    listed = browser.get(f"/me/reviews/changes/{page}").text
    assert ("1 change to make" in taken.text, "On the list" in taken.text) == (True, True)
    assert "<del>Led a team of nine.</del>" in listed
    assert f'data-copy="words-{made.id}"' in listed
    assert "1 change to make" in browser.get(f"/me/documents/{page}").text

    people.post(browser, f"/me/reviews/changes/{page}/{made.id}")
    assert "Nothing on the list" in browser.get(f"/me/reviews/changes/{page}").text
    assert queries.get_comment(maya, made.id).answer is Answer.DONE


def test_the_client_replies_without_asking(coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers) -> None:
    service.publish(coach, queries.get_review(coach, review.id))
    made = queries.comments_of(maya, review)[0]

    sent = people.post(browser_of(maya), f"/me/reviews/comments/{made.id}/reply", {"body": "It was in 2024."})
    empty = people.post(browser_of(maya), f"/me/reviews/comments/{made.id}/reply", {"body": ""})

    assert (sent.location, empty.status_code) == (f"/me/reviews/{review.id}#comment-{made.id}", 422)
    assert "It was in 2024." in browser_of(coach).get(f"/coach/reviews/{review.id}").text


def test_praise_is_suggested_on_the_desk(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    browser, desk = browser_of(coach), f"/coach/reviews/{review.id}"
    assert "Nothing is praised yet." not in browser.get(desk).text

    fixed = people.post(browser, f"{desk}/comments", {"kind": "fix", "body": "More"}, headers=PART)
    praised = people.post(browser, f"{desk}/comments", {"kind": "praise", "body": "Good"}, headers=PART)

    assert ["Nothing is praised yet." in answer.text for answer in (fixed, praised)] == [True, False]


def test_the_api_speaks_in_selectors(coach: Viewer, maya: Viewer, review: Review, program_of: Programs) -> None:
    theirs, hers, path = program_of(coach), program_of(maya), f"/api/v1/reviews/{review.id}/comments"

    words = theirs.post(path, json={"kind": "fix", "body": "How large?", "start": 29, "end": 47}).get_json()
    area = theirs.post(path, json={"kind": "fix", "body": "The photo", "area": BOX}).get_json()
    whole = theirs.post(path, json={"kind": "question", "body": "Why?", "is_private": True}).get_json()
    both = theirs.post(path, json={"kind": "fix", "body": "No", "area": BOX, "quote": "Led"})

    assert [s["type"] for s in words["selectors"]] == ["TextPositionSelector", "TextQuoteSelector"]
    assert words["selectors"][1]["exact"] == "Led a team of nine"
    assert area["selectors"][0]["value"] == "page=1&xywh=percent:10,20,30,5"
    assert (whole["selectors"], whole["is_private"]) == ([], True)
    assert (both.status_code, list(both.get_json()["errors"])) == (422, ["area"])

    service.publish(coach, queries.get_review(coach, review.id))
    assert whole["id"] not in {item["id"] for item in hers.get(path).get_json()["items"]}
    assert hers.get(f"/api/v1/comments/{whole['id']}").status_code == 404
    made = next(c for c in queries.comments_of(maya, review) if c.kind is CommentKind.SUGGESTION)
    hers.patch(f"/api/v1/comments/{made.id}", json={"state": "accepted"})
    said = hers.patch(f"/api/v1/comments/{made.id}", json={"reply": "Taken."}).get_json()
    assert (said["state"], said["replies"][-1]["by_client"]) == ("accepted", True)
    version = hers.get(f"/api/v1/versions/{review.version_id}").get_json()
    (change,) = hers.get(f"/api/v1/documents/{version['document_id']}/changes-to-make").get_json()["items"]
    assert (change["quote"], change["replacement"], change["version"]) == ("Led a team of nine.", "Led nine", 1)
