"""What changed since the review before: compared by criterion, on the same document or answer."""

from __future__ import annotations

import pytest

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import SubjectKind, Verdict
from coachapp.domain.reviews.models import Review
from coachapp.domain.reviews.since import Change, said
from coachapp.domain.rubrics import service as keeping
from tests.factories import people, reviews, rubrics, statements


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def resume(maya: Viewer) -> Document:
    return reviews.document(maya, own_client(maya))


def version(maya: Viewer, resume: Document, number: int) -> Version:
    return reviews.version(maya, own_client(maya), to=resume, number=number)


def scored(coach: Viewer, kind: SubjectKind, about: Version, *, publish: bool = True, **levels: int | None) -> Review:
    """Write a review with these levels; all else is ready."""
    review = queries.get_review(coach, service.start(coach, subjects.load(coach, kind, about.id)).id)
    for criterion in review.rubric.criteria:
        level = levels.get(criterion.key, 3)
        service.score(coach, review, criterion=criterion.key, level=level, reason="So it is.")
    service.change(coach, review, lock=review.lock, letter="Go on.", verdict=Verdict.SEND_IT)
    return service.publish(coach, review) if publish else review


def revealed(maya: Viewer, *made: Review) -> None:
    """Let the client read the scores of these reviews."""
    for review in made:
        reviews.revealed(maya, review)


def since(viewer: Viewer, review: Review) -> Change:
    found = queries.since_last(viewer, review)
    assert found is not None
    return found


def test_the_first_review_has_nothing_to_be_compared_with(coach: Viewer, maya: Viewer, resume: Document) -> None:
    review = scored(coach, SubjectKind.VERSION, version(maya, resume, 1))
    another = version(maya, reviews.document(maya, own_client(maya)), 1)

    assert queries.since_last(coach, review) is None
    assert queries.since_last(coach, scored(coach, SubjectKind.VERSION, another)) is None


def test_the_next_version_is_compared_by_criterion_for_both_sides(
    coach: Viewer, maya: Viewer, resume: Document
) -> None:
    first = scored(coach, SubjectKind.VERSION, version(maya, resume, 1), proof=2, target=1, machine=None)
    second = scored(coach, SubjectKind.VERSION, version(maya, resume, 2), target=4, scan=2)
    revealed(maya, first, second)

    for viewer in (coach, maya):
        found = since(viewer, second)
        assert (found.review_id, found.band_before, found.band, found.says) == (first.id, 2, 3, "up from holds it back")
        assert (found.mean_before, found.mean) == (2.18, 3.08)
        moves = {step.criterion: (step.before, step.now) for step in found.steps if step.moved}
        assert moves == {"target": (1, 4), "proof": (2, 3), "scan": (3, 2)}
        assert "machine" not in {step.criterion for step in found.steps}
        assert found.steps[0].said_before == "nobody can tell which role it is for"
        assert not found.by_other_criteria
    assert queries.since_last(coach, first) is None


def test_a_draft_is_compared_with_the_last_that_went_out(coach: Viewer, maya: Viewer, resume: Document) -> None:
    scored(coach, SubjectKind.VERSION, version(maya, resume, 1), proof=1)
    second = scored(coach, SubjectKind.VERSION, version(maya, resume, 2))
    third = version(maya, resume, 3)
    empty = reviews.draft(coach, maya, own_client(maya), about=third)

    assert (since(coach, empty).review_id, since(coach, empty).says) == (second.id, "ready last time")
    assert since(coach, empty).steps == ()
    draft = scored(coach, SubjectKind.VERSION, third, publish=False, target=2, proof=2, scan=2)
    assert since(coach, draft).says == "down from ready"
    assert queries.changes_since(maya, [draft]) == {draft.id: None}


def test_another_rubric_is_compared_as_far_as_both_look_at_the_same(
    owner: Viewer, coach: Viewer, maya: Viewer, resume: Document
) -> None:
    first = scored(coach, SubjectKind.VERSION, version(maya, resume, 1), proof=2)
    keeping.choose(owner, rubrics.rubric(owner, "Proof", "Tools"))
    second = scored(coach, SubjectKind.VERSION, version(maya, resume, 2), proof=4)
    revealed(maya, first, second)

    found = since(maya, second)
    (step,) = found.steps
    assert (step.said_before, step.says_now) == ("some results, hard to judge their size", "Proof shines")
    assert found.by_other_criteria


def test_an_answer_is_compared_with_its_own_last_review(coach: Viewer, maya: Viewer) -> None:
    answer = reviews.answer(maya, own_client(maya))
    reviews.published_about(coach, SubjectKind.PRACTICE_ANSWER, reviews.answer(maya, own_client(maya)).id)
    first = reviews.published_about(coach, SubjectKind.PRACTICE_ANSWER, answer.id)
    second = reviews.published_about(coach, SubjectKind.PRACTICE_ANSWER, answer.id)
    revealed(maya, first, second)

    assert queries.since_last(maya, first) is None
    assert (since(maya, second).review_id, since(maya, second).says) == (first.id, "as last time")


def test_many_are_compared_in_as_many_queries_as_one(coach: Viewer, maya: Viewer, resume: Document) -> None:
    made = [scored(coach, SubjectKind.VERSION, version(maya, resume, n)) for n in (1, 2, 3)]
    revealed(maya, *made)

    with statements.counted() as one:
        queries.changes_since(maya, made[-1:])
    with statements.counted() as three:
        found = queries.changes_since(maya, made)

    assert len(three) == len(one) == 3
    assert [found[each.id].review_id if found[each.id] else None for each in made] == [None, made[0].id, made[1].id]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [(2, 3, "up from holds it back"), (3, 2, "down from ready"), (3, 3, "as last time"), (None, 3, "")],
)
def test_bands_are_compared_in_words(before: int | None, now: int | None, words: str) -> None:
    assert said(before, now) == words
