"""What was not found in the next version is placed by hand, and stays there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import CommentPlace, Review
from tests.factories import people, reviews

Browsers = Callable[[Viewer], FlaskClient]
TEXT = reviews.TEXT.replace("Product lead", "A page of results")


@pytest.fixture
def desk(coach: Viewer, maya: Viewer) -> Review:
    """A draft on version 2, in which the words of one earlier comment are gone."""
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Name the role.", quote="Product lead")
    service.publish(coach, review)
    document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
    later = reviews.version(maya, own_client(maya), to=document, number=2, text=TEXT)
    service.carry_over(later.id)
    return reviews.draft(coach, maya, own_client(maya), about=later)


def lost(coach: Viewer, desk: Review) -> queries.Carried:
    assert desk.version_id is not None
    found = queries.carried_to(coach, get_version(coach, desk.version_id))
    return next(each for each in found if each.comment.body == "Name the role.")


def test_selected_words_become_the_place_and_new_rules_leave_it(
    coach: Viewer, desk: Review, browser_of: Browsers
) -> None:
    browser, found = browser_of(coach), lost(coach, desk)
    path = f"/coach/reviews/{desk.id}/earlier/{found.id}/place"
    assert f'action="{path}"' in browser.get(f"/coach/reviews/{desk.id}").text
    start = TEXT.index("A page of results")

    form = {"start": str(start), "end": str(start + 17), "quote": "A page of results"}
    assert people.post(browser, path, form).location == f"/coach/reviews/{desk.id}#comment-{found.id}"

    placed = lost(coach, desk)
    assert placed.place is not None
    assert (placed.state, placed.start, placed.page, placed.is_by_hand) == (State.CHANGED, start, 1, True)
    assert 'id="unplaced"' not in browser.get(f"/coach/reviews/{desk.id}").text
    db.session.execute(update(CommentPlace).values(algorithm=0))
    service.carry_over(placed.version_id)
    assert lost(coach, desk).place.words == "A page of results"  # type: ignore[union-attr]


def test_words_can_be_written_and_words_that_are_not_there_are_refused(
    coach: Viewer, desk: Review, browser_of: Browsers
) -> None:
    browser, path = browser_of(coach), f"/coach/reviews/{desk.id}/earlier/{lost(coach, desk).id}/place"

    for typed in ("Nowhere at all", ""):
        refused = people.post(browser, path, {"quote": typed})
        assert refused.status_code == 422
        assert f">{typed}</textarea>" in refused.text
        assert lost(coach, desk).is_lost
    assert "Select the words in the document, or write them here." in refused.text
    people.post(browser, path, {"quote": "page of results"})

    assert not lost(coach, desk).is_lost


def test_words_that_stand_there_twice_are_not_guessed(coach: Viewer, desk: Review, browser_of: Browsers) -> None:
    path, twice = f"/coach/reviews/{desk.id}/earlier/{lost(coach, desk).id}/place", "a"
    assert TEXT.count(twice) > 1

    refused = people.post(browser_of(coach), path, {"quote": twice})

    assert f"These words stand there {TEXT.count(twice)} times." in refused.text
    assert lost(coach, desk).is_lost


def test_programs_place_too_and_clients_do_not(
    coach: Viewer, maya: Viewer, desk: Review, program_of: Callable[[Viewer], FlaskClient]
) -> None:
    path = f"/api/v1/versions/{desk.version_id}/comments/{lost(coach, desk).id}/place"

    assert program_of(maya).put(path, json={"quote": "page of results"}).status_code == 403
    assert program_of(coach).put(path, json={"quote": "not there"}).status_code == 422
    told = program_of(coach).put(path, json={"quote": "page of results"}).get_json()

    assert (told["place"]["state"], told["place"]["words"], told["place"]["how"]) == (
        "changed",
        "page of results",
        "by hand",
    )
