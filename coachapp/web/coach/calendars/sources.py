"""Calendars by their address: added, watched, paused, removed; and one's own link."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.bookings.queries import shifted
from coachapp.domain.calendars import accounts, feeds, queries, schemas, service, wording
from coachapp.domain.calendars.models import CalendarSource
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.calendars.door import bp


@bp.route("", methods=["GET", "POST"])
def calendars() -> ResponseReturnValue:
    """List one's calendars with how they stand; add one by its address."""
    form = Form(schemas.SourceIn)
    if form.submit(partial(service.add_source, viewer())):
        flash(f"{form.result.name} is being read.")
        return redirect(url_for(".calendars"), code=303)
    facts = {
        "sources": queries.sources(viewer()),
        "accounts": accounts.accounts(viewer()),
        "feed": feeds.url_of(viewer()),
        "shifted": shifted(viewer().membership_id),
        "tzdata": version("tzdata"),
        "wording": wording,
    }
    return render_template("coach/calendars/calendars.html", form=form, **facts), form.status


@bp.route("/<uuid:source_id>", methods=["GET", "POST"])
def calendar(source_id: UUID) -> ResponseReturnValue:
    """Show one calendar and what of it could not be read; rename it, or read it elsewhere."""
    source = queries.get_source(viewer(), source_id)
    form = Form(schemas.SourceForm, {"name": source.name})
    if form.submit(partial(service.change_source, viewer(), source)):
        flash(f"{source.name} is saved.")
        return redirect(url_for(".calendars"), code=303)
    return render_template("coach/calendars/calendar.html", form=form, source=source, wording=wording), form.status


@bp.get("/<uuid:source_id>/state")
def state(source_id: UUID) -> ResponseReturnValue:
    """Show how one calendar stands now, for the list that waits for it."""
    return render_template(
        "coach/calendars/_source.html", source=queries.get_source(viewer(), source_id), wording=wording
    )


@bp.post("/<uuid:source_id>/read")
def read(source_id: UUID) -> ResponseReturnValue:
    """Read it now."""
    return _done(service.read_now(viewer(), queries.get_source(viewer(), source_id)), "{} is being read.")


@bp.post("/<uuid:source_id>/pause")
def pause(source_id: UUID) -> ResponseReturnValue:
    """Take no time for it until further notice."""
    source = service.change_source(viewer(), queries.get_source(viewer(), source_id), is_on=False)
    return _done(source, "{} is paused. Its times are free now.")


@bp.post("/<uuid:source_id>/resume")
def resume(source_id: UUID) -> ResponseReturnValue:
    """Take its time again."""
    source = service.change_source(viewer(), queries.get_source(viewer(), source_id), is_on=True)
    return _done(source, "{} is read again.")


@bp.post("/<uuid:source_id>/remove")
def remove(source_id: UUID) -> ResponseReturnValue:
    """Read it no more."""
    source = queries.get_source(viewer(), source_id)
    service.remove_source(viewer(), source)
    return _done(source, "{} is not read any more. Its times are free now.")


@bp.post("/feed/renew")
def renew() -> ResponseReturnValue:
    """Make one's own calendar link new."""
    feeds.renew(viewer())
    flash("Your calendar link is new. The old one gives nothing any more.")
    return redirect(url_for(".calendars") + "#out", code=303)


def _done(source: CalendarSource, said: str) -> ResponseReturnValue:
    flash(said.format(source.name))
    return redirect(url_for(".calendars"), code=303)
