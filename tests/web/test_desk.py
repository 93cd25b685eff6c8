"""The desk in parts: what one press changes, and pages that come after the first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews, statements

Browsers = Callable[[Viewer], FlaskClient]
PART = {"HX-Request": "true"}


@pytest.fixture
def long(coach: Viewer, maya: Viewer) -> Review:
    """A draft on three pages, with a comment on the second."""
    client = own_client(maya)
    review = reviews.draft(coach, maya, client, about=reviews.long_version(maya, client, pages=3))
    subject = subjects.of_review(coach, review)
    start = subject.page_starts[1][1] + 29
    service.comment(coach, review, subject, kind=CommentKind.FIX, body="How large?", start=start, end=start + 18)
    return review


def test_the_first_page_is_there_at_once_and_the_others_follow_in_order(
    coach: Viewer, long: Review, browser_of: Browsers
) -> None:
    browser, desk = browser_of(coach), f"/coach/reviews/{long.id}"

    first = browser.get(desk).text
    assert first.count('class="text-layer"') == 1
    assert re.findall(r'hx-get="([^"]+/pages/\d)"', first) == [f"{desk}/pages/2"]

    second = browser.get(f"{desk}/pages/2", headers=PART).text
    (comment,) = queries.comments_of(coach, long)
    assert f'data-comment="{comment.id}"' in second
    assert re.findall(r'hx-get="([^"]+/pages/\d)"', second) == [f"{desk}/pages/3"]
    assert "hx-get" not in browser.get(f"{desk}/pages/3", headers=PART).text
    assert browser.get(f"{desk}/pages/4").status_code == 404


def test_without_scripts_a_link_brings_all_pages(coach: Viewer, long: Review, browser_of: Browsers) -> None:
    browser, desk = browser_of(coach), f"/coach/reviews/{long.id}"
    assert 'href="?pages=all&amp;version=1"' in browser.get(desk).text

    assert browser.get(f"{desk}?pages=all").text.count('class="text-layer"') == 3


def test_pages_of_a_version_follow_on_its_own_page_too(maya: Viewer, long: Review, browser_of: Browsers) -> None:
    version = subjects.load(maya, long.subject_kind, long.subject_id).version
    assert version is not None
    browser = browser_of(maya)

    page = browser.get(f"/me/documents/{version.document_id}").text
    assert f'hx-get="/versions/{version.id}/pages/2"' in page
    second = browser.get(f"/versions/{version.id}/pages/2", headers=PART).text
    assert ">onboarding</text>" in second
    assert "data-comment" not in second


def test_a_comment_is_answered_with_its_card_and_the_marks_of_its_page_alone(
    coach: Viewer, long: Review, browser_of: Browsers
) -> None:
    browser, desk = browser_of(coach), f"/coach/reviews/{long.id}"
    (later,) = queries.comments_of(coach, long)

    answer = people.post(
        browser,
        f"{desk}/comments",
        {"kind": "praise", "body": "Good.", "start": "29", "end": "48", "quote": "Led a team of nine."},
        headers=PART,
    )

    made = queries.comments_of(coach, long)[0]
    assert answer.status_code == 200
    assert (made.quote, made.page) == ("Led a team of nine.", 1)
    assert f'hx-swap-oob="beforebegin:#comment-{later.id}"' in answer.text
    assert re.findall(r'id="marks-(\d)"', answer.text) == ["1"]
    assert f'id="comment-{made.id}"' in answer.text
    assert "text-layer" not in answer.text


def test_a_refused_comment_answers_the_form_with_what_was_typed(
    coach: Viewer, long: Review, browser_of: Browsers
) -> None:
    form = {"kind": "fix", "body": "Kept words", "quote": "not there"}

    refused = people.post(browser_of(coach), f"/coach/reviews/{long.id}/comments", form, headers=PART)

    assert (refused.status_code, "<html" in refused.text) == (422, False)
    assert "Kept words" in refused.text
    assert "These words are not in the text." in refused.text


def test_the_fields_of_a_comment_come_when_they_are_asked_for(
    coach: Viewer, long: Review, browser_of: Browsers
) -> None:
    (made,) = queries.comments_of(coach, long)
    browser, desk, path = browser_of(coach), f"/coach/reviews/{long.id}", f"/coach/reviews/comments/{made.id}"
    field = f'id="body-{made.id}"'

    assert field not in browser.get(desk).text
    assert field in browser.get(f"{desk}?edit={made.id}").text
    assert field in browser.get(f"{path}?edit=1", headers=PART).text
    assert field not in browser.get(path, headers=PART).text
    assert browser.get(path).location == f"{desk}#comment-{made.id}"

    empty = people.post(browser, path, {"kind": "fix", "body": ""}, headers=PART)
    changed = people.post(browser, path, {"kind": "praise", "body": "Well put"}, headers=PART)
    gone = people.post(browser, f"{path}/remove", headers=PART)

    assert (empty.status_code, field in empty.text) == (422, True)
    assert "Well put" in changed.text
    assert "marked-praise" in changed.text
    assert (gone.status_code, field in gone.text) == (200, False)
    assert queries.comments_of(coach, long) == []


def test_a_level_is_answered_with_the_scores_alone(coach: Viewer, long: Review, browser_of: Browsers) -> None:
    answer = people.post(
        browser_of(coach), f"/coach/reviews/{long.id}/scores", {"criterion": "target", "level": "3"}, headers=PART
    )

    assert answer.status_code == 200
    assert (answer.text.count('id="levels"'), answer.text.count('id="verdict"'), "<html" in answer.text) == (
        1,
        1,
        False,
    )


def test_the_desk_costs_the_same_queries_with_many_pages_and_comments(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client, browser = own_client(maya), browser_of(coach)
    costs = []
    for pages, comments in ((2, 1), (10, 60)):
        review = reviews.draft(coach, maya, client, about=reviews.long_version(maya, client, pages=pages))
        for _ in range(comments):
            service.comment_on(coach, review.id, kind=CommentKind.FIX, body="More", start=29, end=48)
        with statements.counted() as sent:
            assert browser.get(f"/coach/reviews/{review.id}").status_code == 200
        costs.append(len(sent))

    assert costs[0] == costs[1]
