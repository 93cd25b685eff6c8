"""Where the evidence of an action item stands: one click from the item to what was said."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.queries import get_application
from coachapp.domain.clients.models import SessionNote
from coachapp.domain.clients.queries import notes_visible_to
from coachapp.domain.documents.queries import get_document
from coachapp.domain.interviews.queries import get_answer, get_interview
from coachapp.domain.rejections.queries import get_rejection
from coachapp.domain.reviews.queries import get_comment, get_review

Place = Callable[[Viewer, UUID], str]
WORDS = {
    "comments": "the comment",
    "reviews": "the review",
    "rejections": "the ending",
    "job_applications": "the application",
    "session_notes": "the session note",
    "documents": "the document",
    "interviews": "the interview",
    "practice_answers": "the answer",
}


def place_of(viewer: Viewer, kind: str | None, evidence_id: UUID | None) -> str:
    """Give the path of the page where that evidence stands for this viewer; what is not theirs does not exist."""
    find = _PLACES.get(kind or "")
    if find is None or evidence_id is None:
        raise NotFound
    return find(viewer, evidence_id)


def assert_there(viewer: Viewer, kind: str | None, evidence_id: UUID | None) -> None:
    """Refuse evidence that the viewer can't see; none at all is fine."""
    if kind is not None or evidence_id is not None:
        place_of(viewer, kind, evidence_id)


def _note(viewer: Viewer, note_id: UUID) -> str:
    note = db.session.scalar(notes_visible_to(viewer).where(SessionNote.id == note_id))
    if note is None:
        raise NotFound
    home = f"/coach/clients/{note.client_id}" if viewer.is_coach else "/me/notes"
    return f"{home}#note-{note.id}"


def _ending(viewer: Viewer, rejection_id: UUID) -> str:
    found = get_rejection(viewer, rejection_id)
    return f"/coach/rejections/{found.id}" if viewer.is_coach else f"/me/rejections/{found.id}"


def _application(viewer: Viewer, application_id: UUID) -> str:
    found = get_application(viewer, application_id)
    return f"/coach/clients/{found.client_id}/board/{found.id}" if viewer.is_coach else f"/me/board/{found.id}"


def _document(viewer: Viewer, document_id: UUID) -> str:
    found = get_document(viewer, document_id)
    return f"/coach/clients/{found.client_id}/documents/{found.id}" if viewer.is_coach else f"/me/documents/{found.id}"


def _review(viewer: Viewer, review_id: UUID) -> str:
    found = get_review(viewer, review_id)
    return f"/coach/reviews/{found.id}" if viewer.is_coach else f"/me/reviews/{found.id}"


def _comment(viewer: Viewer, comment_id: UUID) -> str:
    found = get_comment(viewer, comment_id)
    home = "/coach/reviews" if viewer.is_coach else "/me/reviews"
    return f"{home}/{found.review_id}#comment-{found.id}"


def _interview(viewer: Viewer, interview_id: UUID) -> str:
    found = get_interview(viewer, interview_id)
    return f"/coach/clients/{found.client_id}/interviews" if viewer.is_coach else f"/me/interviews/{found.id}"


def _answer(viewer: Viewer, answer_id: UUID) -> str:
    found = get_answer(viewer, answer_id)
    if viewer.is_coach:
        return f"/coach/clients/{found.client_id}/interviews#answer-{found.id}"
    return f"/me/interviews/answers/{found.id}"


_PLACES: dict[str, Place] = {
    "comments": _comment,
    "reviews": _review,
    "session_notes": _note,
    "rejections": _ending,
    "job_applications": _application,
    "documents": _document,
    "interviews": _interview,
    "practice_answers": _answer,
}
