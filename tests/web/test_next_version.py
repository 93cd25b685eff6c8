"""The next version on the coach's desk: earlier comments where they stand now, checked with one press."""

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
from coachapp.domain.reviews.models import Comment, Review
from tests.factories import people, reviews, statements

Browsers = Callable[[Viewer], FlaskClient]
PART = {"HX-Request": "true"}
NEXT = (
    "Maya Lindqvist\nProduct lead\n\nCut onboarding from 9 to 3 days.\n\n"
    "Led a team of twelve people.\nWas responsible for budgets.\n"
)


@pytest.fixture
def first(coach: Viewer, maya: Viewer) -> Review:
    """A published review of version 1: words that stay, change or go, the whole, and one for the coach alone."""
    review = reviews.ready(coach, maya, own_client(maya))
    for kind, body, quote, is_private in (
        (CommentKind.QUESTION, "How large?", "Led a team of nine.", False),
        (CommentKind.FIX, "Name the role.", "Product lead", False),
        (CommentKind.FIX, "Shorter.", "", False),
        (CommentKind.FIX, "Ask about Oslo.", "Maya Lindqvist", True),
    ):
        service.comment_on(coach, review.id, kind=kind, body=body, quote=quote, is_private=is_private)
    return service.publish(coach, review)


@pytest.fixture
def second(maya: Viewer, first: Review) -> Version:
    """Version 2, in which the role is gone."""
    document = db.session.get_one(Document, db.session.get_one(Version, first.version_id).document_id)
    text = NEXT.replace("Product lead", "A page of results")
    version = reviews.version(maya, own_client(maya), to=document, number=2, text=text)
    service.carry_over(version.id)
    return version


@pytest.fixture
def desk(coach: Viewer, maya: Viewer, second: Version) -> Review:
    return reviews.draft(coach, maya, own_client(maya), about=second)


def said(coach: Viewer, version: Version, body: str) -> queries.Carried:
    found = queries.carried_to(coach, get_version(coach, version.id))
    return next(each for each in found if each.comment.body == body)


def card(page: str, made: Comment) -> str:
    """Give the part of the page that is one comment's card."""
    found = re.search(rf'<article[^>]*id="comment-{made.id}".*?</article>', page, re.DOTALL)
    assert found is not None
    return found.group()


def test_earlier_comments_stand_on_the_desk_with_their_state(
    coach: Viewer, desk: Review, second: Version, browser_of: Browsers
) -> None:
    page = browser_of(coach).get(f"/coach/reviews/{desk.id}").text

    stays = said(coach, second, "Say what came of it.")
    assert "from version 1" in card(page, stays.comment)
    assert "<q>responsible for budgets</q>" in card(page, stays.comment)
    changed = card(page, said(coach, second, "How large?").comment)
    assert "Changed near here" in changed
    assert re.search(r"<del>.*nine.*</del>", changed)
    assert re.search(r"<ins>.*twelve.*</ins>", changed)
    lost = said(coach, second, "Name the role.")
    assert (lost.is_lost, said(coach, second, "Shorter.").is_lost) == (True, False)
    assert "Not found in this version" in card(page, lost.comment)
    assert page.index('id="unplaced"') < page.index(f'id="comment-{lost.id}"') < page.index('id="desk"')
    assert 'class="marked marked-fix marked-earlier"' in page
    assert "0 of 5 earlier comments checked" in page
    assert "This is what they will ask about." not in page


def test_old_scores_and_the_comparison_stand_beside_the_new_ones(
    coach: Viewer, desk: Review, second: Version, browser_of: Browsers
) -> None:
    browser = browser_of(coach)
    page = browser.get(f"/coach/reviews/{desk.id}").text

    assert '<span class="visually-hidden">last time </span>2</span>' in page
    assert 'class="score-level was"' in page
    link = re.search(r'<a [^>]*href="([^"]+)" data-compare', page)
    assert link is not None
    assert browser.get(link.group(1).replace("&amp;", "&")).status_code == 200
    assert "What changed since version 1" in page
    form = {"criterion": "proof", "level": "3", "reason": ""}
    assert "last time" in people.post(browser, f"/coach/reviews/{desk.id}/scores", form, headers=PART).text


def test_one_press_checks_off_and_another_takes_it_back(
    coach: Viewer, maya: Viewer, desk: Review, second: Version, browser_of: Browsers
) -> None:
    stays = said(coach, second, "Say what came of it.")
    service.answer_comment(maya, queries.get_comment(maya, stays.id), answer=Answer.NOT_DOING, why="They asked for it")
    browser, path = browser_of(coach), f"/coach/reviews/{desk.id}/earlier/{stays.id}"
    assert "not doing, because They asked for it" in card(browser.get(f"/coach/reviews/{desk.id}").text, stays.comment)

    part = people.post(browser, path, {"check": "verified"}, headers=PART).text
    assert ("Checked off" in part, "1 of 5 earlier comments checked" in part, "<html" in part) == (True, True, False)
    assert said(coach, second, "Say what came of it.").is_verified

    people.post(browser, path, {"check": "reopened"}, headers=PART)
    assert (stays.comment.answer, stays.comment.verified_at) == (Answer.OPEN, None)
    assert "Open again." in card(browser.get(f"/coach/reviews/{desk.id}").text, stays.comment)

    undone = people.post(browser, path, {"check": "none"})
    assert undone.location == f"/coach/reviews/{desk.id}#comment-{stays.id}"
    assert (stays.comment.answer, stays.comment.checked_in) == (Answer.NOT_DOING, None)
    assert people.post(browser, path, {"check": "perhaps"}).status_code == 303
    assert stays.comment.checked_in is None


def test_what_was_checked_off_stays_behind_and_what_was_left_open_goes_on(
    coach: Viewer, maya: Viewer, second: Version, desk: Review
) -> None:
    for body, decided in (("Shorter.", Check.VERIFIED), ("How large?", Check.REOPENED)):
        service.check(coach, said(coach, second, body), decided)
    document = db.session.get_one(Document, second.document_id)
    third = reviews.version(maya, own_client(maya), to=document, number=3, text=NEXT)
    service.carry_over(third.id)

    along = {each.comment.body: each for each in queries.carried_to(coach, get_version(coach, third.id))}

    assert sorted(along) == ["Ask about Oslo.", "How large?", "Name the role.", "Say what came of it."]
    assert not along["How large?"].is_checked
    assert along["Name the role."].place is not None
    assert along["Name the role."].place.words == "Product lead"


def test_a_client_who_says_something_new_is_looked_at_again(coach: Viewer, maya: Viewer, second: Version) -> None:
    found = said(coach, second, "How large?")
    service.check(coach, found, Check.VERIFIED)

    service.answer_comment(maya, queries.get_comment(maya, found.id), answer=Answer.QUESTION, why="Which team?")

    assert not said(coach, second, "How large?").is_checked


def test_what_is_private_comes_along_for_its_author_alone(
    owner: Viewer, coach: Viewer, maya: Viewer, desk: Review, second: Version, browser_of: Browsers
) -> None:
    private = said(coach, second, "Ask about Oslo.")
    for viewer in (owner, maya):
        assert private.id not in [each.id for each in queries.carried_to(viewer, get_version(viewer, second.id))]
    theirs = reviews.draft(owner, maya, own_client(maya), about=second)
    path = f"/coach/reviews/{theirs.id}/earlier/{private.id}"

    assert people.post(browser_of(owner), path, {"check": "verified"}).status_code == 404
    assert "Ask about Oslo." not in browser_of(owner).get(f"/coach/reviews/{theirs.id}").text
    assert "Ask about Oslo." in browser_of(coach).get(f"/coach/reviews/{desk.id}").text


def test_the_desk_costs_the_same_queries_with_many_earlier_comments(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client, browser, costs = own_client(maya), browser_of(coach), []
    for count in (1, 40):
        review = reviews.ready(coach, maya, client)
        for _ in range(count):
            service.comment_on(coach, review.id, kind=CommentKind.FIX, body="More", start=29, end=48)
        service.publish(coach, review)
        document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
        later = reviews.version(maya, client, to=document, number=2)
        service.carry_over(later.id)
        draft = reviews.draft(coach, maya, client, about=later)
        with statements.counted() as sent:
            assert browser.get(f"/coach/reviews/{draft.id}").status_code == 200
        costs.append(len(sent))

    assert costs[0] == costs[1]
