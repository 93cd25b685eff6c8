"""Settings: the practice, its people, one's own account."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.accounts import queries, schemas, service
from coachapp.domain.clients.queries import clients_per_coach
from coachapp.domain.clients.schemas import Leaving
from coachapp.domain.ops.leaving import let_go
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.accounts import add_routes

bp = Door("coach_accounts", __name__, url_prefix="/coach/settings", policy=Policy.COACH)
add_routes(bp, "_frame_coach.html")


@bp.get("")
def index() -> ResponseReturnValue:
    """Lead to each part of the settings."""
    return render_template("coach/settings/index.html")


@bp.route("/practice", methods=["GET", "POST"], policy=Policy.OWNER)
def practice() -> ResponseReturnValue:
    """Change what the practice is called, where it lives and what it promises."""
    found = queries.get_practice(viewer().practice_id)
    now = {
        name: getattr(found, name) for name in ("name", "time_zone", "about", "promise_working_days", "promise_word")
    }
    form = Form(schemas.PracticeSettings, now)
    if form.submit(partial(service.change_settings, viewer())):
        flash("Your changes are kept.")
        return redirect(url_for(".practice"), code=303)
    return render_template("coach/settings/practice.html", form=form, kept=found), form.status


@bp.route("/people", methods=["GET", "POST"], policy=Policy.OWNER)
def people() -> ResponseReturnValue:
    """Show who coaches here, and invite somebody."""
    form = Form(schemas.InviteCoach)
    if form.submit(partial(service.invite_coach, viewer())):
        flash(f"The invitation is on its way to {form.result.email}.")
        return redirect(url_for(".people"), code=303)
    return render_template("coach/settings/people.html", form=form, **_people()), form.status


def _people() -> dict[str, Any]:
    coaches = queries.coaches()
    return {
        "coaches": coaches,
        "clients": clients_per_coach(),
        "seen": queries.last_seen([coach.id for coach in coaches]),
        "invitations": queries.open_coach_invitations(),
    }


@bp.post("/people/invitations/<uuid:invitation_id>/withdraw", policy=Policy.OWNER)
def withdraw(invitation_id: UUID) -> ResponseReturnValue:
    """Withdraw an invitation."""
    service.revoke_invitation(viewer(), invitation_id)
    flash("The invitation is withdrawn; its link opens nothing any more.")
    return redirect(url_for(".people"), code=303)


@bp.route("/people/<uuid:coach_id>/leave", methods=["GET", "POST"], policy=Policy.OWNER)
def leave(coach_id: UUID) -> ResponseReturnValue:
    """Hand over a coach's clients, then end their membership."""
    coach = queries.get_coach(coach_id)
    form = Form(Leaving)
    if form.submit(partial(let_go, viewer(), coach.id)):
        flash(f"{coach.user.name} has left the practice.")
        return redirect(url_for(".people"), code=303)
    facts = {"coach": coach, "others": [c for c in queries.coaches() if c.id != coach.id]}
    n = clients_per_coach().get(coach.id, 0)
    return render_template("coach/settings/leave.html", form=form, n=n, **facts), form.status
