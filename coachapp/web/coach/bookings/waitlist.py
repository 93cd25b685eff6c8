"""Who waits for a full day."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.bookings import queries, service, wording
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.get("/bookings/waitlist")
def waitlist() -> ResponseReturnValue:
    """Show who waits, by day and then by who came first."""
    rows = [
        {"entry": entry, "offer": offer, "day": wording.day_of(entry.since, entry.time_zone), "kept": kept}
        for entry, offer, kept in queries.waiting(viewer())
    ]
    return render_template("coach/bookings/waitlist.html", rows=rows, off=request.args.get("off", ""))


@bp.post("/bookings/waitlist/<uuid:entry_id>/off")
def take_off(entry_id: UUID) -> ResponseReturnValue:
    """Take somebody off the line; it can be taken back."""
    service.take_off(viewer(), queries.get_entry(viewer(), entry_id))
    return redirect(url_for(".waitlist", off=entry_id), code=303)


@bp.post("/bookings/waitlist/<uuid:entry_id>/back")
def put_back(entry_id: UUID) -> ResponseReturnValue:
    """Put somebody back where they stood."""
    service.put_back(viewer(), queries.get_entry(viewer(), entry_id))
    return redirect(url_for(".waitlist"), code=303)
