"""My wins: what went well, with where it came from."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.clients.queries import own_client
from coachapp.domain.today.evidence import WORDS, place_of
from coachapp.domain.wins import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_wins", __name__, url_prefix="/me/wins", policy=Policy.CLIENT)


@bp.route("", methods=["GET", "POST"])
def wins() -> ResponseReturnValue:
    """Show the wins, and add one."""
    client = own_client(viewer())
    form = Form(schemas.AddWin)
    if form.submit(partial(service.add, viewer(), client)):
        flash("That's written down.", "win")
        return redirect(url_for(".wins"), code=303)
    found = queries.wins_of(viewer(), client)
    return render_template("client/wins.html", form=form, wins=found, words=WORDS), form.status


@bp.get("/<uuid:win_id>/source")
def source(win_id: UUID) -> ResponseReturnValue:
    """Lead to where a win came from."""
    win = queries.get_win(viewer(), win_id)
    return redirect(place_of(viewer(), win.source_kind, win.source_id), code=303)
