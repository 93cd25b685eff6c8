"""What waits for the coach's feedback, and how a review begins."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, to_desk


@bp.get("")
def queue() -> ResponseReturnValue:
    """Show what waits, the soonest promised first, what is begun, and what went out."""
    drafts, published = queries.on_the_desk(viewer(), limit=10)
    return render_template(
        "coach/reviews.html",
        due=queries.due(viewer(), after=request.args.get("after")),
        questions=queries.questions_to(viewer(), limit=10),
        drafts=drafts,
        published=published,
    )


@bp.post("/start/version/<uuid:version_id>")
def start_on_version(version_id: UUID) -> ResponseReturnValue:
    """Begin a review of a version, or go on with it."""
    return _start(SubjectKind.VERSION, version_id)


@bp.post("/start/rejection/<uuid:rejection_id>")
def start_on_rejection(rejection_id: UUID) -> ResponseReturnValue:
    """Begin feedback on a rejection, or go on with it."""
    return _start(SubjectKind.REJECTION, rejection_id)


@bp.post("/start/answer/<uuid:answer_id>")
def start_on_answer(answer_id: UUID) -> ResponseReturnValue:
    """Begin a review of a practice answer, or go on with it."""
    return _start(SubjectKind.PRACTICE_ANSWER, answer_id)


def _start(kind: SubjectKind, subject_id: UUID) -> ResponseReturnValue:
    return to_desk(service.start(viewer(), subjects.load(viewer(), kind, subject_id)))
