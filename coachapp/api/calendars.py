"""Calendars elsewhere whose busy times are read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.calendars import queries, schemas, service
from coachapp.domain.calendars.models import CalendarSource
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_calendars", __name__, policy=Policy.COACH, description="Calendars elsewhere")


@blp.get("/calendar-sources")
@blp.response(200, listing(schemas.SourceOut))
def sources() -> dict[str, Any]:
    """List one's own calendars and how their last reading went."""
    return whole(queries.sources(viewer()))


@blp.post("/calendar-sources")
@blp.arguments(schemas.SourceIn, as_kwargs=True)
@blp.response(201, schemas.SourceOut)
@blp.alt_response(409, "CONFLICT")
def add_source(**facts: Any) -> CalendarSource:
    """Read a calendar from now on; the first reading follows within moments."""
    return service.add_source(viewer(), **facts)


@blp.get("/calendar-sources/<uuid:source_id>")
@blp.response(200, schemas.SourceOut)
def source(source_id: UUID) -> CalendarSource:
    """Show one calendar."""
    return queries.get_source(viewer(), source_id)


@blp.patch("/calendar-sources/<uuid:source_id>")
@blp.arguments(schemas.SourceChange, as_kwargs=True)
@blp.response(200, schemas.SourceOut)
@blp.alt_response(409, "CONFLICT")
def change_source(source_id: UUID, **facts: Any) -> CalendarSource:
    """Rename a calendar, read it elsewhere, pause it or go on."""
    return service.change_source(viewer(), queries.get_source(viewer(), source_id), **facts)


@blp.delete("/calendar-sources/<uuid:source_id>")
@blp.response(204)
def remove_source(source_id: UUID) -> None:
    """Read a calendar no more; its times are free at once."""
    service.remove_source(viewer(), queries.get_source(viewer(), source_id))


@blp.post("/calendar-sources/<uuid:source_id>/readings")
@blp.response(202, schemas.SourceOut)
def read_now(source_id: UUID) -> CalendarSource:
    """Read a calendar as soon as a worker is free."""
    return service.read_now(viewer(), queries.get_source(viewer(), source_id))
