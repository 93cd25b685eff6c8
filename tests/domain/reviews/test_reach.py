"""How far a comment reaches: its author alone, an area of a page, the client's list of changes, a talk below it."""

from __future__ import annotations

from typing import Any

import pytest

from coachapp.core.errors import Invalid, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.queries import get_document
from coachapp.domain.plans import queries as plans
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.areas import Area
from coachapp.domain.reviews.errors import Closed, NoSuchPassage, NotPublished, Private
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.wins import queries as wins
from tests.factories import people, reviews

BOX: Any = {"page": 1, "x": 10, "y": 20, "width": 30, "height": 5.5}


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach, name="Maya Lindqvist")[0]


def suggestion(coach: Viewer, review: Review, **more: Any) -> Comment:
    return service.comment(
        coach,
        review,
        subjects.of_review(coach, review),
        kind=CommentKind.SUGGESTION,
        body="Shorter.",
        replacement="Ran the budget",
        quote="Was responsible for budgets",
        **more,
    )


def test_a_private_comment_is_its_authors_alone(owner: Viewer, coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    made = service.comment_on(
        coach, review.id, kind=CommentKind.PRAISE, body="Only I know", start=29, end=48, is_private=True
    )
    service.publish(coach, review)

    assert made.id in {c.id for c in queries.comments_of(coach, review)}
    assert queries.get_comment(coach, made.id).is_private
    for other in (owner, maya):
        assert made.id not in {c.id for c in queries.comments_of(other, review)}
        with pytest.raises(NotFound):
            queries.get_comment(other, made.id)
    assert not [win for win in wins.wins_of(maya, own_client(maya)) if "Only I know" in win.text]
    with pytest.raises(Private):
        service.reply(coach, queries.get_comment(coach, made.id), body="To nobody")


def test_a_step_never_rests_on_a_private_comment(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    fix = next(c for c in queries.comments_of(coach, review) if c.kind is CommentKind.FIX)
    assert [s.comment_id for s in queries.steps_of(coach, review)] == [fix.id]

    made = queries.get_comment(coach, fix.id)
    service.change_comment(coach, made, kind=CommentKind.FIX, body="A hidden thought", is_private=True)
    service.score(coach, review, criterion="proof", level=3)
    service.publish(coach, review)

    assert [s.comment_id for s in queries.steps_of(maya, review)] == [None]
    (item,) = plans.plan_of(maya, own_client(maya))
    assert (item.why, item.quote) == ("From the review of Resume, version 1", "")


def test_a_private_comment_explains_no_level_to_the_client(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    fix = next(c for c in queries.comments_of(coach, review) if c.kind is CommentKind.FIX)

    service.change_comment(
        coach, queries.get_comment(coach, fix.id), kind=CommentKind.FIX, body="x", criterion="proof", is_private=True
    )

    assert [debt.field for debt in queries.progress_of(coach, review).debts] == ["reason-proof"]


def test_an_area_stands_on_its_page_and_never_leaves_it(coach: Viewer, maya: Viewer) -> None:
    review = reviews.draft(coach, maya, own_client(maya))

    made = service.comment_on(coach, review.id, kind=CommentKind.FIX, body="The photo", area=BOX)
    wide: Any = {"page": 1, "x": 90, "y": 99.9, "width": 60, "height": 60}
    over = service.comment_on(coach, review.id, kind=CommentKind.FIX, body="The foot", area=wide)

    assert made.area == Area(1, 10, 20, 30, 5.5)
    assert (made.page, made.start, made.quote, made.where) == (1, None, "", "area on page 1")
    assert made.selectors == [
        {
            "type": "FragmentSelector",
            "conformsTo": "http://www.w3.org/TR/media-frags/",
            "value": "page=1&xywh=percent:10,20,30,5.5",
        }
    ]
    assert over.area == Area(1, 90, 99.5, 10, 0.5)
    with pytest.raises(NoSuchPassage):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body="No", area=BOX | {"page": 2})


def test_what_holds_no_pages_takes_no_areas(coach: Viewer, maya: Viewer) -> None:
    answer = reviews.answer(maya, own_client(maya))
    review = service.start(coach, subjects.load(coach, subjects.SubjectKind.PRACTICE_ANSWER, answer.id))

    with pytest.raises(NoSuchPassage):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body="No", area=BOX)


def test_a_suggestion_that_was_taken_is_a_change_to_make_until_it_is_done(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    made = suggestion(coach, review)
    service.publish(coach, review)
    version = subjects.of_review(maya, review).version
    assert version is not None
    document = get_document(maya, version.document_id)
    made = queries.get_comment(maya, made.id)

    service.answer_comment(maya, made, answer=Answer.ACCEPTED)
    (change,) = queries.changes_to_make(maya, document)
    assert (change.quote, change.replacement) == ("Was responsible for budgets", "Ran the budget")
    assert queries.count_changes(maya, document.id) == 1
    assert not made.answer.is_settled

    service.answer_comment(maya, made, answer=Answer.DONE)
    assert queries.changes_to_make(maya, document) == []


def test_only_other_words_can_be_taken(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    fix = queries.get_comment(maya, queries.comments_of(maya, review)[0].id)

    with pytest.raises(Invalid):
        service.answer_comment(maya, fix, answer=Answer.ACCEPTED)


def test_both_sides_talk_below_a_comment_until_it_is_closed(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    fix = queries.get_comment(coach, queries.comments_of(coach, review)[0].id)
    with pytest.raises(NotPublished):
        service.reply(coach, fix, body="Too early")
    service.publish(coach, review)

    service.reply(maya, fix, body="It was two million.")
    service.reply(coach, fix, body="Then say so.")
    service.answer_comment(maya, fix, answer=Answer.DONE)
    for who in (coach, maya):
        with pytest.raises(Closed):
            service.reply(who, fix, body="One more")

    assert [(r.by_client, r.body) for r in fix.replies] == [(True, "It was two million."), (False, "Then say so.")]


def test_praise_is_suggested_and_never_owed(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    assert queries.progress_of(coach, review).hints == ()
    praise = next(c for c in queries.comments_of(coach, review) if c.kind is CommentKind.PRAISE)

    service.remove_comment(coach, queries.get_comment(coach, praise.id))

    found = queries.progress_of(coach, review)
    assert (found.hints, found.is_ready) == (("Nothing is praised yet. What works already?",), True)
