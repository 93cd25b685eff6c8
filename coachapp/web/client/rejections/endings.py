"""After a no: recorded in two presses, left in peace, sorted when ready."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.applications.queries import get_application
from coachapp.domain.clients.queries import own_client
from coachapp.domain.rejections import factors, queries, schemas, service
from coachapp.domain.rejections.kinds import Kind
from coachapp.domain.rejections.policies import is_reflection_shared
from coachapp.domain.reviews.queries import published_to
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.client.rejections.door import bp, home

AREAS = [(area.value, *words) for area, words in factors.AREA_LABELS.items()]


@bp.route("/board/<uuid:application_id>/no", methods=["GET", "POST"])
def no(application_id: UUID) -> ResponseReturnValue:
    """Ask the one thing there is to ask, and record it."""
    application = get_application(viewer(), application_id)
    form = Form(schemas.NewEnding)
    if form.submit(partial(service.record_ending, viewer(), application)):
        return home(form.result)
    return render_template("client/no.html", application=application, form=form, kinds=Kind), form.status


@bp.get("/rejections")
def index() -> ResponseReturnValue:
    """Show what has ended."""
    client = own_client(viewer())
    return render_template(
        "client/rejections.html",
        rejections=queries.rejections_of(viewer(), client),
        quiet=queries.quiet_one(viewer(), client),
    )


@bp.get("/rejections/<uuid:rejection_id>")
def show(rejection_id: UUID) -> ResponseReturnValue:
    """Show nothing while it is quiet; afterwards wins first, then what can be done."""
    ending = queries.ending(viewer(), rejection_id)
    rejection = ending.rejection
    if queries.is_left_in_peace(rejection):
        return render_template("client/quiet.html", rejection=rejection)
    facts = {
        "wins": queries.strongest_wins(viewer(), rejection.client),
        "factors": [
            (words[0], [factors.label(row.factor) for row in ending.factors if row.area == area])
            for area, words in factors.AREA_LABELS.items()
        ],
        "is_shared": is_reflection_shared(rejection),
        "reviews": [r for r in published_to(viewer(), client_id=rejection.client_id) if r.rejection_id == rejection.id],
    }
    return render_template("client/rejection.html", ending=ending, rejection=rejection, **facts)


@bp.post("/rejections/<uuid:rejection_id>/ready")
def ready(rejection_id: UUID) -> ResponseReturnValue:
    """End the quiet."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    service.be_ready(viewer(), rejection)
    return home(rejection)


@bp.post("/rejections/<uuid:rejection_id>/take-back")
def take_back(rejection_id: UUID) -> ResponseReturnValue:
    """Undo: the card goes back where it stood."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    application = get_application(viewer(), rejection.application_id)
    service.take_back(viewer(), rejection, application)
    flash(f"Taken back. It stands in {application.stage.label} again.")
    return redirect("/me/board", code=303)


@bp.route("/rejections/<uuid:rejection_id>/factors/<int:number>", methods=["GET", "POST"])
def sort(rejection_id: UUID, number: int) -> ResponseReturnValue:
    """Show one factor as a card, and put it where the client says."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    if queries.is_left_in_peace(rejection):
        return home(rejection)
    cards = factors.cards(rejection.stage)
    if not 1 <= number <= len(cards):
        raise NotFound
    factor = cards[number - 1]
    after = (
        url_for(".sort", rejection_id=rejection.id, number=number + 1)
        if number < len(cards)
        else url_for(".reflect", rejection_id=rejection.id)
    )
    form = Form(schemas.SortFactor, {"said_by": factors.SaidBy.MY_GUESS, "confidence": factors.Confidence.LOW})
    if form.submit(partial(service.sort_factor, viewer(), rejection, factor=factor)):
        return redirect(after, code=303)
    facts = {"areas": AREAS, "said_by": factors.SAID_BY_LABELS, "confidence": factors.CONFIDENCE_LABELS}
    place = {"number": number, "total": len(cards), "label": factors.label(factor), "after": after}
    return render_template("client/factor.html", form=form, rejection=rejection, **place, **facts), form.status


@bp.route("/rejections/<uuid:rejection_id>/reflection", methods=["GET", "POST"])
def reflect(rejection_id: UUID) -> ResponseReturnValue:
    """Two lines to write, for nobody else unless shared."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    if queries.is_left_in_peace(rejection):
        return home(rejection)
    form = Form(schemas.Reflection, {"text": rejection.reflection, "is_shared": is_reflection_shared(rejection)})
    if form.submit(partial(service.reflect, viewer(), rejection)):
        return home(rejection, _anchor="letter")
    return render_template("client/reflection.html", form=form, rejection=rejection), form.status
