"""What is still open from earlier versions, on the client's pages of the next one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer, Check, CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews, statements

Browsers = Callable[[Viewer], FlaskClient]
PART = {"HX-Request": "true"}
NEXT = "Maya Lindqvist\nA page of results\n\nLed a team of twelve people.\nWas responsible for budgets.\n"


@pytest.fixture
def first(coach: Viewer, maya: Viewer) -> Review:
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Name the role.", quote="Product lead")
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Mine alone", quote="Maya", is_private=True)
    return service.publish(coach, review)


@pytest.fixture
def second(maya: Viewer, first: Review) -> Version:
    document = db.session.get_one(Document, db.session.get_one(Version, first.version_id).document_id)
    version = reviews.version(maya, own_client(maya), to=document, number=2, text=NEXT)
    service.carry_over(version.id)
    return version


def along(viewer: Viewer, version: Version, body: str) -> queries.Carried:
    found = queries.carried_to(viewer, get_version(viewer, version.id))
    return next(each for each in found if each.comment.body == body)


def test_the_new_version_lists_what_is_still_open_and_where(
    maya: Viewer, second: Version, browser_of: Browsers
) -> None:
    page = browser_of(maya).get(f"/me/documents/{second.document_id}").text

    assert "2 still open from version 1" in page
    assert "<q>responsible for budgets</q>" in page
    assert "Not found in this version" in page
    assert "Mine alone" not in page
    first_page = browser_of(maya).get(f"/me/documents/{second.document_id}?version=1").text
    assert 'id="still-open"' not in first_page


def test_a_client_marks_an_unplaced_comment_done_on_the_page_of_the_new_version(
    maya: Viewer, second: Version, browser_of: Browsers
) -> None:
    lost, browser = along(maya, second, "Name the role."), browser_of(maya)
    path = f"/me/reviews/comments/{lost.id}?in={second.id}"
    assert f'action="{path}"' in browser.get(f"/me/documents/{second.document_id}").text

    refused = people.post(browser, path, {"state": "not_doing"}, headers=PART)
    assert (refused.status_code, "Say in a few words why." in refused.text) == (422, True)
    part = people.post(browser, path, {"state": "done"}, headers=PART).text

    assert lost.comment.answer is Answer.DONE
    assert ("Dana Coach checks it." in part, "from version 1" in part, "<html" in part) == (True, True, False)
    page = browser.get(f"/me/documents/{second.document_id}").text
    assert "1 still open from version 1" in page
    assert "1 answered, your coach checks it" in page
    plain = people.post(browser, path, {"state": "open"})
    assert plain.location == f"/me/documents/{second.document_id}?version=2#comment-{lost.id}"
    assert people.post(browser, f"/me/reviews/comments/{lost.id}?in=x", {"state": "open"}).status_code == 404


def test_the_review_of_the_new_version_shows_earlier_open_ones_below_its_own(
    coach: Viewer, maya: Viewer, second: Version, browser_of: Browsers
) -> None:
    service.check(coach, along(coach, second, "Name the role."), Check.VERIFIED)
    client = own_client(maya)
    draft = reviews.draft(coach, maya, client, about=second)
    for criterion in draft.rubric.criteria:
        service.score(coach, draft, criterion=criterion.key, level=3)
    service.comment_on(coach, draft.id, kind=CommentKind.FIX, body="Newer", quote="twelve people")
    service.change(coach, draft, lock=draft.lock, letter="Good.", verdict="send_it")
    service.publish(coach, draft)

    for viewer, page in ((maya, f"/me/reviews/{draft.id}"), (coach, f"/coach/reviews/{draft.id}")):
        text = browser_of(viewer).get(page).text
        assert "0 of 2 done" in text
        assert text.index("Newer") < text.lower().index("still open from") < text.index("Say what came of it.")
        assert "Name the role." not in text
        assert 'class="marked marked-fix marked-earlier"' in text


def test_the_last_step_says_how_many_comments_go_along(
    coach: Viewer, maya: Viewer, first: Review, browser_of: Browsers
) -> None:
    page = f"/me/reviews/{first.id}"
    assert "2 comments go along: they are found again" in browser_of(maya).get(page).text

    document = db.session.get_one(Document, db.session.get_one(Version, first.version_id).document_id)
    later = reviews.version(maya, own_client(maya), to=document, number=2, text=NEXT)
    service.carry_over(later.id)
    service.check(coach, along(coach, later, "Name the role."), Check.VERIFIED)

    text = browser_of(maya).get(page).text
    assert "1 comment goes along: it is found again" in text
    assert "See where they stand in version 2" in text


def test_a_version_in_which_nobody_has_looked_yet_says_so(maya: Viewer, second: Version, browser_of: Browsers) -> None:
    document = db.session.get_one(Document, second.document_id)
    reviews.version(maya, own_client(maya), to=document, number=3, text=NEXT)

    page = browser_of(maya).get(f"/me/documents/{second.document_id}").text

    assert page.count("Being looked for in this version") == 2


def test_the_page_of_a_version_costs_the_same_queries_with_many_earlier_comments(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client, browser, costs = own_client(maya), browser_of(maya), []
    for count in (1, 30):
        review = reviews.ready(coach, maya, client)
        for _ in range(count):
            service.comment_on(coach, review.id, kind=CommentKind.FIX, body="More", start=29, end=48)
        service.publish(coach, review)
        document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
        later = reviews.version(maya, client, to=document, number=2)
        service.carry_over(later.id)
        with statements.counted() as sent:
            page = browser.get(f"/me/documents/{document.id}").text
        assert len(re.findall("from version 1</span>", page)) == count + 1
        costs.append(len(sent))

    assert costs[0] == costs[1]
