"""Comments are looked for in the next version by the worker, and none is forgotten."""

from __future__ import annotations

import redis
from sqlalchemy import select

from coachapp.core import unit, walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents import queries, service
from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import service as reviewing
from coachapp.domain.reviews import subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind, Verdict
from coachapp.domain.reviews.models import CommentPlace
from coachapp.domain.reviews.queries import get_review
from coachapp.worker import documents as reading
from coachapp.worker import reviews as tasks
from tests.factories import documents, people
from tests.servers import ValkeyServer
from tests.worker.test_reading import LAST_LIST


def next_version(inside: Viewer) -> Version:
    """Make a reviewed version and the next one, which nobody has read yet."""
    maya, client = people.client(inside)
    first = documents.read(documents.version(maya, client))
    review = get_review(inside, reviewing.start(inside, subjects.load(inside, SubjectKind.VERSION, first.id)).id)
    reviewing.comment_on(inside, review.id, kind=CommentKind.FIX, body="Of what?", quote="Led a team")
    for criterion in review.rubric.criteria:
        reviewing.score(inside, review, criterion=criterion.key, level=3)
    reviewing.change(inside, review, lock=review.lock, letter="Good.", verdict=Verdict.SEND_IT)
    reviewing.publish(inside, review)
    document = queries.get_document(maya, first.document_id)
    made = service.add_version(maya, client, document, file=documents.upload("next.pdf"))
    unit.queue.take()
    db.session.commit()
    return made


def test_a_version_that_was_read_rings_for_its_comments(inside: Viewer, valkey: ValkeyServer) -> None:
    version = next_version(inside)
    broker = redis.Redis.from_url(valkey.url)
    broker.delete(LAST_LIST)

    reading.read(str(version.practice_id), str(version.id))

    assert [b"reviews.carry" in job for job in broker.lrange(LAST_LIST, 0, -1)] == [True]


def test_the_sweep_rings_until_the_comments_have_their_places(inside: Viewer, valkey: ValkeyServer) -> None:
    version = documents.read(next_version(inside))
    db.session.commit()
    broker, ids = redis.Redis.from_url(valkey.url), (str(version.practice_id), str(version.id))
    broker.delete(LAST_LIST)

    tasks.sweep()
    assert broker.llen(LAST_LIST) == 1
    tasks.carry(*ids)
    tasks.sweep()

    assert broker.llen(LAST_LIST) == 1
    walls.enter(inside.practice_id)
    assert db.session.scalars(select(CommentPlace.words)).all() == ["Led a team"]
