"""Marks stand on their words once a file was read anew, on the desk and on the client's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from coachapp.web.reviews import marks_of
from tests.factories import reviews, statements

Browsers = Callable[[Viewer], FlaskClient]
TEXT = (
    "Cut onboarding from\n9 to 3 days.\n\nLed a team of nine.\nWas re sponsible for bud gets.\n\n"
    "Maya Lindqvist\nProduct lead"
)
"""The text of the factory, read anew: its header at the end, other lines, and some words torn."""


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.QUESTION, body="How large?", quote="Led a team of nine.")
    return review


def anew(review: Review) -> None:
    reviews.read_again(db.session.get_one(Version, review.version_id), TEXT)


def ids(viewer: Viewer, review: Review) -> dict[str, str]:
    return {made.body: str(made.id) for made in queries.comments_of(viewer, queries.get_review(viewer, review.id))}


def marked(page: str) -> set[str]:
    """Give the ids of the comments that have a mark in the document."""
    return set(re.findall(r'<rect class="marked [^>]* data-comment="([0-9a-f-]{36})"', page))


def test_the_client_sees_marks_on_the_words_and_keeps_the_quote_of_lost_ones(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers
) -> None:
    service.publish(coach, queries.get_review(coach, review.id))
    known = ids(coach, review)
    browser, path = browser_of(maya), f"/me/reviews/{review.id}"
    assert marked(browser.get(path).text) == set(known.values())

    anew(review)
    page = browser.get(path).text

    assert marked(page) == set(known.values()) - {known["Say what came of it."]}
    assert "responsible for budgets" in page


def test_the_desk_shows_a_draft_on_the_words_as_they_stand_now(
    coach: Viewer, review: Review, browser_of: Browsers
) -> None:
    anew(review)
    known = ids(coach, review)

    page = browser_of(coach).get(f"/coach/reviews/{review.id}").text

    assert marked(page) == set(known.values()) - {known["Say what came of it."]}
    assert "responsible for budgets" in page


def test_one_statement_more_says_where_all_of_them_stand(
    coach: Viewer, maya: Viewer, review: Review, browser_of: Browsers
) -> None:
    service.publish(coach, queries.get_review(coach, review.id))
    browser, path = browser_of(maya), f"/me/reviews/{review.id}"
    browser.get(path)
    with statements.counted() as before:
        browser.get(path)

    anew(review)
    with statements.counted() as after:
        browser.get(path)

    assert len(after) == len(before) + 1


def test_words_said_while_the_file_was_read_are_found_or_have_no_mark(coach: Viewer, review: Review) -> None:
    draft = queries.get_review(coach, review.id)
    seen_before = subjects.of_review(coach, draft)
    anew(review)
    late = [
        service.comment(coach, draft, seen_before, kind=CommentKind.FIX, body="Late.", quote=quote)
        for quote in ("Product lead", "Was responsible for budgets.")
    ]
    for made in late:
        made.created_at -= timedelta(minutes=1)
    subject = subjects.of_review(coach, draft)

    spans = {mark.id: subject.text[mark.start : mark.end] for mark in marks_of(subject, late)}

    assert spans == {str(late[0].id): "Product lead"}
