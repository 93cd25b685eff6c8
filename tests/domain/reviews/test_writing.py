"""A coach writes a review; nobody else sees it before it is published."""

from __future__ import annotations

import pytest

from coachapp.core import walls
from coachapp.core.errors import Forbidden, Invalid, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.errors import AlreadyPublished, NoSuchPassage, StaleDraft
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind, Verdict
from tests.factories import people, reviews


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


def test_starting_twice_goes_on_with_the_same_draft(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    version = reviews.version(viewer, client)

    first = reviews.draft(coach, viewer, client, about=version)
    second = reviews.draft(coach, viewer, client, about=version)

    assert (first.id, first.title, first.round) == (second.id, "Resume, version 1", 1)
    assert [c.key for c in first.rubric.criteria][:2] == ["target", "proof"]


def test_a_draft_is_its_authors_alone(owner: Viewer, coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.ready(coach, viewer, client)

    for other in (owner, people.coach(owner), viewer):
        with pytest.raises(NotFound):
            queries.get_review(other, review.id)
        for comment in queries.comments_of(coach, review):
            with pytest.raises(NotFound):
                queries.get_comment(other, comment.id)
        assert queries.published_to(other) == []
        assert queries.on_the_desk(other)[0] == []


def test_a_published_review_is_read_by_its_client_and_their_coaches_alone(owner: Viewer, coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.published(coach, viewer, client)
    other_coach = people.coach(owner)
    other_client, _ = people.client(other_coach)

    assert [queries.get_review(v, review.id).id for v in (owner, coach, viewer)] == [review.id] * 3
    for other in (other_coach, other_client):
        with pytest.raises(NotFound):
            queries.get_review(other, review.id)
    elsewhere = people.owner()
    walls.enter(elsewhere.practice_id)
    with pytest.raises(NotFound):
        queries.get_review(elsewhere, review.id)


def test_an_owner_who_reviews_the_same_version_writes_a_draft_of_their_own(owner: Viewer, coach: Viewer) -> None:
    viewer, client = people.client(coach)
    version = reviews.version(viewer, client)

    mine = reviews.draft(coach, viewer, client, about=version)
    theirs = reviews.draft(owner, viewer, client, about=version)

    assert mine.id != theirs.id
    with pytest.raises(Forbidden):
        service.score(owner, mine, criterion="proof", level=3)


def test_a_comment_holds_the_words_it_is_about(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)
    subject = subjects.of_review(coach, review)

    by_place = service.comment(coach, review, subject, kind=CommentKind.PRAISE, body="Good.", start=29, end=48)
    by_words = service.comment(coach, review, subject, kind=CommentKind.FIX, body="How large?", quote="led a  TEAM")
    whole = service.comment(coach, review, subject, kind=CommentKind.QUESTION, body="Which role?")

    assert (by_place.quote, by_place.page, by_place.prefix[-5:]) == ("Led a team of nine.", 1, "ead\n\n")
    assert (by_words.quote, by_words.start) == ("Led a team", 29)
    assert (whole.quote, whole.anchor) == ("", None)
    assert [c.id for c in queries.comments_of(coach, review)] == [by_place.id, by_words.id, whole.id]


def test_words_win_over_offsets_that_disagree_with_them(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)
    subject = subjects.of_review(coach, review)

    made = service.comment(
        coach, review, subject, kind=CommentKind.FIX, body="Rather", start=0, end=4, quote="Product lead"
    )

    assert (made.start, made.quote) == (15, "Product lead")


def test_a_passage_that_is_not_there_is_refused(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)
    subject = subjects.of_review(coach, review)

    for where in ({"quote": "profit and loss"}, {"start": 900, "end": 910}, {"start": 9, "end": 3}):
        with pytest.raises(NoSuchPassage):
            service.comment(coach, review, subject, kind=CommentKind.FIX, body="No", **where)


def test_scores_belong_to_the_rubric(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)

    service.score(coach, review, criterion="fit", level=2, reason="Two must-haves are missing")
    service.score(coach, review, criterion="fit", level=None)
    with pytest.raises(Invalid):
        service.score(coach, review, criterion="charm", level=4)

    assert {key: (s.level, s.reason) for key, s in queries.scores_of(coach, review).items()} == {"fit": (None, "")}


def test_a_draft_saved_elsewhere_meanwhile_is_not_overwritten(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)
    seen = review.lock

    service.change(coach, review, lock=seen, letter="From the first window.")
    with pytest.raises(StaleDraft):
        service.change(coach, review, lock=seen, letter="From the second window.", verdict=Verdict.HOLD)

    assert (review.letter, review.verdict) == ("From the first window.", None)


def test_what_is_published_stays_said(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.published(coach, viewer, client)
    comment = queries.get_comment(coach, queries.comments_of(coach, review)[0].id)

    with pytest.raises(AlreadyPublished):
        service.change(coach, review, lock=review.lock, letter="Other words")
    with pytest.raises(AlreadyPublished):
        service.score(coach, review, criterion="fit", level=1)
    with pytest.raises(AlreadyPublished):
        service.remove_comment(coach, comment)
    with pytest.raises(AlreadyPublished):
        service.discard(coach, review)


def test_a_draft_thrown_away_leaves_nothing(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.ready(coach, viewer, client)

    service.discard(coach, review)

    with pytest.raises(NotFound):
        queries.get_review(coach, review.id)
    assert queries.on_the_desk(coach)[0] == []


def test_documents_that_are_not_shared_can_not_be_reviewed(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    version = reviews.version(viewer, client)
    client.shares_documents = False

    with pytest.raises(NotFound):
        subjects.load(coach, SubjectKind.VERSION, version.id)
