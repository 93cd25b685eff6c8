"""Interviews and practice answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.interviews import queries, schemas, service
from coachapp.domain.interviews.models import Interview, PracticeAnswer
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_interviews", __name__, policy=Policy.SIGNED_IN, description="Interviews and practice answers")
ANSWERS = listing(schemas.PracticeAnswerOut)


@blp.get("/clients/<uuid:client_id>/interviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.InterviewOut))
def interviews(client_id: UUID, after: str | None) -> dict[str, Any]:
    """List a client's interviews, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.interviews_of(viewer(), client), Interview, after=after))


@blp.post("/clients/<uuid:client_id>/interviews")
@blp.arguments(schemas.NewInterview, as_kwargs=True)
@blp.response(201, schemas.InterviewOut)
def add(client_id: UUID, **facts: Any) -> Interview:
    """Put an interview down; its card on the board moves along."""
    return service.add(viewer(), get_client(viewer(), client_id), **facts)


@blp.get("/interviews/<uuid:interview_id>")
@blp.response(200, schemas.InterviewOut)
def show(interview_id: UUID) -> Interview:
    """Show an interview."""
    return queries.get_interview(viewer(), interview_id)


@blp.patch("/interviews/<uuid:interview_id>")
@blp.arguments(schemas.PatchInterview(partial=True), as_kwargs=True)
@blp.response(200, schemas.InterviewOut)
def change(interview_id: UUID, **facts: Any) -> Interview:
    """Change when it is, or keep the debrief."""
    return service.patch(viewer(), queries.get_interview(viewer(), interview_id), **facts)


@blp.get("/interviews/<uuid:interview_id>/answers")
@blp.response(200, ANSWERS)
def answers(interview_id: UUID) -> dict[str, Any]:
    """List the answers practised for an interview, the newest first."""
    interview = queries.get_interview(viewer(), interview_id)
    return whole(queries.answers_of(viewer(), interview.client, interview_id=interview.id))


@blp.post("/interviews/<uuid:interview_id>/answers")
@blp.arguments(schemas.NewAnswer, as_kwargs=True)
@blp.response(201, schemas.PracticeAnswerOut)
def practise(interview_id: UUID, **facts: Any) -> PracticeAnswer:
    """Write an answer for an interview, and send it to the coach (`"send": true`)."""
    interview = queries.get_interview(viewer(), interview_id)
    return service.practise(viewer(), interview.client, interview_id=interview.id, **facts)


@blp.get("/clients/<uuid:client_id>/answers")
@blp.response(200, ANSWERS)
def all_answers(client_id: UUID) -> dict[str, Any]:
    """List a client's practice answers, the newest first."""
    return whole(queries.answers_of(viewer(), get_client(viewer(), client_id)))


@blp.post("/clients/<uuid:client_id>/answers")
@blp.arguments(schemas.NewAnswer, as_kwargs=True)
@blp.response(201, schemas.PracticeAnswerOut)
def practise_alone(client_id: UUID, **facts: Any) -> PracticeAnswer:
    """Write an answer that belongs to no interview in particular."""
    return service.practise(viewer(), get_client(viewer(), client_id), **facts)


@blp.get("/answers/<uuid:answer_id>")
@blp.response(200, schemas.PracticeAnswerOut)
def answer(answer_id: UUID) -> PracticeAnswer:
    """Show a practice answer."""
    return queries.get_answer(viewer(), answer_id)
