"""What waits for the coach's feedback, and how a review begins."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.queries import Line, Promise, Question
from coachapp.doors.viewer import viewer
from coachapp.web import times
from coachapp.web.coach.reviews.door import bp, to_desk
from coachapp.web.parts import need


@bp.get("")
def queue() -> ResponseReturnValue:
    """Show what waits, the soonest promised first, what is begun, and what went out."""
    due = queries.due(viewer(), after=request.args.get("after"))
    drafts, published = queries.on_the_desk(viewer(), limit=10)
    return render_template(
        "coach/reviews.html",
        promised=[_promised(asked) for asked in due.items],
        next=due.next,
        questions=[_question(made) for made in queries.questions_to(viewer(), limit=10)],
        drafts=[_draft(review) for review in drafts],
        published=[_sent(review) for review in published],
    )


def _promised(asked: Promise) -> Markup:
    begun = asked.review_id
    return need(
        asked.client_name,
        f"waits for an answer since {times.when(asked.paused_at)}" if asked.paused_at else times.due(asked.promised_at),
        "Go on" if begun else "Review",
        f"/coach/reviews/{begun}" if begun else f"/coach/reviews/start/version/{asked.version_id}",
        note=f"{asked.title}, version {asked.number}",
        path=f"/coach/clients/{asked.client_id}",
        icon_name="clock",
        below=asked.note,
        spoken=f"{'Go on with' if begun else 'Review'} {asked.title} of {asked.client_name}",
        posts=not begun,
    )


def _question(made: Question) -> Markup:
    return need(
        made.client_name,
        f"asked {times.ago(made.asked_at)}",
        "Answer",
        f"/coach/reviews/{made.review_id}#comment-{made.id}",
        note=made.title,
        icon_name="circle-help",
        below=made.body,
        spoken=f"Answer {made.client_name}",
    )


def _draft(review: Line) -> Markup:
    spoken = f"Go on with {review.title} of {review.client_name}"
    said, path = f"changed {times.ago(review.changed_at)}", f"/coach/reviews/{review.id}"
    return need(review.client_name, said, "Go on", path, note=review.title, spoken=spoken)


def _sent(review: Line) -> Markup:
    spoken = f"Read {review.title} of {review.client_name}"
    said, path = times.when(review.published_at or review.changed_at), f"/coach/reviews/{review.id}"
    return need(review.client_name, said, "Read", path, note=review.title, spoken=spoken, kind="plain")


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
