"""What nobody but its author may read: sung into a review, and listened for at every address and in every mail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Review
from tests.access import world as worlds
from tests.access.test_matrix import Asker, address, methods, rules
from tests.factories import reviews

PRIVATE, UNSENT, UNREVEALED = "canary-in-private", "canary-in-a-draft", "canary-in-a-score"


@pytest.fixture
def world(app: Flask) -> worlds.World:
    """A world whose review holds a private comment, with a draft beside it."""
    made = worlds.build()
    coach, maya = made.viewers["coach"], made.viewers["client"]
    client = own_client(maya)
    review = reviews.ready(coach, maya, client)
    box: Any = {"page": 1, "x": 1, "y": 1, "width": 9, "height": 9}
    for kind in (CommentKind.PRAISE, CommentKind.FIX):
        for place in ({}, {"start": 29, "end": 48}, {"area": box}):
            service.comment_on(coach, review.id, kind=kind, body=PRIVATE, is_private=True, criterion="proof", **place)
    hidden = next(c for c in queries.comments_of(coach, review) if c.is_private)
    step: Any = {"title": "Rest", "comment_id": hidden.id}
    service.change(coach, review, lock=review.lock, next_steps=[step])
    service.score(coach, review, criterion="proof", level=1, reason=UNREVEALED)
    service.publish(coach, review)
    service.add_to(coach, review, body="Said openly, later")
    made.ids |= {"review_id": review.id, "version_id": review.version_id, "comment_id": hidden.id}
    made.ids |= _carry_over(maya, review)
    _write_a_draft(coach, maya)
    db.session.commit()
    return made


def _carry_over(maya: Viewer, review: Review) -> dict[str, Any]:
    """Let a second version hold all that was said on the first; gives its ids."""
    document = db.session.get_one(Document, db.session.get_one(Version, review.version_id).document_id)
    later = reviews.version(maya, own_client(maya), to=document, number=2)
    service.carry_over(later.id)
    return {"version_id": later.id, "document_id": document.id}


def _write_a_draft(coach: Viewer, maya: Viewer) -> Review:
    draft = reviews.ready(coach, maya, own_client(maya), letter=UNSENT)
    service.comment_on(coach, draft.id, kind=CommentKind.FIX, body=UNSENT, start=0, end=4)
    service.score(coach, draft, criterion="proof", level=1, reason=UNSENT)
    return draft


def test_what_is_private_or_not_sent_is_in_no_answer_to_anybody_else(app: Flask, world: worlds.World) -> None:
    for who in ("client", "owner"):
        asker = Asker(app, world.viewers[who])
        heard = []
        for rule in rules(app):
            if "GET" not in methods(rule):
                continue
            path = address(app, rule, world.ids)
            body = asker.ask("GET", path)[1] + asker.ask("GET", f"{path}?pages=all&as=lines")[1]
            hidden = (PRIVATE, UNSENT, UNREVEALED) if who == "client" else (PRIVATE, UNSENT)
            heard += [(path, word) for word in hidden if word in body]
        assert heard == [], who


def test_what_is_private_or_not_sent_is_in_no_mail(world: worlds.World) -> None:
    said = [str(writer_of(owed.kind)(owed)) for owed in db.session.scalars(select(Notification))]

    assert said
    assert not [letter for letter in said if any(word in letter for word in (PRIVATE, UNSENT, UNREVEALED))]


def test_the_author_hears_the_canary(app: Flask, world: worlds.World) -> None:
    asker = Asker(app, world.viewers["coach"])
    status, body = asker.ask("GET", f"/coach/reviews/{world.ids['review_id']}")
    assert (status, body.count(PRIVATE)) == (200, 6)

    status, body = asker.ask("GET", f"/api/v1/versions/{world.ids['version_id']}/comments")
    assert (status, body.count(PRIVATE)) == (200, 3)


def test_no_number_of_scores_that_are_not_revealed_is_told(app: Flask, world: worlds.World) -> None:
    asker = Asker(app, world.viewers["client"])
    review = f"/reviews/{world.ids['review_id']}"
    told = json.loads(asker.ask("GET", f"/api/v1{review}")[1])
    sheet = json.loads(asker.ask("GET", f"/api/v1{review}/scores")[1])
    page = asker.ask("GET", f"/me{review}")[1]

    assert (told["band"], told["change"], sheet["is_revealed"]) == (None, None, False)
    assert {(row["level"], row["is_scored"], row["reason"]) for row in sheet["scores"]} == {(None, False, "")}
    assert "As a whole" not in page
    assert "score-pips" not in page


def test_whoever_scored_themself_hears_the_canary(app: Flask, world: worlds.World) -> None:
    maya = world.viewers["client"]
    service.skip_self_scores(maya, queries.get_review(maya, world.ids["review_id"]))

    asker = Asker(app, maya)

    assert UNREVEALED in asker.ask("GET", f"/me/reviews/{world.ids['review_id']}")[1]
    assert UNREVEALED in asker.ask("GET", f"/api/v1/reviews/{world.ids['review_id']}/scores")[1]
