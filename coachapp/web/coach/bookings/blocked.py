"""Times that a coach keeps free."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp

SOON = 7


@bp.route("/bookings/blocked", methods=["GET", "POST"])
def blocked() -> ResponseReturnValue:
    """List what is kept free, and keep more."""
    form = Form(schemas.BlockedOnPage)
    if form.submit(partial(service.block_wall, viewer())):
        n = len(queries.standing_in(form.result))
        stays = "" if not n else " One meeting in it stands." if n == 1 else f" {n} meetings in it stand."
        flash(f"Nobody can book that time.{stays}")
        return redirect(url_for(".blocked"), code=303)
    today = clock.today(viewer().time_zone)
    page = render_template(
        "coach/bookings/blocked.html",
        form=form,
        zone=wording.zone_of(viewer().time_zone),
        blocked=[(each, queries.standing_in(each)) for each in queries.blocked_times(viewer())],
        said=partial(wording.whole_days_or_span, zone=viewer().time_zone),
        soon=[today + timedelta(days=n) for n in range(SOON)],
        removed=request.args.get("removed", ""),
    )
    return page, form.status


@bp.post("/bookings/blocked/<uuid:blocked_id>/remove")
def unblock(blocked_id: UUID) -> ResponseReturnValue:
    """Let a time be booked again; the page after it offers to undo."""
    service.unblock(viewer(), queries.get_blocked_time(viewer(), blocked_id))
    return redirect(url_for(".blocked", removed=blocked_id), code=303)


@bp.post("/bookings/blocked/undo")
def block_again() -> ResponseReturnValue:
    """Take it back: the time stays blocked."""
    form = Form(schemas.BlockedAgain)
    form.submit(
        lambda blocked_id: service.block_again(viewer(), queries.get_blocked_time(viewer(), blocked_id, removed=True))
    )
    return redirect(url_for(".blocked"), code=303)
