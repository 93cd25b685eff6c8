"""From whom the practice takes no bookings."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.bookings import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.route("/settings/blocked-guests", methods=["GET", "POST"])
def blocked_guests() -> ResponseReturnValue:
    """List them, and add one; a meeting leads here with its guest's address filled in."""
    form = Form(schemas.BlockedGuestIn, {"what": request.args.get("who", "")[:254]})
    if form.submit(partial(service.block_guest, viewer())):
        flash(f"No more bookings from {form.result.what}. Meetings already taken stand.")
        return redirect(url_for(".blocked_guests"), code=303)
    blocked = queries.blocked_guests(viewer())
    return render_template("coach/bookings/blocked_guests.html", form=form, blocked=blocked), form.status


@bp.post("/settings/blocked-guests/<uuid:blocked_guest_id>/remove", policy=Policy.OWNER)
def unblock_guest(blocked_guest_id: UUID) -> ResponseReturnValue:
    """Take bookings from there again."""
    blocked = queries.get_blocked_guest(viewer(), blocked_guest_id)
    service.unblock_guest(viewer(), blocked)
    flash(f"Bookings from {blocked.what} are taken again.")
    return redirect(url_for(".blocked_guests"), code=303)
