"""Publishing tells the client once, keeps the promise, and fills plan, wins and bands."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.clients.queries import own_client
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans.queries import plan_of
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.errors import AlreadyPublished, NotReady
from coachapp.domain.reviews.kinds import SubjectKind, Verdict
from coachapp.domain.reviews.models import ReviewRequest
from coachapp.domain.wins.models import Win
from tests.factories import people, reviews


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


def owed(kind: str) -> list[str]:
    return list(db.session.scalars(select(Notification.to_address).where(Notification.kind == kind)))


def test_a_second_press_publishes_nothing_and_owes_no_second_mail(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.published(coach, viewer, client)
    at = review.published_at

    with pytest.raises(AlreadyPublished):
        service.publish(coach, review)

    assert review.published_at == at
    assert owed("review_published") == [client.email]
    assert [a.verb for a in db.session.scalars(select(Activity).where(Activity.subject_id == review.id))] == [
        "review.published"
    ]


def test_what_is_still_owed_keeps_it_from_going_out(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.draft(coach, viewer, client)
    service.score(coach, review, criterion="proof", level=2)

    with pytest.raises(NotReady) as refused:
        service.publish(coach, review)

    assert {"score-target", "reason-proof", "letter", "verdict"} <= refused.value.fields.keys()
    assert owed("review_published") == []


def test_a_reason_or_a_comment_explains_a_level_below_ready(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.ready(coach, viewer, client)
    service.score(coach, review, criterion="scan", level=1)
    assert [d.field for d in queries.progress_of(coach, review).debts] == ["reason-scan"]

    service.score(coach, review, criterion="scan", level=1, reason="Four pages; nobody reads the third")

    assert queries.progress_of(coach, review).is_ready
    assert service.publish(coach, review).band == 2


def test_steps_stand_on_the_plan_with_the_comment_as_their_evidence(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    review = reviews.ready(coach, viewer, client)
    fix = queries.comments_of(coach, review)[0]
    steps = [
        {
            "title": "Rewrite the budget line",
            "if_then": "After breakfast",
            "due_on": date(2030, 1, 7),
            "comment_id": fix.id,
        },
        {"title": "Send me the posting"},
    ]
    service.change(coach, review, lock=review.lock, next_steps=steps)

    service.publish(coach, review)

    plan = plan_of(viewer, client)
    assert [(i.title, i.if_then, i.due_on, i.evidence_kind, i.evidence_id, i.quote) for i in plan] == [
        ("Rewrite the budget line", "After breakfast", date(2030, 1, 7), "comments", fix.id, "responsible for budgets"),
        ("Send me the posting", "", None, "reviews", review.id, ""),
    ]
    assert [s.item_id for s in queries.steps_of(coach, review)] == [i.id for i in plan]


def test_praise_becomes_a_win_once(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    reviews.published(coach, viewer, client)

    assert list(db.session.scalars(select(Win.text).where(Win.client_id == client.id))) == [
        "“Cut onboarding from 9 to 3 days” in Resume, version 1: This is what they will ask about."
    ]


def test_a_published_review_keeps_the_promise_for_this_version_and_those_before(coach: Viewer) -> None:
    viewer, client = people.client(coach)
    document = reviews.document(viewer, client)
    versions = [reviews.version(viewer, client, to=document, number=n) for n in (1, 2, 3)]
    service.ask_for_review(viewer, own_client(viewer), versions[2])
    reviews.published(coach, viewer, client, about=versions[0])
    assert [p.number for p in queries.promises_of(viewer)] == [3]

    service.ask_for_review(viewer, own_client(viewer), versions[0])
    review = reviews.published(coach, viewer, client, about=versions[1])

    db.session.expire_all()
    assert queries.promises_of(viewer) == []
    kept = db.session.scalars(select(ReviewRequest).where(ReviewRequest.review_id == review.id)).all()
    assert {r.answered_at for r in kept} == {review.published_at}
    assert reviews.published(coach, viewer, client, about=versions[2]).round == 3


def test_an_answer_is_reviewed_and_a_rejection_answered_at_once_and_their_bands_stand_once_revealed(
    coach: Viewer,
) -> None:
    viewer, client = people.client(coach)
    made = []
    answer, rejection = reviews.answer(viewer, client), reviews.rejection(viewer, client)
    for kind, subject in ((SubjectKind.PRACTICE_ANSWER, answer), (SubjectKind.REJECTION, rejection)):
        review = queries.get_review(coach, service.start(coach, subjects.load(coach, kind, subject.id)).id)
        for criterion in review.rubric.criteria:
            service.score(coach, review, criterion=criterion.key, level=2, reason="Too general")
        service.change(coach, review, lock=review.lock, letter="Say what you did.", verdict=Verdict.HOLD)
        made.append(service.publish(coach, review))

    db.session.expire_all()
    assert answer.reviewed_at is not None
    assert rejection.answered_at is not None
    assert (answer.band, rejection.band) == (None, None)
    for review in made:
        reviews.revealed(viewer, review)
    db.session.expire_all()
    assert (answer.band, rejection.band) == (2, 2)
