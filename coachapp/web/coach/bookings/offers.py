"""Event types: what is on offer, and the links to share."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.links import url
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.domain.bookings.models import EventType
from coachapp.domain.hours.queries import schedule_of
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp

START = {
    "minutes": 30,
    "notice_minutes": 1440,
    "horizon_days": 60,
    "buffer_after": 15,
    "place_kind": "video",
    "is_open": True,
}


@bp.get("/settings/event-types")
def event_types() -> ResponseReturnValue:
    """List what is on offer, each with its link."""
    offers = [(each, url("book", each.slug), wording.place_of(each)) for each in queries.event_types(viewer())]
    has_hours = schedule_of(viewer().membership_id) is not None
    return render_template("coach/bookings/event_types.html", offers=offers, has_hours=has_hours)


@bp.route("/settings/event-types/new", methods=["GET", "POST"])
def add_event_type() -> ResponseReturnValue:
    """Offer a new kind of meeting."""
    form = Form(schemas.EventTypeIn, START)
    if form.submit(partial(service.add_event_type, viewer())):
        flash(f"{form.result.name} is on offer. Copy its link and share it.")
        return redirect(url_for(".event_types"), code=303)
    return render_template("coach/bookings/event_type.html", form=form, offer=None), form.status


@bp.route("/settings/event-types/<uuid:event_type_id>", methods=["GET", "POST"])
def event_type(event_type_id: UUID) -> ResponseReturnValue:
    """Change what is on offer."""
    offer = queries.get_event_type(viewer(), event_type_id)
    form = Form(schemas.EventTypeIn, _values(offer))
    if form.submit(partial(service.change_event_type, viewer(), offer)):
        flash(f"{offer.name} is saved. Meetings already taken keep their time.")
        return redirect(url_for(".event_types"), code=303)
    return render_template("coach/bookings/event_type.html", form=form, offer=offer), form.status


def _values(offer: EventType) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in schemas.EventTypeIn().fields}
