"""A comment whose words were lost when its own file was read anew is placed by hand, and stays there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews

Doors = Callable[[Viewer], FlaskClient]
TEXT = reviews.TEXT.replace("Product lead", "Head of everything")
AGAIN = f"One line more.\n{TEXT}"


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    """A published review whose file was read anew: one comment lost its words, one stands on them."""
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Name the role.", quote="Product lead")
    service.publish(coach, queries.get_review(coach, review.id))
    reviews.read_again(db.session.get_one(Version, review.version_id), TEXT)
    return queries.get_review(coach, review.id)


def standing(coach: Viewer, review: Review, body: str = "Name the role.") -> queries.Carried:
    made = next(made for made in queries.comments_of(coach, review) if made.body == body)
    return queries.get_within(coach, made.id)


def test_the_coach_places_it_and_both_see_the_mark(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Doors
) -> None:
    browser, found = browser_of(coach), standing(coach, review)
    page, path = f"/coach/reviews/{review.id}", f"/coach/reviews/comments/{found.id}/place"
    shown = browser.get(page).text
    assert "Not found in this version since it was read anew" in shown
    assert (shown.count("data-place>"), f'action="{path}"' in shown, "js/selection.js" in shown) == (1, True, True)
    start = TEXT.index("Head of everything")
    form = {"start": str(start), "end": str(start + 18), "quote": "Head of everything"}

    answers = [people.post(browser, path, form).location for _ in range(2)]

    assert set(answers) == {f"{page}#comment-{found.id}"}
    placed = standing(coach, review)
    assert (placed.state, placed.start, placed.page, placed.is_by_hand) == (State.CHANGED, start, 1, True)
    assert placed.comment.quote == "Product lead"
    now = browser.get(page).text
    assert "You placed it on “Head of everything”" in now
    assert "Place it elsewhere" in now
    for reader, where in ((browser, page), (browser_of(maya), f"/me/reviews/{review.id}")):
        assert f'data-comment="{found.id}"' in reader.get(where).text


def test_it_can_be_placed_elsewhere_and_words_that_are_not_there_are_refused(
    coach: Viewer, review: Review, browser_of: Doors
) -> None:
    browser, path = browser_of(coach), f"/coach/reviews/comments/{standing(coach, review).id}/place"

    for typed in ("Nowhere at all", ""):
        refused = people.post(browser, path, {"quote": typed})
        assert (refused.status_code, standing(coach, review).is_lost) == (422, True)
        assert f">{typed}</textarea>" in refused.text
    assert "Select the words in the document" in refused.text
    people.post(browser, path, {"quote": "Head of everything"})
    people.post(browser, path, {"quote": "Led a team"})

    assert standing(coach, review).place.words == "Led a team"  # type: ignore[union-attr]


def test_what_was_placed_goes_along_when_the_file_is_read_once_more(
    coach: Viewer, review: Review, browser_of: Doors
) -> None:
    found = standing(coach, review)
    people.post(browser_of(coach), f"/coach/reviews/comments/{found.id}/place", {"quote": "Head of everything"})
    version = db.session.get_one(Version, review.version_id)

    reviews.read_again(version, AGAIN)

    placed = standing(coach, review)
    assert (placed.start, placed.is_by_hand) == (AGAIN.index("Head of everything"), True)
    reviews.read_again(version, reviews.TEXT.replace("Product lead", "-"))
    assert standing(coach, review).is_lost


def test_a_comment_that_stands_as_it_was_made_is_not_moved(coach: Viewer, maya: Viewer, browser_of: Doors) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    made = queries.comments_of(coach, review)[0]
    browser = browser_of(coach)

    people.post(browser, f"/coach/reviews/comments/{made.id}/place", {"quote": "Product lead"})

    shown = browser.get(f"/coach/reviews/{review.id}").text
    assert "It stands on its own words." in shown
    assert "data-place>" not in shown
    assert queries.get_within(coach, made.id).place is None


def test_programs_place_too_and_clients_do_not(coach: Viewer, maya: Viewer, review: Review, program_of: Doors) -> None:
    path = f"/api/v1/versions/{review.version_id}/comments/{standing(coach, review).id}/place"

    assert program_of(maya).put(path, json={"quote": "Head of everything"}).status_code == 403
    told = program_of(coach).put(path, json={"quote": "Head of everything"}).get_json()

    assert (told["place"]["how"], told["comment"]["place"]["words"]) == ("by hand", "Head of everything")
