"""How the verbs of interviews read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.interviews.models import Interview, PracticeAnswer

says("interview.added", "An interview at {subject}", icon="mic", topic="search", needs="board", tone="win")
says("interview.debriefed", "{actor} looked back at {subject}", icon="notebook-pen", topic="search", needs="board")
says("answer.sent", "{actor} sent an answer to practise: {subject}", icon="mic", topic="reviews", tone="question")


@names("interviews")
def interviews(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the interviews of those ids by their employers."""
    rows = db.session.execute(
        select(Interview.id, Interview.employer, Interview.client_id).where(Interview.id.in_(ids))
    )
    return {
        row.id: Subject(
            row.employer, coach=f"/coach/clients/{row.client_id}/interviews", client=f"/me/interviews/{row.id}"
        )
        for row in rows
    }


@names("practice_answers")
def answers(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the answers of those ids by their questions."""
    rows = db.session.execute(
        select(PracticeAnswer.id, PracticeAnswer.question, PracticeAnswer.client_id).where(PracticeAnswer.id.in_(ids))
    )
    return {
        row.id: Subject(
            row.question,
            coach=f"/coach/clients/{row.client_id}/interviews#answer-{row.id}",
            client=f"/me/interviews/answers/{row.id}",
        )
        for row in rows
    }
