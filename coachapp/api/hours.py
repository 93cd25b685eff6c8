"""When a coach can be met: weekly hours, and the dates that differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.hours import queries, schemas, service, windows
from coachapp.domain.hours.models import Override
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_hours", __name__, policy=Policy.COACH, description="When a coach can be met")


@blp.get("/hours")
@blp.response(200, schemas.HoursOut)
def hours() -> dict[str, Any]:
    """Show one's own weekly hours."""
    return _hours()


@blp.put("/hours")
@blp.arguments(schemas.HoursIn, as_kwargs=True)
@blp.response(200, schemas.HoursOut)
def set_hours(**facts: Any) -> dict[str, Any]:
    """Replace one's own weekly hours."""
    service.set_hours(viewer(), **facts)
    return _hours()


def _hours() -> dict[str, Any]:
    mine = queries.hours_of(viewer().membership_id)
    return {"time_zone": mine.zone.key, "windows": windows.rows(mine.weekly)}


@blp.get("/overrides")
@blp.response(200, listing(schemas.OverrideOut))
def overrides() -> dict[str, Any]:
    """List one's own dates that differ from the weekly hours."""
    return whole(queries.overrides_of(viewer().membership_id))


@blp.post("/overrides")
@blp.arguments(schemas.OverrideIn, as_kwargs=True)
@blp.response(201, schemas.OverrideOut)
def set_override(**facts: Any) -> Override:
    """Let one date differ; without windows it is a day off. The same date again replaces it."""
    return service.set_override(viewer(), **facts)


@blp.delete("/overrides/<uuid:override_id>")
@blp.response(204)
def remove_override(override_id: UUID) -> None:
    """Let a date follow the weekly hours again."""
    service.remove_override(viewer(), override_id)
