"""Schedules of weekly hours, and the dates that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import Refusal
from coachapp.core.fields import Shape
from coachapp.domain.bookings.queries import event_types, outside_hours
from coachapp.domain.hours import public_holidays, queries, schemas, service, windows
from coachapp.domain.hours.models import Override, Schedule
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_hours", __name__, url_prefix="/coach/settings", policy=Policy.COACH)


@bp.route("/hours", methods=["GET", "POST"])
def hours() -> ResponseReturnValue:
    """Set the weekly hours of the default schedule: any number of windows a day."""
    return _edit(queries.schedule_of(viewer().membership_id))


@bp.route("/hours/<uuid:schedule_id>", methods=["GET", "POST"])
def schedule(schedule_id: UUID) -> ResponseReturnValue:
    """Set the weekly hours of another schedule."""
    return _edit(queries.get_own_schedule(viewer(), schedule_id))


def _edit(mine: Schedule | None) -> ResponseReturnValue:
    form = Form(schemas.ScheduleForm, _values(mine))
    save = partial(service.change_schedule, viewer(), mine) if mine else partial(service.add_schedule, viewer())
    if form.submit(save):
        flash("Your hours are saved. Meetings already taken stay as they are.")
        return redirect(_path(form.result), code=303)
    return _page(mine, form, _unsent(schemas.OverrideIn)), form.status


@bp.route("/hours/new", methods=["GET", "POST"])
def add_schedule() -> ResponseReturnValue:
    """Name another schedule; it begins with the hours of the default one."""
    first = queries.schedule_of(viewer().membership_id)
    form = Form(schemas.ScheduleForm, {"name": "", "time_zone": first.time_zone if first else viewer().time_zone})
    if form.submit(partial(_add, first)):
        flash(f"{form.result.name} is there. Say which offers go by it on their pages.")
        return redirect(_path(form.result), code=303)
    return render_template("coach/hours/new.html", form=form, zones=_zones(form)), form.status


def _add(first: Schedule | None, *, name: str, time_zone: str, **_: Any) -> Schedule:
    weekly = windows.read_weekly(first.weekly) if first else {}
    holidays = first.holidays if first else None
    return service.add_schedule(viewer(), name=name, time_zone=time_zone, weekly=weekly, holidays=holidays)


@bp.post("/hours/<uuid:schedule_id>/default")
def make_default(schedule_id: UUID) -> ResponseReturnValue:
    """Let offers that name no schedule go by this one."""
    made = service.make_default(viewer(), queries.get_own_schedule(viewer(), schedule_id))
    flash(f"Offers go by {made.name} now, where they name no other hours.")
    return redirect(_path(made), code=303)


@bp.post("/hours/<uuid:schedule_id>/remove")
def remove_schedule(schedule_id: UUID) -> ResponseReturnValue:
    """Forget a schedule that no offer goes by."""
    mine = queries.get_own_schedule(viewer(), schedule_id)
    name = mine.name
    try:
        service.remove_schedule(viewer(), mine)
    except Refusal as refusal:
        form = Form(schemas.ScheduleForm, _values(mine))
        form.sent = False
        return _page(mine, form, _unsent(schemas.OverrideIn), refusal), refusal.status
    flash(f"{name} is gone.")
    return redirect(url_for(".hours"), code=303)


@bp.post("/overrides")
def set_override() -> ResponseReturnValue:
    """Let one date, or each until another, differ."""
    form = Form(schemas.OverrideIn)
    mine = _shown()
    if form.submit(partial(service.set_override, viewer())):
        flash("Those dates are saved." if request.form.get("until") else "That date is saved.")
        return redirect(_path(mine) + "#dates", code=303)
    unsent = _unsent(schemas.ScheduleForm, **_values(mine))
    return _page(mine, unsent, form), form.status


@bp.post("/overrides/<uuid:override_id>/remove")
def remove_override(override_id: UUID) -> ResponseReturnValue:
    """Let a date, or all alike until another, follow the weekly hours again."""
    until = schemas.UntilQuery().load({"until": request.form["until"]} if request.form.get("until") else {})["until"]
    service.remove_override(viewer(), override_id, until=until)
    flash("Those dates follow your weekly hours again." if until else "That date follows your weekly hours again.")
    return redirect(_path(_shown()) + "#dates", code=303)


def _shown() -> Schedule | None:
    """Give the schedule whose page the form stood on; where it is not said, the default one."""
    try:
        return queries.get_own_schedule(viewer(), UUID(request.args.get("on", "")))
    except (ValueError, Refusal):
        return queries.schedule_of(viewer().membership_id)


def _path(mine: Schedule | None) -> str:
    return url_for(".hours") if mine is None or mine.is_default else url_for(".schedule", schedule_id=mine.id)


def _values(mine: Schedule | None) -> dict[str, Any]:
    country, _, region = (mine.holidays or "").partition("-") if mine else ("", "", "")
    name, zone = (mine.name, mine.time_zone) if mine else ("Weekly hours", viewer().time_zone)
    return {"name": name, "time_zone": zone, "holidays": country, "region": region}


def _unsent(schema: type[Shape], **values: Any) -> Form:
    """Give the other form of the page, which was not the one that was sent."""
    form = Form(schema, values)
    form.sent = False
    return form


def _page(mine: Schedule | None, form: Form, override: Form, refusal: Refusal | None = None) -> str:
    zone = form.value("time_zone")
    since = clock.today(zone) if clock.is_zone(zone) else clock.now().date()
    mine_id, country = viewer().membership_id, form.value("holidays")
    differing = queries.overrides_of(mine_id, since=since, schedule_id=mine.id if mine else None)
    return render_template(
        "coach/hours/show.html",
        schedule=mine,
        schedules=[(each.name, _path(each), None) for each in queries.schedules_of(mine_id)],
        here=_path(mine),
        refusal=refusal,
        form=form,
        override=override,
        week=_week(form, mine),
        weekday_options=[(day, day.title()) for day in windows.WEEKDAYS],
        zones=_zones(form),
        countries=[("", "none"), *public_holidays.countries()],
        regions=[("", "all of the country"), *regions] if (regions := public_holidays.regions(country)) else [],
        holidays=queries.holidays_ahead(mine, days=366) if mine else [],
        runs=_runs(differing),
        outside=outside_hours(mine_id),
        needs_offer=bool(mine) and not event_types(viewer()),
    )


def _zones(form: Form) -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(clock.zone_names() | {form.value("time_zone")})]


@dataclass
class Run:
    """Dates in a row that differ in the same way."""

    first: Override
    last: date
    said: str


def _runs(found: Sequence[Override]) -> list[Run]:
    """Gather dates that follow each other and are alike."""
    runs: list[Run] = []
    for each in sorted(found, key=lambda one: (one.schedule_id is not None, one.day)):
        before = runs[-1] if runs else None
        alike = before and (before.first.schedule_id, before.first.windows) == (each.schedule_id, each.windows)
        if before and alike and each.day == before.last + timedelta(days=1):
            before.last = each.day
        else:
            said = ", ".join(windows.said(window) for window in windows.read(each.windows))
            runs.append(Run(each, each.day, said))
    return sorted(runs, key=lambda run: run.first.day)


def _week(form: Form, mine: Schedule | None) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give each day with its rows of the form: as typed, or as saved with an empty one behind."""
    rows = _typed(form) if form.sent else _saved(mine)
    numbered = [{**row, "n": n, "ends": row["ends"].replace("24:00", "00:00")} for n, row in enumerate(rows)]
    return [(day, [row for row in numbered if row["weekday"] == day]) for day in windows.WEEKDAYS]


def _typed(form: Form) -> list[dict[str, str]]:
    numbers = [key.split("-")[1] for key in request.form if key.startswith("windows-") and key.endswith("-weekday")]
    return [{part: form.value(f"windows-{n}-{part}") for part in ("weekday", "starts", "ends")} for n in numbers]


def _saved(mine: Schedule | None) -> list[dict[str, str]]:
    saved = windows.rows(windows.read_weekly(mine.weekly)) if mine else []
    found = []
    for day in windows.WEEKDAYS:
        those = [row for row in saved if row["weekday"] == day]
        found += those + [{"weekday": day, "starts": "", "ends": ""}] * (1 if those else 2)
    return found
