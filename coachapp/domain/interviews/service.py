"""Put interviews down, think about them afterwards, practise answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.applications import service as applications
from coachapp.domain.applications.queries import get_application
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews import policies, queries
from coachapp.domain.interviews.errors import AlreadyAsked
from coachapp.domain.interviews.models import Interview, Kind, PracticeAnswer
from coachapp.domain.wins import service as wins

_REACHES = {Kind.RECRUITER_CALL: Stage.SCREENING, Kind.LATER_ROUND: Stage.FINAL}
_DEBRIEF = {"went_well", "was_hard", "next_time"}
_PLAN = {"starts_at", "kind", "people"}


def add(
    actor: Viewer,
    client: Client,
    *,
    starts_at: datetime,
    kind: Kind = Kind.VIDEO,
    application_id: UUID | None = None,
    employer: str = "",
    people: str = "",
) -> Interview:
    """Put an interview down; the card on the board moves along, and an invitation is a win."""
    require(policies.may_plan(actor, client))
    application = get_application(actor, application_id) if application_id else None
    if application is not None and application.client_id != client.id:
        raise Invalid(fields={"application_id": ["This application is not there. Pick one from the list."]})
    employer = employer or (application.employer if application else "")
    if not employer:
        raise Invalid(fields={"employer": ["Say which employer it is, or pick the application."]})
    interview = Interview(
        id=new_id(),
        client_id=client.id,
        application_id=application_id,
        employer=employer,
        kind=kind,
        starts_at=starts_at,
        people=people,
    )
    db.session.add(interview)
    db.session.flush()
    record(actor, "interview.added", interview, client_id=client.id)
    if application is not None:
        applications.reach(actor, application, stage=_REACHES.get(kind, Stage.INTERVIEW))
    elif kind is not Kind.RECRUITER_CALL:
        said = f"Invited to an interview at {employer}"
        wins.write(client.id, said, key=f"interview:{interview.id}:invited", source=interview)
    return interview


def change(actor: Viewer, interview: Interview, *, starts_at: datetime, kind: Kind, people: str) -> Interview:
    """Change when and with whom it is."""
    require(policies.may_plan(actor, interview.client))
    interview.starts_at, interview.kind, interview.people = starts_at, kind, people
    record(actor, "interview.changed", interview, client_id=interview.client_id)
    return interview


def debrief(actor: Viewer, interview: Interview, *, went_well: str, was_hard: str, next_time: str) -> Interview:
    """Keep what the client thought afterwards."""
    require(policies.may_write(actor, interview.client))
    interview.went_well, interview.was_hard, interview.next_time = went_well, was_hard, next_time
    interview.debriefed_at = clock.now()
    record(actor, "interview.debriefed", interview, client_id=interview.client_id)
    return interview


def patch(actor: Viewer, interview: Interview, **facts: Any) -> Interview:
    """Change what is given: the client all of it, whoever sees the board the when and who."""
    if facts.keys() & _DEBRIEF:
        debrief(actor, interview, **{name: facts.get(name, getattr(interview, name)) for name in _DEBRIEF})
    if facts.keys() & _PLAN:
        change(actor, interview, **{name: facts.get(name, getattr(interview, name)) for name in _PLAN})
    return interview


def practise(
    actor: Viewer,
    client: Client,
    *,
    question: str,
    situation: str = "",
    action: str = "",
    result: str = "",
    interview_id: UUID | None = None,
    send: bool = False,
) -> PracticeAnswer:
    """Write an answer down, and send it to the coach where the client says so."""
    require(policies.may_write(actor, client))
    interview = queries.get_interview(actor, interview_id) if interview_id else None
    answer = PracticeAnswer(
        id=new_id(), client_id=client.id, interview_id=interview.id if interview else None, question=question
    )
    db.session.add(answer)
    return _write(actor, client, answer, situation=situation, action=action, result=result, send=send)


def rework(
    actor: Viewer,
    answer: PracticeAnswer,
    *,
    question: str,
    situation: str = "",
    action: str = "",
    result: str = "",
    send: bool = False,
) -> PracticeAnswer:
    """Change an answer that the coach has not been sent yet."""
    require(policies.may_write(actor, answer.client))
    if answer.sent_at is not None:
        raise AlreadyAsked
    answer.question = question
    return _write(actor, answer.client, answer, situation=situation, action=action, result=result, send=send)


def _write(
    actor: Viewer, client: Client, answer: PracticeAnswer, *, situation: str, action: str, result: str, send: bool
) -> PracticeAnswer:
    if send and not (situation or action or result):
        raise Invalid(fields={"action": ["Write at least one line of the answer before you send it."]})
    answer.situation, answer.action, answer.result = situation, action, result
    answer.changed_at = clock.now()
    db.session.flush()
    if send:
        answer.sent_at = clock.now()
        record(actor, "answer.sent", answer, client_id=client.id)
    return answer
