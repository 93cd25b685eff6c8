"""Weekly hours, and the dates that differ."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.fields import Shape
from coachapp.domain.bookings.queries import event_types
from coachapp.domain.hours import queries, schemas, service, windows
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_hours", __name__, url_prefix="/coach/settings", policy=Policy.COACH)


@bp.route("/hours", methods=["GET", "POST"])
def hours() -> ResponseReturnValue:
    """Set the weekly hours: any number of windows a day."""
    mine = queries.hours_of(viewer().membership_id)
    form = Form(schemas.HoursIn, {"time_zone": mine.zone.key})
    if form.submit(partial(service.set_hours, viewer())):
        flash("Your hours are saved. Meetings already taken stay as they are.")
        return redirect(url_for(".hours"), code=303)
    return _page(form, _unsent(schemas.OverrideIn)), form.status


@bp.post("/overrides")
def set_override() -> ResponseReturnValue:
    """Let one date differ."""
    form = Form(schemas.OverrideIn)
    if form.submit(partial(service.set_override, viewer())):
        flash("That date is saved.")
        return redirect(url_for(".hours") + "#dates", code=303)
    mine = queries.hours_of(viewer().membership_id)
    return _page(_unsent(schemas.HoursIn, time_zone=mine.zone.key), form), form.status


@bp.post("/overrides/<uuid:override_id>/remove")
def remove_override(override_id: UUID) -> ResponseReturnValue:
    """Let a date follow the weekly hours again."""
    service.remove_override(viewer(), override_id)
    flash("That date follows your weekly hours again.")
    return redirect(url_for(".hours") + "#dates", code=303)


def _unsent(schema: type[Shape], **values: str) -> Form:
    """Give the other form of the page, which was not the one that was sent."""
    form = Form(schema, values)
    form.sent = False
    return form


def _page(form: Form, override: Form) -> str:
    zone = form.value("time_zone")
    since = clock.today(zone) if clock.is_zone(zone) else clock.now().date()
    return render_template(
        "coach/hours/show.html",
        form=form,
        override=override,
        week=_week(form),
        weekday_options=[(day, day.title()) for day in windows.WEEKDAYS],
        zones=[(name, name.replace("_", " ")) for name in sorted(clock.zone_names() | {zone})],
        overrides=[(each, _said(each.windows)) for each in queries.overrides_of(viewer().membership_id, since=since)],
        needs_offer=not event_types(viewer()),
    )


def _week(form: Form) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give each day with its rows of the form: as typed, or as saved with an empty one behind."""
    rows = _typed(form) if form.sent else _saved()
    numbered = [{**row, "n": n, "ends": row["ends"].replace("24:00", "00:00")} for n, row in enumerate(rows)]
    return [(day, [row for row in numbered if row["weekday"] == day]) for day in windows.WEEKDAYS]


def _typed(form: Form) -> list[dict[str, str]]:
    numbers = [key.split("-")[1] for key in request.form if key.startswith("windows-") and key.endswith("-weekday")]
    return [{part: form.value(f"windows-{n}-{part}") for part in ("weekday", "starts", "ends")} for n in numbers]


def _saved() -> list[dict[str, str]]:
    saved = windows.rows(queries.hours_of(viewer().membership_id).weekly)
    found = []
    for day in windows.WEEKDAYS:
        those = [row for row in saved if row["weekday"] == day]
        found += those + [{"weekday": day, "starts": "", "ends": ""}] * (1 if those else 2)
    return found


def _said(stored: list[Any]) -> str:
    """Say the windows of a date: "9:00 to 12:00, 13:00 to 15:00"; none is a day off."""
    parts = [f"{windows.clock_of(starts)} to {windows.clock_of(ends)}" for starts, ends in stored]
    return ", ".join(parts) or "day off"
