"""What is reviewed, a version, a rejection or a practice answer: ask for a review of it, begin one, list them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listed, listing
from coachapp.api.reviews.door import Told, blp, tagged, told
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, schemas, service, subjects
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import Review, ReviewRequest
from coachapp.doors.viewer import viewer

REVIEWS = listing(schemas.ReviewOut)


def _listed(kind: SubjectKind, subject_id: UUID, after: str | None) -> dict[str, Any]:
    subject = subjects.load(viewer(), kind, subject_id)
    found = page(queries.reviews_of(viewer(), subject), Review, after=after)
    return {**listed(found), "items": told(found.items)}


def _started(kind: SubjectKind, subject_id: UUID) -> Told:
    made = service.start(viewer(), subjects.load(viewer(), kind, subject_id))
    return tagged(queries.get_review(viewer(), made.id))


@blp.post("/versions/<uuid:version_id>/review-request")
@blp.arguments(schemas.AskForReview, as_kwargs=True)
@blp.response(201, schemas.RequestOut)
def ask(version_id: UUID, note: str) -> ReviewRequest:
    """Ask the coach to review a version; the answer says by when that is promised."""
    version = get_version(viewer(), version_id)
    return service.ask_for_review(viewer(), get_client(viewer(), version.client_id), version, note=note)


@blp.delete("/versions/<uuid:version_id>/review-request")
@blp.response(204)
def withdraw(version_id: UUID) -> None:
    """Take the open request for a version back."""
    asked = queries.get_open_request(viewer(), version_id)
    service.withdraw(viewer(), get_client(viewer(), asked.client_id), asked)


@blp.patch("/versions/<uuid:version_id>/review-request")
@blp.arguments(schemas.PromiseAnew, as_kwargs=True)
@blp.response(200, schemas.RequestOut)
def promise_anew(version_id: UUID, working_days: int, word: str) -> ReviewRequest:
    """Promise another date, counted from now; the client reads the word beside it."""
    asked = queries.get_open_request(viewer(), version_id)
    return service.promise_anew(viewer(), asked, working_days=working_days, word=word)


@blp.post("/versions/<uuid:version_id>/review-request/question")
@blp.arguments(schemas.AskFirst, as_kwargs=True)
@blp.response(200, schemas.RequestOut)
def ask_first(version_id: UUID, word: str) -> ReviewRequest:
    """Ask the client something first; the promise waits for the answer."""
    return service.ask_first(viewer(), queries.get_open_request(viewer(), version_id), word=word)


@blp.post("/versions/<uuid:version_id>/review-request/answer")
@blp.arguments(schemas.AnswerFirst, as_kwargs=True)
@blp.response(200, schemas.RequestOut)
@blp.alt_response(409, "CONFLICT")
def answer_first(version_id: UUID, text: str) -> ReviewRequest:
    """Answer what the coach asked first; the promise goes on."""
    return service.answer_coach(viewer(), queries.get_open_request(viewer(), version_id), text=text)


@blp.get("/versions/<uuid:version_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_version(version_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a version, the newest first."""
    return _listed(SubjectKind.VERSION, version_id, after)


@blp.post("/versions/<uuid:version_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_version(version_id: UUID) -> Told:
    """Begin a review of a version, or go on with one's draft of it."""
    return _started(SubjectKind.VERSION, version_id)


@blp.get("/rejections/<uuid:rejection_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_rejection(rejection_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a rejection, the newest first."""
    return _listed(SubjectKind.REJECTION, rejection_id, after)


@blp.post("/rejections/<uuid:rejection_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_rejection(rejection_id: UUID) -> Told:
    """Begin a review of a rejection, or go on with one's draft of it."""
    return _started(SubjectKind.REJECTION, rejection_id)


@blp.get("/answers/<uuid:answer_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_answer(answer_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a practice answer, the newest first."""
    return _listed(SubjectKind.PRACTICE_ANSWER, answer_id, after)


@blp.post("/answers/<uuid:answer_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_answer(answer_id: UUID) -> Told:
    """Begin a review of a practice answer, or go on with one's draft of it."""
    return _started(SubjectKind.PRACTICE_ANSWER, answer_id)
