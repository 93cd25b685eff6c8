"""Ask my coach for a review, answer what they ask first, or take that back."""

from __future__ import annotations

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from coachapp.domain.clients.queries import get_client, own_client
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.client.reviews.door import bp, to_version
from coachapp.web.times import when


@bp.post("/ask/<uuid:version_id>")
def ask(version_id: UUID) -> ResponseReturnValue:
    """Ask for a review of a version."""
    version = get_version(viewer(), version_id)
    client = get_client(viewer(), version.client_id)
    form = Form(schemas.AskForReview)
    if form.submit(lambda **facts: service.ask_for_review(viewer(), client, version, **facts)):
        flash(f"Asked. Back to you by {when(form.result.promised_at)}, your time.")
    else:
        flash(form.all_errors[0][1], "care")
    return to_version(version)


@bp.post("/answer/<uuid:version_id>")
def answer_coach(version_id: UUID) -> ResponseReturnValue:
    """Answer what the coach asked first."""
    asked, form = queries.get_open_request(viewer(), version_id), Form(schemas.AnswerFirst)
    if form.submit(lambda text: service.answer_coach(viewer(), asked, text=text)):
        flash(f"Sent. Back to you by {when(asked.promised_at)}, your time.")
    else:
        flash(form.all_errors[0][1], "care")
    return to_version(get_version(viewer(), version_id))


@bp.post("/withdraw/<uuid:version_id>")
def withdraw(version_id: UUID) -> ResponseReturnValue:
    """Take the request for a version back."""
    asked = queries.get_open_request(viewer(), version_id)
    service.withdraw(viewer(), own_client(viewer()), asked)
    flash("Taken back. You can ask again at any time.")
    return to_version(get_version(viewer(), version_id))
