"""One draft in two windows: comments and scores lose nothing, and both wordings are there to choose from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.models import Comment, Review
from tests.factories import people, reviews

Doors = Callable[[Viewer], FlaskClient]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def review(coach: Viewer) -> Review:
    maya = people.client(coach)[0]
    return reviews.ready(coach, maya, own_client(maya))


def first(coach: Viewer, review: Review) -> Comment:
    return queries.get_comment(coach, queries.comments_of(coach, review)[0].id)


def send(browser: FlaskClient, path: str, data: dict[str, object]) -> TestResponse:
    data = {"csrf_token": people.csrf(browser), **data}
    return browser.post(path, data=data, headers=HTMX)


def words(made: Comment, body: str, **more: object) -> dict[str, object]:
    return {"lock": made.lock, "kind": "fix", "body": body, "criterion": made.criterion, **more}


def test_a_comment_reworded_in_two_windows_shows_both_wordings(
    coach: Viewer, review: Review, browser_of: Doors
) -> None:
    made, browser = first(coach, review), browser_of(coach)
    path = f"/coach/reviews/comments/{made.id}"
    one, other = words(made, "First window."), words(made, "Second window.")
    assert f'name="lock" value="{made.lock}"' in browser.get(f"{path}?edit=1", headers=HTMX).text
    assert send(browser, path, one).status_code == 200

    refused = send(browser, path, other)

    assert refused.status_code == 409
    assert "First window." in refused.text
    assert "Second window.</textarea>" in refused.text
    assert first(coach, review).body == "First window."
    kept = send(browser, path, {**other, "over": first(coach, review).lock})
    assert (kept.status_code, first(coach, review).body) == (200, "Second window.")
    assert "Keep mine" in refused.text
    assert "Take the other" in refused.text


def test_without_scripts_the_desk_shows_both_wordings(coach: Viewer, review: Review, browser_of: Doors) -> None:
    made, browser = first(coach, review), browser_of(coach)
    path = f"/coach/reviews/comments/{made.id}"
    one, other = words(made, "First window."), words(made, "Second window.")
    people.post(browser, path, one)

    refused = people.post(browser, path, other)

    assert refused.status_code == 409
    assert "Keep mine" in refused.text
    assert "First window." in refused.text


def test_the_same_words_from_two_windows_are_no_conflict(coach: Viewer, review: Review, browser_of: Doors) -> None:
    made, browser = first(coach, review), browser_of(coach)
    same = words(made, "The same.")

    answers = [send(browser, f"/coach/reviews/comments/{made.id}", same).status_code for _ in range(2)]

    assert answers == [200, 200]


def test_programs_may_say_which_state_they_know(coach: Viewer, review: Review, program_of: Doors) -> None:
    program, path = program_of(coach), f"/api/v1/comments/{first(coach, review).id}"
    lock = program.get(path).get_json()["lock"]
    assert program.patch(path, json={"body": "One.", "lock": lock}).get_json()["lock"] == lock + 1

    stale = program.patch(path, json={"body": "Two.", "lock": lock})

    assert (stale.status_code, stale.get_json()["type"]) == (409, "/problems/stale-edit")
    assert program.patch(path, json={"body": "Three."}).status_code == 200


def test_a_level_given_in_two_windows_names_both(coach: Viewer, review: Review, browser_of: Doors) -> None:
    browser, path = browser_of(coach), f"/coach/reviews/{review.id}/scores"
    seen = {"criterion": "target", "was": "3"}
    assert send(browser, path, {**seen, "level": "4"}).status_code == 200

    refused = send(browser, path, {**seen, "level": "na"})

    assert refused.status_code == 409
    levels = review.rubric.criteria[0].levels
    assert f"Scored in another window meanwhile: 4, “{levels[3]}”, there, N/A here." in refused.text
    assert queries.scores_of(coach, review)["target"].level == 4
    assert send(browser, path, {**seen, "level": "4"}).status_code == 200
    assert send(browser, path, {**seen, "was": "4", "level": "na"}).status_code == 200
    assert queries.scores_of(coach, review)["target"].level is None


def test_the_desk_says_what_each_criterion_was(coach: Viewer, browser_of: Doors) -> None:
    maya = people.client(coach)[0]
    draft = reviews.draft(coach, maya, own_client(maya))
    browser, path = browser_of(coach), f"/coach/reviews/{draft.id}/scores"
    assert 'name="was" value="open"' in browser.get(f"/coach/reviews/{draft.id}").text

    first_one = send(browser, path, {"criterion": "target", "was": "open", "level": "2"})

    assert 'name="was" value="2"' in first_one.text
    assert send(browser, path, {"criterion": "target", "was": "open", "level": "3"}).status_code == 409


def reason_lock(page: str, criterion: str) -> str:
    form = page.split(f'data-level-form="{criterion}"')[1].split("</form>", maxsplit=1)[0]
    return form.split('name="reason_lock" value="')[1].split('"')[0]


@pytest.fixture
def why(coach: Viewer, review: Review, browser_of: Doors) -> Callable[..., TestResponse]:
    """One desk in two windows, both opened before anything was written."""
    browser = browser_of(coach)
    lock = reason_lock(browser.get(f"/coach/reviews/{review.id}").text, "target")

    def write(reason: str, level: str = "3", *, headers: dict[str, str] = HTMX, **more: str) -> TestResponse:
        data = {"criterion": "target", "was": "3", "level": level, "reason": reason, "reason_lock": lock, **more}
        data["csrf_token"] = people.csrf(browser)
        return browser.post(f"/coach/reviews/{review.id}/scores", data=data, headers=headers)

    return write


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_reason_written_in_two_windows_shows_both(
    coach: Viewer, review: Review, why: Callable[..., TestResponse], headers: dict[str, str]
) -> None:
    assert why("First window.").status_code == 200

    refused = why("Second window.", "2", headers=headers)

    assert refused.status_code == 409
    assert "First window." in refused.text
    assert 'value="Second window."' in refused.text
    assert 'value="2" checked' in refused.text.split('data-level-form="target"')[1].split("</form>")[0]
    assert queries.scores_of(coach, review)["target"].reason == "First window."
    assert why("Second window.", "2").status_code == 409
    over = refused.text.split('name="over" value="')[1].split('"')[0]
    assert why("Second window.", "2", over=over).status_code == 200
    kept = queries.scores_of(coach, review)["target"]
    assert (kept.level, kept.reason) == (2, "Second window.")


def test_the_other_reason_can_be_taken(coach: Viewer, review: Review, why: Callable[..., TestResponse]) -> None:
    why("First window.")

    assert why("Second window.", "2", take="other").status_code == 200

    kept = queries.scores_of(coach, review)["target"]
    assert (kept.level, kept.reason) == (2, "First window.")


def test_a_window_that_wrote_no_reason_keeps_the_other_ones(
    coach: Viewer, review: Review, why: Callable[..., TestResponse]
) -> None:
    why("First window.")

    assert why("", "2").status_code == 200

    assert queries.scores_of(coach, review)["target"].reason == "First window."


def test_a_level_that_is_refused_keeps_the_reason_that_was_typed(why: Callable[..., TestResponse]) -> None:
    why("", "4")

    refused = why("Second window.", "2")

    assert (refused.status_code, 'value="Second window."' in refused.text) == (409, True)


def test_programs_may_say_which_scores_they_know(coach: Viewer, review: Review, program_of: Doors) -> None:
    program, path = program_of(coach), f"/api/v1/reviews/{review.id}/scores"
    lock = program.get(path).get_json()["lock"]
    given = {"criterion": "target", "level": 2, "reason": "One."}
    now = program.put(path, json={"scores": [given], "lock": lock}).get_json()["lock"]

    stale = program.put(path, json={"scores": [{**given, "reason": "Two."}], "lock": lock})

    told = stale.get_json()
    assert (stale.status_code, stale.mimetype, told["type"]) == (
        409,
        "application/problem+json",
        "/problems/stale-edit",
    )
    assert (told["lock"], told["scores"]) == (now, [given])
    assert program.put(path, json={"scores": [given], "lock": lock}).status_code == 200
    assert program.put(path, json={"scores": [{**given, "reason": "Two."}], "lock": now}).status_code == 200
    assert program.put(path, json={"scores": [given]}).status_code == 200
