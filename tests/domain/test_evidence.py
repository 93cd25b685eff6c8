"""Each kind of evidence leads somewhere, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service as clients
from coachapp.domain.interviews.models import Interview, PracticeAnswer
from coachapp.domain.plans.schemas import EVIDENCE
from coachapp.domain.today.evidence import WORDS, place_of
from tests.factories import applications, documents, people


def test_every_kind_that_an_item_may_have_is_put_into_words() -> None:
    assert set(EVIDENCE) <= WORDS.keys()


def test_evidence_leads_to_a_page_that_answers_and_is_not_there_for_others(
    inside: Viewer, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    maya, client = people.client(inside)
    jo, _ = people.client(inside, name="Jo")
    note = clients.write_note(inside, client, held_on=date(2027, 3, 1), text="Size", is_private=False)
    interview = Interview(
        id=new_id(), client_id=client.id, employer="Aurora", starts_at=datetime(2027, 3, 1, tzinfo=UTC)
    )
    answer = PracticeAnswer(
        id=new_id(), client_id=client.id, question="Why us?", sent_at=datetime(2027, 3, 1, tzinfo=UTC)
    )
    db.session.add_all([interview, answer])
    db.session.flush()
    things = {
        "session_notes": note.id,
        "rejections": applications.rejection(maya, client).id,
        "job_applications": applications.application(maya, client).id,
        "documents": documents.version(maya, client).document_id,
        "interviews": interview.id,
        "practice_answers": answer.id,
    }

    for viewer in (maya, inside):
        places = {kind: place_of(viewer, kind, found) for kind, found in things.items()}
        statuses = {kind: browser_of(viewer).get(place).status_code for kind, place in places.items()}
        assert statuses == dict.fromkeys(things, 200)
    for kind, found in things.items():
        with pytest.raises(NotFound):
            place_of(jo, kind, found)
