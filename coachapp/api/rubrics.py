"""Rubrics."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.rubrics import queries, schemas, service
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.queries import Choice
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_rubrics", __name__, policy=Policy.COACH, description="What reviews are scored by")


def _tagged(rubric: Choice) -> Choice:
    """Mark the answer with the version, so that a change can say which one it knows."""
    blp.set_etag({"id": str(rubric.id), "number": rubric.number})
    return rubric


@blp.get("/rubrics")
@blp.arguments(schemas.RubricsQuery, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.RubricOut))
def rubrics(kind: RubricKind | None) -> dict[str, Any]:
    """List the rubrics by kind; of each kind the one first that new reviews take."""
    return whole(queries.rubrics(viewer(), kind))


@blp.post("/rubrics", policy=Policy.OWNER)
@blp.arguments(schemas.RubricIn, as_kwargs=True)
@blp.etag
@blp.response(201, schemas.RubricOut)
@blp.alt_response(409, "CONFLICT")
def add(**facts: Any) -> Choice:
    """Keep a rubric of the practice's own."""
    return _tagged(service.add(viewer(), **facts))


@blp.get("/rubrics/<uuid:rubric_id>")
@blp.etag
@blp.response(200, schemas.RubricOut)
def show(rubric_id: UUID) -> Choice:
    """Show a rubric in its newest words."""
    return _tagged(queries.get_rubric(viewer(), rubric_id))


@blp.put("/rubrics/<uuid:rubric_id>", policy=Policy.OWNER)
@blp.etag
@blp.arguments(schemas.RubricChange, as_kwargs=True)
@blp.response(200, schemas.RubricOut)
@blp.alt_response(409, "CONFLICT")
def change(rubric_id: UUID, **facts: Any) -> Choice:
    """Word a rubric anew; that is a new version, the same words are none."""
    found = queries.get_rubric(viewer(), rubric_id)
    blp.check_etag({"id": str(found.id), "number": found.number})
    return _tagged(service.change(viewer(), found, **facts))


@blp.patch("/rubrics/<uuid:rubric_id>", policy=Policy.OWNER)
@blp.arguments(schemas.RubricSwitch, as_kwargs=True)
@blp.response(200, schemas.RubricOut)
@blp.alt_response(409, "CONFLICT")
def switch(rubric_id: UUID, **facts: bool) -> Choice:
    """Switch a rubric on or off, or let new reviews of its kind take it."""
    found = queries.get_rubric(viewer(), rubric_id)
    if "is_on" in facts:
        found = service.switch(viewer(), found, is_on=facts["is_on"])
    return service.choose(viewer(), found) if "is_default" in facts else found
