"""What a review is scored by: the practice's choice when it begins, its author's until something is scored."""

from __future__ import annotations

import pytest

from coachapp.core import walls
from coachapp.core.errors import Forbidden, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.errors import AlreadyPublished, OtherKind, ScoredAlready
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from coachapp.domain.rubrics import queries as kept
from coachapp.domain.rubrics import service as keeping
from coachapp.domain.rubrics.errors import SwitchedOff
from coachapp.domain.rubrics.kinds import RubricKind
from tests.factories import people, reviews, rubrics


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


def draft(coach: Viewer, maya: Viewer) -> Review:
    return reviews.draft(coach, maya, own_client(maya))


def labels(review: Review) -> list[str]:
    return [criterion.label for criterion in review.rubric.criteria]


def test_a_review_begins_with_what_the_practice_chose(owner: Viewer, coach: Viewer, maya: Viewer) -> None:
    first = draft(coach, maya)
    own = keeping.choose(owner, rubrics.rubric(owner, "Proof", "Tools"))
    second = draft(coach, maya)

    assert (first.rubric.kind, first.rubric_version_id) == ("resume", None)
    assert (labels(second), second.rubric_version_id) == (["Proof", "Tools"], own.version_id)
    assert (second.rubric.label, second.rubric.kind) == ("Data resume", "resume")


def test_what_was_scored_is_read_in_its_own_words_after_a_change_and_when_switched_off(
    owner: Viewer, coach: Viewer, maya: Viewer
) -> None:
    own = keeping.choose(owner, rubrics.rubric(owner, "Proof", "Tools"))
    review = reviews.revealed(maya, reviews.published(coach, maya, own_client(maya)))

    newer = keeping.change(owner, own, title="Ours", criteria=[rubrics.criterion("Evidence", key="proof")])
    came = next(each for each in kept.rubrics(owner, RubricKind.RESUME) if each.is_built_in)
    keeping.switch(owner, newer, is_on=False)

    for viewer in (maya, coach):
        sheet = queries.sheet_of(viewer, queries.get_review(viewer, review.id))["scores"]
        assert [(row["label"], row["level"]) for row in sheet] == [("Proof", 2), ("Tools", 3)]
        assert sheet[0]["levels"][1] == "Proof holds back"
    assert kept.get_version(owner, kept.get_rubric(owner, own.id), 1) == review.rubric
    assert draft(coach, maya).rubric == came.rubric


def test_the_author_chooses_another_one_as_long_as_nothing_is_scored(
    owner: Viewer, coach: Viewer, maya: Viewer
) -> None:
    own = rubrics.rubric(owner, "Proof", "Tools")
    review = draft(coach, maya)
    for key in ("proof", "target"):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Say more.", criterion=key)

    service.measure_by(coach, review, own.id)

    assert labels(review) == ["Proof", "Tools"]
    assert sorted(comment.criterion for comment in queries.comments_of(coach, review)) == ["", "proof"]
    service.score(coach, review, criterion="tools", level=3)
    with pytest.raises(ScoredAlready):
        service.measure_by(coach, review, kept.rubric_for(coach, RubricKind.RESUME).id)


def test_an_author_takes_the_newest_words_over(owner: Viewer, coach: Viewer, maya: Viewer) -> None:
    own = keeping.choose(owner, rubrics.rubric(owner, "Proof", "Tools"))
    review = draft(coach, maya)
    keeping.change(owner, own, title="Data resume", criteria=[rubrics.criterion("Evidence", key="proof")])

    assert labels(review) == ["Proof", "Tools"]
    service.measure_by(coach, review, own.id)
    assert labels(review) == ["Evidence"]


def test_what_is_off_for_something_else_or_elsewhere_is_refused(owner: Viewer, coach: Viewer, maya: Viewer) -> None:
    off = keeping.switch(owner, rubrics.rubric(owner), is_on=False)
    other = rubrics.rubric(owner, title="Letters", kind=RubricKind.COVER_LETTER)
    review = draft(coach, maya)
    stranger = people.coach(owner)

    with pytest.raises(SwitchedOff):
        service.measure_by(coach, review, off.id)
    with pytest.raises(OtherKind):
        service.measure_by(coach, review, other.id)
    with pytest.raises(Forbidden):
        service.measure_by(stranger, review, other.id)
    published = reviews.published(coach, maya, own_client(maya))
    with pytest.raises(AlreadyPublished):
        service.measure_by(coach, published, other.id)
    elsewhere = rubrics.rubric(people.owner(practice="Elsewhere"))
    walls.enter(owner.practice_id)
    with pytest.raises(NotFound):
        service.measure_by(coach, review, elsewhere.id)
