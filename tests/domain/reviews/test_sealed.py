"""What was published stays as it was: the database itself refuses to change it, whatever the app may try."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from coachapp.core import unit
from coachapp.core.db import db
from coachapp.core.settings import driver_url
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Review
from coachapp.doors import answers
from tests.factories import people, reviews
from tests.servers import Database

SEALED = [
    "UPDATE reviews SET letter = 'Other words' WHERE id = :id",
    "UPDATE reviews SET verdict = 'send_it' WHERE id = :id",
    "UPDATE reviews SET band = 4 WHERE id = :id",
    "UPDATE reviews SET rubric_kept = '{}' WHERE id = :id",
    "UPDATE reviews SET published_at = NULL WHERE id = :id",
    "UPDATE reviews SET published_at = now() WHERE id = :id",
    "UPDATE reviews SET author_id = client_id WHERE id = :id",
    "DELETE FROM reviews WHERE id = :id",
    "UPDATE comments SET body = 'Other words' WHERE review_id = :id",
    "UPDATE comments SET quote = 'Other words' WHERE review_id = :id",
    "UPDATE comments SET kind = 'praise' WHERE review_id = :id AND kind = 'fix'",
    "UPDATE comments SET is_private = true WHERE review_id = :id",
    "UPDATE comments SET start = 1 WHERE review_id = :id",
    "UPDATE comments SET review_id = :draft WHERE review_id = :id",
    "UPDATE comments SET review_id = :id WHERE review_id = :draft",
    "DELETE FROM comments WHERE review_id = :id",
    "UPDATE scores SET level = 4, reason = 'x' WHERE review_id = :id AND criterion = 'proof'",
    "DELETE FROM scores WHERE review_id = :id",
    "UPDATE scores SET review_id = :id WHERE review_id = :draft AND criterion = 'proof'",
    "UPDATE next_steps SET title = 'Something else' WHERE review_id = :id",
    "UPDATE next_steps SET due_on = '2030-01-01' WHERE review_id = :id",
    "DELETE FROM next_steps WHERE review_id = :id",
]
COPIED = {
    "comments": "id, review_id, kind, criterion, body, replacement, quote, prefix, suffix, is_private, answer, why, "
    "lock",
    "scores": "id, review_id, criterion, reason",
    "next_steps": "id, review_id, position, title, if_then",
}


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    return people.coach(owner)


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    return people.client(coach)[0]


@pytest.fixture
def review(coach: Viewer, maya: Viewer) -> Review:
    return reviews.published(coach, maya, own_client(maya))


@pytest.fixture
def draft(coach: Viewer, maya: Viewer) -> UUID:
    return reviews.ready(coach, maya, own_client(maya)).id


def run(statement: str, **values: object) -> int:
    """Run plain SQL as the app's role; gives how many rows it changed."""
    with db.session.begin_nested():
        return db.session.execute(text(statement), values).rowcount  # type: ignore[attr-defined,no-any-return]


def refused(statement: str, **values: object) -> bool:
    try:
        run(statement, **values)
    except IntegrityError as error:
        return getattr(getattr(error.orig, "diag", None), "constraint_name", "") == "published_is_sealed"
    return False


@pytest.mark.parametrize("statement", SEALED)
def test_what_was_published_can_not_be_rewritten(review: Review, draft: UUID, statement: str) -> None:
    assert refused(statement, id=review.id, draft=draft)


@pytest.mark.parametrize("table", COPIED)
def test_nothing_is_slipped_into_what_was_published(review: Review, draft: UUID, table: str) -> None:
    names = COPIED[table]
    taken = names.replace("id, review_id", "gen_random_uuid(), :to").replace("position", "position + 50")
    taken = taken.replace("criterion, reason", "'slipped in', reason")
    into, source = f"INSERT INTO {table} (practice_id, created_at, {names}) ", f" FROM {table} WHERE review_id = :draft"
    copy = into + "SELECT practice_id, created_at, " + taken + source + " LIMIT 1"

    assert refused(copy, to=review.id, draft=draft)
    assert run(copy, to=draft, draft=draft) == 1


@pytest.mark.parametrize(
    "statement", [s for s in SEALED if not any(w in s for w in (":draft", "published_at", "author"))]
)
def test_a_draft_is_free(draft: UUID, statement: str) -> None:
    assert run(statement, id=draft) >= 1


def test_what_was_done_about_it_stays_free(coach: Viewer, maya: Viewer, review: Review) -> None:
    comment = queries.get_comment(maya, queries.comments_of(coach, review)[0].id)

    service.answer_comment(maya, comment, answer=Answer.NOT_DOING, why="They know it.")
    db.session.flush()
    service.answer_comment(maya, comment, answer=Answer.QUESTION, why="May I name them?")
    service.reply(coach, comment, body="Name the industry.")
    run(
        "UPDATE comments SET verified_at = now(), checked_by = :coach WHERE id = :id",
        id=comment.id,
        coach=coach.membership_id,
    )
    run("UPDATE next_steps SET item_id = NULL WHERE review_id = :id", id=review.id)

    assert [said.body for said in comment.replies] == ["May I name them?", "Name the industry."]


def test_a_later_thought_stays_as_it_was_said(coach: Viewer, review: Review) -> None:
    said = service.add_to(coach, queries.get_review(coach, review.id), body="One more thing.")

    for statement in ("UPDATE addenda SET body = 'x' WHERE id = :id", "DELETE FROM addenda WHERE id = :id"):
        with pytest.raises(Exception, match="permission denied"):
            run(statement, id=said.id)


def test_whoever_erases_a_client_takes_their_reviews_along(coach: Viewer, maya: Viewer, review: Review) -> None:
    service.add_to(coach, queries.get_review(coach, review.id), body="One more thing.")

    assert run("DELETE FROM versions WHERE id = :id", id=review.version_id) == 1
    assert run("SELECT FROM comments WHERE review_id = :id", id=review.id) == 0


def test_the_owner_of_the_tables_passes(clone_database: Callable[[], Database], app_of: Callable[..., Flask]) -> None:
    database = clone_database()
    with app_of(database.url).app_context(), unit.own():
        coach = people.owner()
        viewer, client = people.client(coach)
        id_ = reviews.published(coach, viewer, client).id

    engine = create_engine(driver_url(database.owner_url))
    with engine.begin() as connection:
        changed = [connection.execute(text(s), {"id": id_}).rowcount for s in (SEALED[0], SEALED[8], SEALED[7])]
    engine.dispose()

    assert changed == [1, 2, 1]


def test_a_word_that_comes_too_late_is_refused_as_published(review: Review, app: Flask) -> None:
    with pytest.raises(IntegrityError) as refused, db.session.begin_nested():
        db.session.execute(text("UPDATE comments SET body = 'Late' WHERE review_id = :id"), {"id": review.id})

    with app.test_request_context("/api/v1/reviews"):
        answer = answers.unexpected(refused.value)

    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (409, "already-published")
