"""A file that is read anew keeps what stands on its words: on the same words, or on none."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.documents.tokens import Span, tokens
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import Check, CommentKind, Verdict
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from tests.factories import reviews

from . import mutating

TEXTS, EACH = 10, 20
SPACED = (
    "•  Led a\nteam of nine.\n•  Was responsible\nfor budgets.\n\nCut onboarding from\n9 to 3 days.\n\n"
    "Maya Lindqvist\nProduct lead\n"
)
"""The text of the factory, read anew: other lines, bullets, and its header at the end."""
REWORDED = SPACED.replace("Was responsible\nfor budgets.", "Was re sponsible for bud gets.")


def publish(coach: Viewer, review: Review) -> None:
    for criterion in review.rubric.criteria:
        service.score(coach, review, criterion=criterion.key, level=3)
    service.change(coach, review, lock=review.lock, letter="Good.", verdict=Verdict.SEND_IT)
    service.publish(coach, review)


def comments(review: Review) -> list[Comment]:
    return list(db.session.scalars(select(Comment).where(Comment.review_id == review.id).order_by(Comment.id)))


def facts(made: Comment) -> dict[str, Any]:
    """Give all that is kept of a comment."""
    db.session.refresh(made)
    return {column.key: getattr(made, column.key) for column in Comment.__mapper__.column_attrs}


def own_places(version: Version) -> dict[str, tuple[str, str]]:
    """Give state and words in the comment's own version, by what it says."""
    rows = db.session.execute(
        select(Comment.body, CommentPlace.state, CommentPlace.words)
        .join(CommentPlace, CommentPlace.comment_id == Comment.id)
        .where(CommentPlace.version_id == version.id)
    )
    return {body: (str(state), words) for body, state, words in rows}


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


def otherwise(text: mutating.Text, random: Random) -> mutating.Text:
    """Give the same words as another reader would: the header elsewhere, some words cut at a hyphen."""
    lines = [[_cut(word, random) for word in line] for line in text.lines]
    return mutating.Text(lines[1:] + lines[:1])


def _cut(word: mutating.Word, random: Random) -> mutating.Word:
    is_cut = len(word.text) > 5 and random.random() < 0.05
    return mutating.Word(f"{word.text[:3]}-\n{word.text[3:]}" if is_cut else word.text, word.origin)


@pytest.mark.parametrize("seed", range(TEXTS))
def test_every_comment_that_is_placed_stands_on_its_own_words(coach: Viewer, maya: Viewer, seed: int) -> None:
    random = Random(seed)
    old = mutating.first(random)
    new = otherwise(old, random)
    version = reviews.version(maya, own_client(maya), text=old.written(random))
    review = reviews.draft(coach, maya, own_client(maya), about=version)
    truth = {}
    for _ in range(EACH):
        at = random.randrange(len(old.places))
        those = old.places[at : at + random.choice([2, 3, 4, 6, 9])]
        made = service.comment_on(
            coach, review.id, kind=CommentKind.FIX, body="Say more.", start=those[0][1], end=those[-1][2]
        )
        truth[made.id] = [word.origin for word, _, _ in those]
    publish(coach, review)
    before = [facts(made) for made in comments(review)]

    reviews.read_again(version, new.written(random))

    assert [facts(made) for made in comments(review)] == before
    found = queries.moved_within(get_version(coach, version.id), comments(review))
    assert set(found) == set(truth)
    placed = {id_: span for id_, span in found.items() if span is not None}
    assert len(placed) >= 0.7 * EACH
    for id_, span in placed.items():
        assert not strays(span, truth[id_], new), id_


def strays(span: Span, origins: list[int | None], new: mutating.Text) -> bool:
    """Tell whether the span holds anything but the words of the passage, or too few of them."""
    inside = [word for word, start, end in new.places if span.start < end and start < span.end]
    own = {letters(word.text) for word, _, _ in new.places if word.origin in origins}
    return not {letters(word.text) for word in inside} <= own or 2 * len(inside) < len(origins)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_a_passage_with_letters_that_were_misread_is_found_and_other_words_never_take_its_place(
    coach: Viewer, maya: Viewer
) -> None:
    old = "Maya\nCut eciency costs across oces in 1998.\nHired sta for the hotel.\nLed a team of nine."
    new = "Led a team of nine.\nCut efficiency costs across offices in 1998.\nHired staff for the motel.\nMaya"
    review = reviews.draft(coach, maya, own_client(maya), about=reviews.version(maya, own_client(maya), text=old))
    version = db.session.get_one(Version, review.version_id)
    for quote in (
        "eciency costs across oces in 1998",
        "Led a team of nine.",
        "hotel.\nLed a team",
        "sta for the hotel",
    ):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body=quote, quote=quote)
    publish(coach, review)

    reviews.read_again(version, new)

    assert own_places(version) == {
        "eciency costs across oces in 1998": ("changed", "efficiency costs across offices in 1998"),
        "Led a team of nine.": ("carried", "Led a team of nine."),
        "hotel.\nLed a team": ("unplaced", ""),
        "sta for the hotel": ("unplaced", ""),
    }


def test_what_was_published_keeps_its_words_and_says_what_became_of_them(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    version = db.session.get_one(Version, review.version_id)

    reviews.read_again(version, REWORDED)

    assert own_places(version) == {
        "This is what they will ask about.": ("carried", "Cut onboarding from\n9 to 3 days"),
        "Say what came of it.": ("unplaced", ""),
    }
    assert sorted(made.quote for made in comments(review)) == [
        "Cut onboarding from 9 to 3 days",
        "responsible for budgets",
    ]


def test_a_second_reading_starts_where_the_first_one_left(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    version = db.session.get_one(Version, review.version_id)
    reviews.read_again(version, REWORDED)

    reviews.read_again(version, "2027\n\n" + SPACED)
    again = own_places(version)
    reviews.read_again(version, reviews.TEXT)

    assert again["This is what they will ask about."] == ("carried", "Cut onboarding from\n9 to 3 days")
    assert own_places(version) == {
        "This is what they will ask about.": ("carried", "Cut onboarding from 9 to 3 days"),
        "Say what came of it.": ("carried", "responsible for budgets"),
    }


def test_comments_of_a_draft_move_along_with_their_words(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    version = db.session.get_one(Version, review.version_id)

    reviews.read_again(version, SPACED)

    assert own_places(version) == {}
    assert sorted(made.quote for made in comments(review)) == [
        "Cut onboarding from\n9 to 3 days",
        "responsible\nfor budgets",
    ]
    for made in comments(review):
        assert made.start is not None
        assert SPACED[made.start : made.end] == made.quote


def test_a_draft_published_after_its_words_were_lost_has_no_mark_there(coach: Viewer, maya: Viewer) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    version = db.session.get_one(Version, review.version_id)
    reviews.read_again(version, REWORDED)

    service.publish(coach, queries.get_review(coach, review.id))

    lost = next(made for made in comments(review) if made.body == "Say what came of it.")
    moved = queries.moved_within(get_version(coach, version.id), comments(review))
    assert (lost.quote, moved) == ("responsible for budgets", {lost.id: None})


def test_areas_and_remarks_on_the_whole_stay(coach: Viewer, maya: Viewer) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    version = db.session.get_one(Version, review.version_id)
    area: Any = {"page": 1, "x": 10.0, "y": 10.0, "width": 20.0, "height": 5.0}
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Too small.", area=area)
    service.comment_on(coach, review.id, kind=CommentKind.FIX, body="Shorter.")
    before = [facts(made) for made in comments(review)]

    reviews.read_again(version, SPACED)

    assert [facts(made) for made in comments(review)] == before
    assert own_places(version) == {}


@pytest.fixture
def later(coach: Viewer, maya: Viewer) -> Version:
    """Version 2 with the same words, in which the comments of version 1 have their places."""
    review = reviews.ready(coach, maya, own_client(maya))
    service.comment_on(coach, review.id, kind=CommentKind.QUESTION, body="How large?", quote="Led a team of nine.")
    service.publish(coach, review)
    document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
    version = reviews.version(maya, own_client(maya), to=document, number=2, text=reviews.TEXT + "\n2027")
    service.carry_over(version.id)
    return version


def along(coach: Viewer, version: Version, body: str) -> queries.Carried:
    found = queries.carried_to(coach, get_version(coach, version.id))
    return next(each for each in found if each.comment.body == body)


def test_earlier_comments_stand_on_the_same_words_at_once(coach: Viewer, later: Version) -> None:
    reviews.read_again(later, SPACED + "2027")

    for body in ("How large?", "Say what came of it."):
        place = along(coach, later, body).place
        assert place is not None
        assert place.start is not None
        assert keys(place.words) == keys(along(coach, later, body).comment.quote)
        assert place.words == (SPACED + "2027")[place.start : place.end]
    assert queries.not_carried_yet() == []


def test_what_was_placed_by_hand_stays_by_hand(coach: Viewer, later: Version) -> None:
    service.place_by_hand(coach, along(coach, later, "How large?"), quote="Product lead")

    reviews.read_again(later, SPACED + "2027")

    placed = along(coach, later, "How large?")
    assert placed.place is not None
    assert (placed.is_by_hand, placed.state, placed.place.words) == (True, State.CHANGED, "Product lead")


def test_what_was_placed_by_hand_and_is_lost_is_looked_for_anew(coach: Viewer, later: Version) -> None:
    service.place_by_hand(coach, along(coach, later, "How large?"), quote="Product lead")

    reviews.read_again(later, SPACED.replace("Product lead", "Pro duct le ad"))

    placed = along(coach, later, "How large?")
    assert placed.place is not None
    assert (placed.is_by_hand, keys(placed.place.words)) == (False, keys("Led a team of nine."))


def test_what_was_checked_off_in_this_version_moves_too(coach: Viewer, later: Version) -> None:
    service.check(coach, along(coach, later, "How large?"), Check.VERIFIED)

    reviews.read_again(later, SPACED + "2027")

    placed = along(coach, later, "How large?")
    assert placed.place is not None
    assert (placed.is_verified, placed.place.words) == (True, "Led a\nteam of nine.")


def test_a_later_version_looks_where_the_words_stand_now(coach: Viewer, maya: Viewer) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    first = db.session.get_one(Version, review.version_id)
    reviews.read_again(first, SPACED)
    document = db.session.get_one(Document, first.document_id)

    second = reviews.version(maya, own_client(maya), to=document, number=2, text="2027\n" + SPACED)
    service.carry_over(second.id)

    found = queries.carried_to(coach, get_version(coach, second.id))
    assert [(each.from_version, each.place.words if each.place else "") for each in found] == [
        (1, "responsible\nfor budgets")
    ]
    assert queries.carried_to(coach, get_version(coach, first.id)) == []
