"""What a client had settled and the coach opens again stands on the client's week, and in mails to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans import service as plans
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews
from tests.golden import letter_text, owed

Doors = Callable[[Viewer], FlaskClient]
WHY = "the number is still missing."


@pytest.fixture
def desk(coach: Viewer, maya: Viewer) -> Review:
    """A draft on version 2, after the client said done to a comment on version 1."""
    first = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, first.id, kind=CommentKind.FIX, body="For me.", quote="Product lead", is_private=True)
    service.publish(coach, queries.get_review(coach, first.id))
    document = db.session.get_one(Document, db.session.get_one(Version, first.version_id).document_id)
    later = reviews.version(maya, own_client(maya), to=document, number=2)
    service.carry_over(later.id)
    made = queries.comments_of(maya, queries.get_review(maya, first.id))[0]
    service.answer_comment(maya, queries.get_comment(maya, made.id), answer=Answer.DONE)
    return reviews.ready(coach, maya, own_client(maya), about=later)


def along(coach: Viewer, desk: Review, body: str = "Say what came of it.") -> queries.Carried:
    assert desk.version_id is not None
    found = queries.carried_to(coach, get_version(coach, desk.version_id))
    return next(each for each in found if each.comment.body == body)


def press(browser: FlaskClient, desk: Review, found: queries.Carried, **sent: str) -> str:
    return people.post(
        browser, f"/coach/reviews/{desk.id}/earlier/{found.id}", sent, headers={"HX-Request": "true"}
    ).text


def mails() -> int:
    return db.session.scalar(select(func.count()).select_from(Notification)) or 0


def test_the_week_says_what_is_open_again_and_why_without_a_mail(
    coach: Viewer, maya: Viewer, desk: Review, browser_of: Doors
) -> None:
    theirs, hers, found = browser_of(coach), browser_of(maya), along(coach, desk)
    assert "Opened again" not in hers.get("/me").text
    before = mails()

    assert "Say why" in press(theirs, desk, found, check="reopened")
    without = hers.get("/me").text
    card = press(theirs, desk, found, check="reopened", why=WHY)
    press(theirs, desk, found, check="reopened", why=WHY)

    assert ("Opened again: <bdi>“Say what came of it.”</bdi>" in without, " because " in without) == (True, False)
    assert WHY in card
    week = hers.get("/me").text
    assert f"because <bdi>{WHY}</bdi>" in week
    assert [said.body for said in along(coach, desk).comment.replies] == [WHY]
    document = get_version(maya, found.version_id).document_id
    link = f"/me/documents/{document}?version=2"
    assert f'href="{link}#comment-{found.id}"' in week
    assert f'id="comment-{found.id}"' in hers.get(link).text
    assert mails() == before


@pytest.mark.parametrize("way", ["undo", "done", "bin"])
def test_the_line_goes_once_it_is_undone_or_answered_or_removed(
    coach: Viewer, maya: Viewer, desk: Review, browser_of: Doors, way: str
) -> None:
    found, theirs = along(coach, desk), browser_of(coach)
    press(theirs, desk, found, check="reopened", why=WHY)
    assert queries.opened_again(maya, own_client(maya).id)

    if way == "undo":
        press(theirs, desk, found, check="none")
    elif way == "done":
        service.answer_comment(maya, queries.get_comment(maya, found.id), answer=Answer.DONE)
    else:
        document = get_version(maya, found.version_id).document_id
        people.post(browser_of(maya), f"/me/documents/{document}/remove")

    assert queries.opened_again(maya, own_client(maya).id) == []


def test_a_reason_belongs_to_what_stays_open_and_never_to_a_private_comment(
    coach: Viewer, desk: Review, program_of: Doors
) -> None:
    program, at = program_of(coach), f"/api/v1/versions/{desk.version_id}/comments"
    one, private = along(coach, desk), along(coach, desk, "For me.")

    assert program.patch(f"{at}/{one.id}", json={"check": "verified", "why": WHY}).status_code == 422
    assert program.patch(f"{at}/{private.id}", json={"check": "reopened", "why": WHY}).status_code == 409
    told = program.patch(f"{at}/{one.id}", json={"check": "reopened", "why": WHY}).get_json()

    assert [said["body"] for said in told["comment"]["replies"]] == [WHY]


def test_the_mails_that_go_out_anyway_say_it(coach: Viewer, maya: Viewer, desk: Review, browser_of: Doors) -> None:
    press(browser_of(coach), desk, along(coach, desk), check="reopened", why=WHY)
    service.publish(coach, queries.get_review(coach, desk.id))

    letters = [letter_text(letter) or "" for letter in owed("review_published")]

    assert "1 earlier comment that you had settled is open again" in letters[-1]
    client = own_client(maya)
    plans.add(coach, client, title="Name the size")
    monday = Notification(kind="my_week", subject_id=client.id, time_zone="UTC")
    week = writer_of("my_week")(monday)
    assert week is not None
    assert ("Opened again", f"“Say what came of it.”, because: {WHY}") in week.facts
