"""Where a guest stops thanks and follow-ups. Opening the link changes nothing; the button does."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.throttle import hit
from coachapp.domain.reminders import queries, service
from coachapp.doors.policy import Door, Policy
from coachapp.web.public.bookings.door import address, prefer, show_practice_of

bp = Door("reminders", __name__, policy=Policy.PUBLIC, is_translated=True)


@bp.route("/follow-ups/<token>", methods=["GET", "POST"])
def follow_ups(token: str) -> ResponseReturnValue:
    """Ask once, then write no more but about meetings; or take it back."""
    booking = queries.behind_stop_link(token)
    prefer(booking)
    show_practice_of(booking.event_type)
    if request.method == "POST":
        hit("60/minute", "follow-ups", address())
        (service.resume if request.form.get("again") else service.stop)(booking)
        return redirect(url_for(".follow_ups", token=token), code=303)
    has_stopped = queries.wants_none(booking.guest_email)
    return render_template("public/reminders/follow_ups.html", booking=booking, token=token, has_stopped=has_stopped)
