"""Another date for a promise, or a question to the client first."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.domain.documents.queries import get_version
from coachapp.domain.hours.queries import hours_of
from coachapp.domain.reviews import promise, queries, schemas, service
from coachapp.domain.reviews.requests import ReviewRequest
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web import times
from coachapp.web.coach.reviews.door import bp

DAYS = (1, 2, 3, 5, 10)


@bp.route("/promise/<uuid:version_id>", methods=["GET", "POST"])
def promise_of(version_id: UUID) -> ResponseReturnValue:
    """Promise another date, counted in working days, with a word for the client."""
    asked = queries.get_open_request(viewer(), version_id)
    form = Form(schemas.PromiseAnew, {"working_days": 1})
    if form.submit(partial(service.promise_anew, viewer(), asked)):
        flash(f"{asked.client.name} reads: back by {times.when(asked.promised_at)}.")
        return redirect(url_for(".queue"), code=303)
    return _page(asked, {"form": form}), form.status


@bp.post("/promise/<uuid:version_id>/question")
def ask_first(version_id: UUID) -> ResponseReturnValue:
    """Ask the client something first; the promise waits."""
    asked = queries.get_open_request(viewer(), version_id)
    form = Form(schemas.AskFirst)
    if form.submit(partial(service.ask_first, viewer(), asked)):
        flash(f"Asked. The promise waits for {asked.client.name}.")
        return redirect(url_for(".queue"), code=303)
    return _page(asked, {"question": form}), form.status


@bp.post("/promise/<uuid:version_id>/go-on")
def go_on(version_id: UUID) -> ResponseReturnValue:
    """Wait no longer for the client."""
    asked = queries.get_open_request(viewer(), version_id)
    service.wait_no_longer(viewer(), asked)
    flash(f"Promised by {times.when(asked.promised_at)}.")
    return redirect(url_for(".queue"), code=303)


def _page(asked: ReviewRequest, forms: dict[str, Any]) -> str:
    hours, now = hours_of(asked.client.coach_id), clock.now()
    whole = {"form": Form(schemas.PromiseAnew, {"working_days": 1}), "question": Form(schemas.AskFirst)}
    for form in whole.values():
        form.sent = False
    return render_template(
        "coach/promise.html",
        asked=asked,
        version=get_version(viewer(), asked.version_id),
        days=[(n, times.when(promise.due(now, hours, n))) for n in DAYS],
        **(whole | forms),
    )
