"""What is written before and after the meetings of an offer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.bookings.queries import get_event_type
from coachapp.domain.reminders import queries, schemas, service
from coachapp.domain.reminders.models import ReminderStep
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_reminders", __name__, policy=Policy.COACH, description="Reminders and follow-ups of an offer")
OFFER = "/event-types/<uuid:event_type_id>/reminders"


@blp.get(OFFER)
@blp.response(200, listing(schemas.ReminderStepOut))
def steps(event_type_id: UUID) -> dict[str, Any]:
    """List the sequence of an offer as it happens."""
    return whole(queries.steps_of(get_event_type(viewer(), event_type_id)))


@blp.post(OFFER)
@blp.arguments(schemas.ReminderStepIn, as_kwargs=True)
@blp.response(201, schemas.ReminderStepOut)
@blp.alt_response(409, "CONFLICT")
def add(event_type_id: UUID, **facts: Any) -> ReminderStep:
    """Add a step; meetings for which it would have been due already get none."""
    return service.add(viewer(), get_event_type(viewer(), event_type_id), **facts)


@blp.get(f"{OFFER}/<uuid:step_id>")
@blp.response(200, schemas.ReminderStepOut)
def step(event_type_id: UUID, step_id: UUID) -> ReminderStep:
    """Show one step."""
    return queries.get_step(get_event_type(viewer(), event_type_id), step_id)


@blp.patch(f"{OFFER}/<uuid:step_id>")
@blp.arguments(schemas.ReminderStepChange(partial=True), as_kwargs=True)
@blp.response(200, schemas.ReminderStepOut)
def change(event_type_id: UUID, step_id: UUID, **facts: Any) -> ReminderStep:
    """Change words, timing or readers, or switch it with `is_on`; nobody gets a step twice for one meeting."""
    offer = get_event_type(viewer(), event_type_id)
    return service.change(viewer(), offer, queries.get_step(offer, step_id), **facts)


@blp.delete(f"{OFFER}/<uuid:step_id>")
@blp.response(204)
def remove(event_type_id: UUID, step_id: UUID) -> None:
    """Take a step away; what it still owes is not sent."""
    offer = get_event_type(viewer(), event_type_id)
    service.remove(viewer(), offer, queries.get_step(offer, step_id))
