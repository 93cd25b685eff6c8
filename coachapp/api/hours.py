"""When a coach can be met: schedules, and the dates that differ."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.hours import queries, schemas, service, windows
from coachapp.domain.hours.models import Override, Schedule
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_hours", __name__, policy=Policy.COACH, description="When a coach can be met")


@blp.get("/hours")
@blp.response(200, schemas.HoursOut)
def hours() -> dict[str, Any]:
    """Show the weekly hours of one's default schedule."""
    return _hours()


@blp.put("/hours")
@blp.arguments(schemas.HoursIn, as_kwargs=True)
@blp.response(200, schemas.HoursOut)
def set_hours(**facts: Any) -> dict[str, Any]:
    """Replace the weekly hours of one's default schedule."""
    service.set_hours(viewer(), **facts)
    return _hours()


def _hours() -> dict[str, Any]:
    mine = queries.hours_of(viewer().membership_id)
    schedule = queries.schedule_of(viewer().membership_id)
    holidays = schedule.holidays if schedule else None
    return {"time_zone": mine.zone.key, "holidays": holidays, "windows": windows.rows(mine.weekly)}


@blp.get("/schedules")
@blp.response(200, listing(schemas.ScheduleOut))
def schedules() -> dict[str, Any]:
    """List one's own schedules, the default one first."""
    return whole(queries.schedules_of(viewer().membership_id))


@blp.post("/schedules")
@blp.arguments(schemas.ScheduleIn, as_kwargs=True)
@blp.response(201, schemas.ScheduleOut)
@blp.alt_response(409, "CONFLICT")
def add_schedule(**facts: Any) -> Schedule:
    """Keep hours under a name, for offers to go by."""
    return service.add_schedule(viewer(), **facts)


@blp.get("/schedules/<uuid:schedule_id>")
@blp.response(200, schemas.ScheduleOut)
def schedule(schedule_id: UUID) -> Schedule:
    """Show one schedule."""
    return queries.get_own_schedule(viewer(), schedule_id)


@blp.patch("/schedules/<uuid:schedule_id>")
@blp.arguments(schemas.ScheduleChange(partial=True), as_kwargs=True)
@blp.response(200, schemas.ScheduleOut)
@blp.alt_response(409, "CONFLICT")
def change_schedule(schedule_id: UUID, **facts: Any) -> Schedule:
    """Change name, zone, hours or holidays; meetings already taken keep their instants."""
    return service.change_schedule(viewer(), queries.get_own_schedule(viewer(), schedule_id), **facts)


@blp.post("/schedules/<uuid:schedule_id>/default")
@blp.response(200, schemas.ScheduleOut)
def make_default(schedule_id: UUID) -> Schedule:
    """Let all offers that name no schedule go by this one."""
    return service.make_default(viewer(), queries.get_own_schedule(viewer(), schedule_id))


@blp.delete("/schedules/<uuid:schedule_id>")
@blp.response(204)
@blp.alt_response(409, "CONFLICT")
def remove_schedule(schedule_id: UUID) -> None:
    """Forget a schedule; the default one and one that an offer goes by stay."""
    service.remove_schedule(viewer(), queries.get_own_schedule(viewer(), schedule_id))


@blp.get("/overrides")
@blp.response(200, listing(schemas.OverrideOut))
def overrides() -> dict[str, Any]:
    """List one's own dates that differ from the weekly hours."""
    return whole(queries.overrides_of(viewer().membership_id))


@blp.post("/overrides")
@blp.arguments(schemas.OverrideIn, as_kwargs=True)
@blp.response(201, schemas.OverrideOut)
def set_override(**facts: Any) -> Override:
    """Let one date, or each until another, differ; without windows they are days off. The same date replaces it."""
    return service.set_override(viewer(), **facts)


@blp.delete("/overrides/<uuid:override_id>")
@blp.arguments(schemas.UntilQuery, location="query", as_kwargs=True)
@blp.response(204)
def remove_override(override_id: UUID, *, until: date | None) -> None:
    """Let a date, or all alike until another, follow the weekly hours again."""
    service.remove_override(viewer(), override_id, until=until)
