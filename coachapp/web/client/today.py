"""My week: the client's first page."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from coachapp.core.ids import parse_id
from coachapp.domain.bookings.service import manage_url
from coachapp.domain.clients.queries import own_client
from coachapp.domain.plans.queries import find_item
from coachapp.domain.today.evidence import WORDS
from coachapp.domain.today.week import week_of
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_today", __name__, url_prefix="/me", policy=Policy.CLIENT)


@bp.get("")
def week() -> ResponseReturnValue:
    """Show the week: three cards, the coming session, the board in one line; the first visit asks what is shared."""
    client = own_client(viewer())
    if client.sharing_asked_at is None:
        return redirect("/me/sharing", code=303)
    found = week_of(viewer(), client)
    changed = find_item(viewer(), parse_id(request.args.get("changed", "")))
    move_url = manage_url(found.session) if found.session else None
    facts = {"move_url": move_url, "changed": changed, "was": request.args.get("was", ""), "evidence_words": WORDS}
    return render_template("client/week.html", week=found, **facts)
