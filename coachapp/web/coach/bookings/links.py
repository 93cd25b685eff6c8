"""Links to an offer that a coach hands out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.bookings import queries, schemas, service
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.private import PrivateLink
from coachapp.domain.clients.queries import directory
from coachapp.domain.hours.openings import midnight
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.route("/settings/event-types/<uuid:event_type_id>/links", methods=["GET", "POST"])
def private_links(event_type_id: UUID) -> ResponseReturnValue:
    """Hand out links for one booking, for some days, for one client."""
    offer = queries.get_event_type(viewer(), event_type_id)
    form = Form(schemas.PrivateLinkForm, {"uses": "1"})
    if form.submit(lambda **facts: _add(offer, **facts)):
        flash("The link is ready. Copy it and hand it out.")
        return redirect(url_for(".private_links", event_type_id=offer.id), code=303)
    found = [(link, service.private_url(link)) for link in queries.private_links_of(offer)]
    people = directory(viewer(), among=(), size=500).items
    return render_template(
        "coach/bookings/links.html",
        offer=offer,
        form=form,
        links=found,
        clients=[("", "whoever has it"), *((each.id, each.name) for each in people)],
    ), form.status


def _add(offer: EventType, *, last_day: Any, **facts: Any) -> PrivateLink:
    """Let the link run to the end of its last day, on the coach's wall."""
    zone = ZoneInfo(viewer().time_zone)
    ends = midnight(last_day + timedelta(days=1), zone) if last_day else None
    return service.add_private_link(viewer(), offer, expires_at=ends, **facts)


@bp.post("/settings/event-types/<uuid:event_type_id>/links/<uuid:link_id>/close")
def close_private_link(event_type_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Let a link book no more."""
    offer = queries.get_event_type(viewer(), event_type_id)
    service.close_private_link(viewer(), offer, queries.get_private_link(offer, link_id))
    flash("That link is closed. Meetings taken through it stand.")
    return redirect(url_for(".private_links", event_type_id=offer.id), code=303)
