"""What a coach wrote in a comment is kept as a phrase with one press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import service
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.snippets.queries import snippets
from tests.factories import people, reviews

Doors = Callable[[Viewer], FlaskClient]
LONG = "Begin with the verb, and say what came of it in numbers that a stranger can judge.\n\nOne line is enough."


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def review(coach: Viewer) -> Review:
    maya = people.client(coach)[0]
    return reviews.draft(coach, maya, own_client(maya))


def said(coach: Viewer, review: Review, body: str) -> Comment:
    return service.comment_on(coach, review.id, kind=CommentKind.FIX, body=body)


def kept(coach: Viewer) -> dict[str, str]:
    return {each.title: each.body for each in snippets(coach)}


def test_one_press_keeps_the_words_and_a_second_one_nothing_more(
    coach: Viewer, review: Review, browser_of: Doors
) -> None:
    browser, made = browser_of(coach), said(coach, review, LONG)
    path, desk = f"/coach/reviews/comments/{made.id}/keep", f"/coach/reviews/{review.id}"
    assert f'action="{path}"' in browser.get(desk).text

    part = people.post(browser, path, {}, headers={"HX-Request": "true"}).text
    plain = people.post(browser, path, {})

    assert ("Kept. Type <kbd>/</kbd> to use it." in part, "<html" in part) == (True, False)
    assert plain.location == f"{desk}#comment-{made.id}"
    assert "Kept. Type / to use it." in browser.get(desk).text
    assert kept(coach) == {"Begin with the verb, and say what came of it in numbers …": LONG}
    assert "Begin with the verb" in browser.get(f"/coach/snippets?q=verb&review={review.id}").text


def test_other_words_with_the_same_beginning_get_a_title_of_their_own(
    coach: Viewer, review: Review, browser_of: Doors
) -> None:
    for body in ("How large?", "how  large?", "How\nlarge?", "W" * 90):
        people.post(browser_of(coach), f"/coach/reviews/comments/{said(coach, review, body).id}/keep", {})

    assert sorted(kept(coach)) == ["How large?", "How large? (3)", "W" * 60, "how large? (2)"]


def test_words_with_a_brace_say_why_they_are_not_kept(coach: Viewer, review: Review, browser_of: Doors) -> None:
    made = said(coach, review, "Write {salary} here.")

    told = people.post(
        browser_of(coach), f"/coach/reviews/comments/{made.id}/keep", {}, headers={"HX-Request": "true"}
    ).text

    assert ("is not one of the placeholders" in told, kept(coach)) == (True, {})


def test_a_comment_of_somebody_elses_client_is_nobodys_phrase(
    owner: Viewer, coach: Viewer, review: Review, browser_of: Doors
) -> None:
    other = people.coach(owner, name="Otto Other")

    answer = people.post(browser_of(other), f"/coach/reviews/comments/{said(coach, review, 'Mine.').id}/keep", {})

    assert (answer.status_code, kept(other)) == (404, {})
