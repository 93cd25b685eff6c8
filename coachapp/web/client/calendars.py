"""A client's own calendar link."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.calendars import feeds
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_calendars", __name__, url_prefix="/me/account/calendar", policy=Policy.CLIENT)


@bp.post("/renew")
def renew() -> ResponseReturnValue:
    """Make one's calendar link new."""
    feeds.renew(viewer())
    flash("Your calendar link is new. The old one gives nothing any more.")
    return redirect(url_for("client_accounts.account") + "#calendar", code=303)
