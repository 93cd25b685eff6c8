"""The agenda, and one meeting with all that was said beforehand."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import groupby
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import Conflict, Refusal
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.own import BlockedTime
from coachapp.doors.files import download
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.get("/bookings")
def agenda() -> ResponseReturnValue:
    """Show the meetings to come, or those that passed, by day."""
    past = request.args.get("when") == "past"
    found: list[Booking | BlockedTime] = list(queries.in_view(viewer(), past=past))
    if not past:
        found = sorted([*found, *queries.blocked_times(viewer())], key=_from)
    return render_template(
        "coach/bookings/agenda.html",
        days=[(day, list(those)) for day, those in groupby(found, key=partial(_day, past=past))],
        past=past,
        place=wording.place_kind_of,
        said=partial(wording.whole_days_or_span, zone=viewer().time_zone),
        missed=request.args.get("missed", ""),
    )


def _from(entry: Booking | BlockedTime) -> datetime:
    """Give the instant under which it stands: what goes on since yesterday stands under today."""
    return max(entry.starts_at, clock.now())


def _day(entry: Booking | BlockedTime, *, past: bool) -> str:
    return wording.day_of(entry.starts_at if past else _from(entry), viewer().time_zone)


@bp.get("/bookings/<uuid:booking_id>")
def booking(booking_id: UUID) -> ResponseReturnValue:
    """Show one meeting: who comes, what they said, what can be done."""
    return page(queries.get_booking(viewer(), booking_id))


def page(
    found: Booking,
    refusal: Refusal | None = None,
    *,
    note_form: Form | None = None,
    place_form: Form | None = None,
) -> str:
    """Show one meeting, with what was refused about it."""
    return render_template(
        "coach/bookings/booking.html",
        booking=found,
        refusal=refusal,
        missed=request.args.get("missed", ""),
        missed_before=queries.missed_before(viewer(), found),
        messages=queries.messages_at(found),
        kept=queries.note_of(viewer(), found),
        note_form=note_form or Form(schemas.KeptNoteIn),
        place=wording.where(found),
        place_form=place_form or Form(schemas.PlaceIn),
        place_kinds=wording.place_kinds(),
        when=wording.span(found.starts_at, found.ends_at, viewer().time_zone),
        is_over=found.is_over(clock.now()),
        asked=wording.day_and_time(found.asked_starts_at, viewer().time_zone) if found.asked_starts_at else "",
        their_time=wording.day_and_time(found.starts_at, found.time_zone),
        move_path="/bookings/" + service.manage_url(found).rpartition("/")[2] + "/move",
    )


@bp.get("/bookings/<uuid:booking_id>/resume")
def resume(booking_id: UUID) -> ResponseReturnValue:
    """Download the resume that the guest attached."""
    path, found = queries.resume_of(queries.get_booking(viewer(), booking_id))
    return download(path, name=found.name, mimetype=found.type)


@bp.get("/bookings/<uuid:booking_id>/files/<uuid:file_id>")
def file(booking_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """Download a file that answers a question."""
    path, found = queries.file_of(queries.get_booking(viewer(), booking_id), file_id)
    return download(path, name=found.name, mimetype=found.media_type)


@bp.post("/bookings/<uuid:booking_id>/client")
def make_client(booking_id: UUID) -> ResponseReturnValue:
    """Make the guest a client."""
    found = queries.get_booking(viewer(), booking_id)
    try:
        client = service.make_client(viewer(), found)
    except Conflict as refusal:
        return page(found, refusal), refusal.status
    flash(f"{client.name} is a client now. The invitation is on its way.")
    return redirect(f"/coach/clients/{client.id}", code=303)


@bp.route("/bookings/<uuid:booking_id>/cancel", methods=["GET", "POST"])
def cancel(booking_id: UUID) -> ResponseReturnValue:
    """Ask once, then call the meeting off and tell both sides."""
    found = queries.get_booking(viewer(), booking_id)
    form = Form(schemas.CancelRequest)
    if form.submit(partial(service.cancel, found, actor=viewer())):
        flash(f"The meeting with {found.guest_name} is cancelled. Both of you get a mail about it.")
        return redirect(url_for(".booking", booking_id=booking_id), code=303)
    when = wording.span(found.starts_at, found.ends_at, viewer().time_zone)
    return render_template("coach/bookings/cancel.html", booking=found, form=form, when=when), form.status
