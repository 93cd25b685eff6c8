"""My board: jobs by stage, and a card for each."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.ids import parse_id
from coachapp.domain.applications import queries, schemas, sent, service
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import LIVE, Stage
from coachapp.domain.clients.queries import own_client
from coachapp.domain.rejections import service as rejections
from coachapp.domain.rejections.queries import find_rejection_of
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_applications", __name__, url_prefix="/me/board", policy=Policy.CLIENT)
MOVES = [(stage.value, stage.label) for stage in LIVE]


@bp.route("", methods=["GET", "POST"])
def board() -> ResponseReturnValue:
    """Show the board, and put a job on it in one line."""
    client = own_client(viewer())
    form = Form(schemas.QuickAdd)
    if form.submit(partial(service.add, viewer(), client)):
        return redirect(url_for(".board", _anchor=f"column-{form.result.stage}"), code=303)
    moved = parse_id(request.args.get("moved", ""))
    facts = {
        "client": client,
        "columns": queries.board_of(viewer(), client),
        "moves": MOVES,
        "moved": queries.find_application(viewer(), moved),
        "was": request.args.get("was", ""),
        "away": queries.find_application(viewer(), parse_id(request.args.get("away", ""))),
    }
    return render_template("client/board.html", form=form, **facts), form.status


@bp.route("/<uuid:application_id>", methods=["GET", "POST"])
def card(application_id: UUID) -> ResponseReturnValue:
    """Show a card with all that belongs to it, and change what it says."""
    application = queries.get_application(viewer(), application_id)
    form = Form(schemas.Details, _values(application))
    if form.submit(partial(service.change, viewer(), application)):
        flash("Saved.")
        return redirect(url_for(".card", application_id=application.id), code=303)
    return _card(application, form, Form(schemas.NewContact) if not form.sent else None)


@bp.post("/<uuid:application_id>/move")
def move(application_id: UUID) -> ResponseReturnValue:
    """Take the card to another column; into the last one by saying how it ended."""
    application = queries.get_application(viewer(), application_id)
    was = application.reached
    form = Form(schemas.Move)
    if request.form.get("stage") == Stage.ENDED:
        return redirect(f"/me/board/{application.id}/no", code=303)
    ended = find_rejection_of(viewer(), application.id)
    go = (
        partial(rejections.take_back, viewer(), ended, application)
        if ended
        else partial(service.move, viewer(), application)
    )
    if not form.submit(go):
        return redirect(url_for(".board"), code=303)
    return redirect(url_for(".board", moved=application.id, was=was, _anchor=f"column-{application.stage}"), code=303)


@bp.post("/<uuid:application_id>/put-away")
def put_away(application_id: UUID) -> ResponseReturnValue:
    """Take the card off the board."""
    service.put_away(viewer(), queries.get_application(viewer(), application_id))
    return redirect(url_for(".board", away=application_id), code=303)


@bp.post("/<uuid:application_id>/bring-back")
def bring_back(application_id: UUID) -> ResponseReturnValue:
    """Put the card back on the board."""
    service.bring_back(viewer(), queries.get_application(viewer(), application_id))
    return redirect(url_for(".board"), code=303)


@bp.post("/<uuid:application_id>/people")
def add_contact(application_id: UUID) -> ResponseReturnValue:
    """Write down somebody who knows about this job."""
    application = queries.get_application(viewer(), application_id)
    form = Form(schemas.NewContact)
    if form.submit(partial(service.add_contact, viewer(), application)):
        return redirect(url_for(".card", application_id=application.id, _anchor="people"), code=303)
    return _card(application, None, form)


@bp.post("/<uuid:application_id>/people/<uuid:contact_id>/remove")
def remove_contact(application_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """Take a person off the application."""
    application = queries.get_application(viewer(), application_id)
    service.remove_contact(viewer(), application, queries.get_contact(viewer(), contact_id))
    return redirect(url_for(".card", application_id=application.id, _anchor="people"), code=303)


def _values(application: JobApplication) -> dict[str, Any]:
    return {name: getattr(application, name) for name in schemas.Details().fields}


def _card(application: JobApplication, form: Form | None, people_form: Form | None) -> ResponseReturnValue:
    facts = {
        "application": application,
        "moves": MOVES,
        "choices": sent.choices(viewer(), application),
        "sent": sent.labels(viewer(), application),
        "history": queries.moves_of(viewer(), application),
        "people": queries.contacts_of(viewer(), application),
        "ending": find_rejection_of(viewer(), application.id),
    }
    status = (form or people_form).status  # type: ignore[union-attr]  # - one of the two was sent
    form, people_form = (
        form or _unsent(schemas.Details, _values(application)),
        people_form or _unsent(schemas.NewContact),
    )
    return render_template("client/card.html", form=form, people_form=people_form, **facts), status


def _unsent(schema: Any, values: dict[str, Any] | None = None) -> Form:
    form = Form(schema, values)
    form.sent = False
    return form
