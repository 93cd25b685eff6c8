"""Requests that wait for a yes or no."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.post("/bookings/<uuid:booking_id>/accept")
def accept(booking_id: UUID) -> ResponseReturnValue:
    """Say yes: both sides get the invitation. Where the time has gone meanwhile, the guest is told so."""
    asked = queries.get_booking(viewer(), booking_id)
    was_standing = asked.is_confirmed
    found = service.accept(viewer(), asked)
    if was_standing:
        flash(f"It is moved. You and {found.guest_name} get the new invitation by mail.")
    elif found.is_confirmed:
        flash(f"It stands. You and {found.guest_name} get the invitation by mail.")
    else:
        flash(f"That time was taken meanwhile. {found.guest_name} is told, and asked to pick another.")
    return redirect(url_for(".booking", booking_id=booking_id), code=303)


@bp.route("/bookings/<uuid:booking_id>/decline", methods=["GET", "POST"])
def decline(booking_id: UUID) -> ResponseReturnValue:
    """Say no, with a word if one likes; the guest is asked to pick another time."""
    found = queries.get_booking(viewer(), booking_id)
    form = Form(schemas.CancelRequest)
    if form.submit(partial(service.decline, viewer(), found)):
        after = "The meeting stands as it is." if found.is_confirmed else "They are asked to pick another time."
        flash(f"{found.guest_name} is told. {after}")
        return redirect(url_for(".booking", booking_id=booking_id), code=303)
    when = wording.span(found.starts_at, found.ends_at, viewer().time_zone)
    return render_template("coach/bookings/decline.html", booking=found, form=form, when=when), form.status
