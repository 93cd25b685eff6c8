"""Sites that may show the booking pages, and what to put there."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.links import url
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.bookings import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp


@bp.route("/settings/sites", methods=["GET", "POST"], policy=Policy.OWNER)
def sites() -> ResponseReturnValue:
    """List the sites that may show the booking pages."""
    known = get_practice(viewer().practice_id).shown_on
    form = Form(schemas.SitesOnPage, {"sites": "\n".join(known)})
    if form.submit(partial(service.let_sites_show, viewer())):
        flash("Saved. It counts from the next time somebody opens one of these pages.")
        return redirect(url_for(".sites"), code=303)
    offers = [each for each in queries.event_types(viewer()) if each.is_open]
    return render_template("coach/bookings/sites.html", form=form, known=known, offers=offers), form.status


def snippets(slug: str) -> list[tuple[str, str]]:
    """Give what to paste into another site for this offer: as one script tag, and as a plain frame."""
    script = f'<script src="{url("embed.js")}" data-booking="{slug}" async></script>'
    frame = f'<iframe src="{url("book", slug, "embed")}" title="Book a meeting" width="100%" height="760"></iframe>'
    return [("A script, as high as what it shows", script), ("A plain frame, where scripts are not welcome", frame)]
