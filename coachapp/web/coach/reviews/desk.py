"""The desk: scores, letter, verdict, next steps; saved while one writes, published once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.errors import StaleDraft, StaleScore
from coachapp.domain.reviews.locks import lock_of
from coachapp.domain.reviews.models import Review
from coachapp.doors.form import Form, unfold
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, by_htmx, to_desk
from coachapp.web.coach.reviews.facts import facts_of, refused_score, scored_facts, shown
from coachapp.web.reviews import BY_MACHINE, page_of_review, reviewed_version


@bp.get("/<uuid:review_id>")
def desk(review_id: UUID) -> ResponseReturnValue:
    """Show the desk of a draft, or a published review with what the client did about it."""
    return shown(queries.get_review(viewer(), review_id))


@bp.get("/<uuid:review_id>/pages/<int:number>")
def words(review_id: UUID, number: int) -> ResponseReturnValue:
    """Give one page's words and marks, which come after the first page."""
    return render_template("_page_arrives.html", **page_of_review(queries.get_review(viewer(), review_id), number))


@bp.get("/<uuid:review_id>/machine")
def machine(review_id: UUID) -> ResponseReturnValue:
    """Lead to what a machine reads in the version that is reviewed."""
    version = reviewed_version(queries.get_review(viewer(), review_id))
    whose: dict[str, Any] = {"client_id": version.client_id, "document_id": version.document_id}
    return redirect(url_for("coach_documents.document", **whose, version=version.number, **BY_MACHINE), code=303)


@bp.post("/<uuid:review_id>/rubric")
def measure(review_id: UUID) -> ResponseReturnValue:
    """Choose what the draft is scored by."""
    review, form = queries.get_review(viewer(), review_id), Form(schemas.RubricChoice)
    if not form.submit(partial(service.measure_by, viewer(), review)):
        flash(form.all_errors[0][1], "care")
    return to_desk(review, _anchor="levels")


@bp.post("/<uuid:review_id>/scores")
def score(review_id: UUID) -> ResponseReturnValue:
    """Give one criterion its level."""
    review = queries.get_review(viewer(), review_id)

    form = Form(schemas.ScoreForm)
    kept = form.submit(partial(_score, review))
    if by_htmx():
        return render_template("reviews/_scored.html", **scored_facts(review, form)), form.status
    if isinstance(form.refusal, StaleScore):
        return render_template("coach/desk.html", **facts_of(review, **refused_score(form))), form.status
    if not kept:
        flash(form.all_errors[0][1], "care")
        return to_desk(review, at=form.value("criterion"), _anchor="levels")
    debts = queries.progress_of(viewer(), review).debts
    still = {debt.field for debt in debts}
    here = form.value("criterion")
    return to_desk(review, at=here if f"reason-{here}" in still else None, _anchor="levels")


def _score(review: Review, *, criterion: str, level: str, reason: str, was: str | None, **locks: str | None) -> None:
    seen = service.Seen(was if was == service.OPEN else _level(was), _lock(reason, **locks)) if was else None
    service.score(viewer(), review, criterion=criterion, level=_level(level), reason=reason, seen=seen)


def _lock(reason: str, *, reason_lock: str | None, over: str | None, take: str | None) -> str | None:
    """Name the reason that the writer knows; whoever takes the other one wrote none."""
    return lock_of(reason) if take else over or reason_lock


def _level(word: str) -> int | None:
    return None if word == "na" else int(word)


@bp.post("/<uuid:review_id>/draft")
def save(review_id: UUID) -> ResponseReturnValue:
    """Save letter, verdict and next steps; by itself while somebody writes, or by the button."""
    review = queries.get_review(viewer(), review_id)
    form = Form(schemas.DraftForm)
    if form.submit(_change(review)):
        if request.args.get("then") == "preview":
            return redirect(url_for(".preview", review_id=review.id), code=303)
        return _said(review) if by_htmx() else to_desk(review, _anchor="draft")
    return _refused(review, form, by_itself=by_htmx())


@bp.post("/<uuid:review_id>/publish")
def publish(review_id: UUID) -> ResponseReturnValue:
    """Save the draft, and let the client read it; a second press changes nothing."""
    review = queries.get_review(viewer(), review_id)
    if review.is_published:
        return to_desk(review)
    form = Form(schemas.DraftForm)

    def change_and_publish(**facts: Any) -> Review:
        return service.publish(viewer(), _change(review)(**facts))

    if form.submit(change_and_publish):
        flash(f"Published to {review.client.name}. One mail is on its way.", "win")
        return to_desk(review)
    return _refused(review, form)


def _change(review: Review) -> Callable[..., Review]:
    def change(*, lock: int, over: int | None, **facts: Any) -> Review:
        return service.change(viewer(), review, lock=over or lock, **facts)

    return change


def _said(review: Review) -> Response:
    return make_response(
        render_template("coach/_desk_saved.html", review=review, owed=queries.progress_of(viewer(), review))
    )


def _refused(review: Review, form: Form, *, by_itself: bool = False) -> ResponseReturnValue:
    """Answer with what was typed and with what stands there now; nothing is lost."""
    stale = review if isinstance(form.refusal, StaleDraft) else None
    typed = unfold(request.form, form.schema)["next_steps"]
    facts = facts_of(review, form=form, stale=stale, steps=typed, kept_steps=queries.steps_of(viewer(), review))
    page = "coach/_desk_stale.html" if by_itself else "coach/desk.html"
    return render_template(page, **facts), form.status


@bp.post("/<uuid:review_id>/discard")
def discard(review_id: UUID) -> ResponseReturnValue:
    """Throw a draft away."""
    review = queries.get_review(viewer(), review_id)
    service.discard(viewer(), review)
    flash("The draft is gone.")
    return redirect(url_for(".queue"), code=303)
