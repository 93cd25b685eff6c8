"""Today: who needs me, and why."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.today import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_today", __name__, url_prefix="/coach", policy=Policy.COACH)


@bp.get("")
def today() -> ResponseReturnValue:
    """Show who needs the coach, and the day's meetings."""
    aside = {name: request.args.get(name, "") for name in ("aside", "subject", "missed")}
    return render_template("coach/today.html", today=queries.today_of(viewer()), **aside)


@bp.get("/today/waiting")
def waiting() -> ResponseReturnValue:
    """List the clients whose turn it is."""
    return render_template("coach/today_waiting.html", waiting=queries.waiting_for(viewer()))


@bp.get("/today/quiet")
def quiet() -> ResponseReturnValue:
    """List the clients who need nothing."""
    return render_template("coach/today_quiet.html", clients=queries.all_quiet(viewer()))


@bp.post("/today/aside")
def put_aside() -> ResponseReturnValue:
    """Put a row aside for a while; the page after it offers to undo."""
    form = Form(schemas.PutAside)
    if form.submit(partial(service.put_aside, viewer())):
        return redirect(url_for(".today", aside=form.value("kind"), subject=form.value("subject_id")), code=303)
    flash("That can't be put aside.", "care")
    return redirect(url_for(".today"), code=303)


@bp.post("/today/aside/undo")
def take_back() -> ResponseReturnValue:
    """Bring a row back."""
    Form(schemas.PutAside).submit(partial(service.take_back, viewer()))
    return redirect(url_for(".today"), code=303)
