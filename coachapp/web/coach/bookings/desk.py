"""What a coach does at one meeting: who did not come, the note that coaches alone read."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import Conflict
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings import agenda
from coachapp.web.coach.bookings.door import bp


@bp.post("/bookings/<uuid:booking_id>/no-show")
def missed(booking_id: UUID) -> ResponseReturnValue:
    """Note that nobody came; the page after it offers to undo."""
    found = queries.get_booking(viewer(), booking_id)
    try:
        service.missed(viewer(), found)
    except Conflict as refusal:
        return agenda.page(found, refusal), refusal.status
    return redirect(_back(booking_id, request.form.get("back", ""), missed=booking_id), code=303)


@bp.post("/bookings/no-show/undo")
def came() -> ResponseReturnValue:
    """Take it back: they came."""
    form = Form(schemas.CameAgain)
    if form.submit(lambda booking_id, back: service.came(viewer(), queries.get_booking(viewer(), booking_id))):
        return redirect(_back(form.result.id, form.value("back")), code=303)
    return redirect(url_for(".agenda", when="past"), code=303)


def _back(booking_id: UUID, back: str, **values: Any) -> str:
    """Give the page that the button stood on."""
    if back == "today":
        return url_for("coach_today.today", **values)
    if back == "past":
        return url_for(".agenda", when="past", **values)
    return url_for(".booking", booking_id=booking_id, **values)


@bp.post("/bookings/<uuid:booking_id>/place")
def change_place(booking_id: UUID) -> ResponseReturnValue:
    """Hold this one meeting elsewhere."""
    found = queries.get_booking(viewer(), booking_id)
    form = Form(schemas.PlaceIn)
    if form.submit(partial(service.change_place, viewer(), found)):
        flash(f"{wording.where(found)}. Both of you get a mail with the invitation.")
        return redirect(url_for(".booking", booking_id=booking_id), code=303)
    return agenda.page(found, place_form=form), form.status


@bp.post("/bookings/<uuid:booking_id>/link")
def renew_link(booking_id: UUID) -> ResponseReturnValue:
    """Make the guest's link new."""
    found = queries.get_booking(viewer(), booking_id)
    try:
        service.renew_link(viewer(), found)
    except Conflict as refusal:
        return agenda.page(found, refusal), refusal.status
    flash(f"The earlier link stops working. {found.guest_name} gets the new one by mail.")
    return redirect(url_for(".booking", booking_id=booking_id), code=303)


@bp.post("/bookings/<uuid:booking_id>/note")
def keep_note(booking_id: UUID) -> ResponseReturnValue:
    """Keep the coaches' note at the meeting."""
    found = queries.get_booking(viewer(), booking_id)
    form = Form(schemas.KeptNoteIn)
    if form.submit(partial(service.keep_note, viewer(), found)):
        flash("Your note is kept; guests and clients never see it." if form.result else "The note is gone.")
        return redirect(url_for(".booking", booking_id=booking_id, _anchor="kept"), code=303)
    return agenda.page(found, note_form=form), form.status
