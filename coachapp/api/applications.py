"""The board of job applications."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.pages import page
from coachapp.domain.applications import queries, schemas, service, uses
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.queries import get_version
from coachapp.domain.rejections import service as rejections
from coachapp.domain.rejections.queries import find_rejection_of
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_applications", __name__, policy=Policy.SIGNED_IN, description="The board of job applications")


@blp.get("/clients/<uuid:client_id>/applications")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.ApplicationOut))
def board(client_id: UUID, after: str | None) -> dict[str, Any]:
    """List what stands on a client's board, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.applications_of(viewer(), client), JobApplication, after=after))


@blp.post("/clients/<uuid:client_id>/applications")
@blp.arguments(schemas.NewApplication, as_kwargs=True)
@blp.response(201, schemas.ApplicationOut)
def add(client_id: UUID, **facts: Any) -> JobApplication:
    """Put a job on the board."""
    return service.add(viewer(), get_client(viewer(), client_id), **facts)


@blp.get("/applications/<uuid:application_id>")
@blp.response(200, schemas.ApplicationOut)
def show(application_id: UUID) -> JobApplication:
    """Show an application."""
    return queries.get_application(viewer(), application_id)


@blp.patch("/applications/<uuid:application_id>")
@blp.arguments(schemas.PatchApplication(partial=True), as_kwargs=True)
@blp.response(200, schemas.ApplicationOut)
def change(application_id: UUID, **facts: Any) -> JobApplication:
    """Change what the card says, or take it off the board (`"archived": true`)."""
    application = queries.get_application(viewer(), application_id)
    return service.patch(viewer(), application, **facts)


@blp.get("/applications/<uuid:application_id>/moves")
@blp.response(200, listing(schemas.MoveOut))
def moves(application_id: UUID) -> dict[str, Any]:
    """List the changes of stage, the latest first."""
    return whole(queries.moves_of(viewer(), queries.get_application(viewer(), application_id)))


@blp.post("/applications/<uuid:application_id>/moves")
@blp.arguments(schemas.Move, as_kwargs=True)
@blp.response(200, schemas.ApplicationOut)
def move(application_id: UUID, stage: Stage) -> JobApplication:
    """Take the card to another column; one that had ended goes on."""
    application = queries.get_application(viewer(), application_id)
    ended = find_rejection_of(viewer(), application.id)
    if ended is not None and stage is not Stage.ENDED:
        rejections.take_back(viewer(), ended, application, stage=stage)
        return application
    return service.move(viewer(), application, stage=stage)


@blp.get("/applications/<uuid:application_id>/contacts")
@blp.response(200, listing(schemas.ContactOut))
def contacts(application_id: UUID) -> dict[str, Any]:
    """List the people of an application."""
    return whole(queries.contacts_of(viewer(), queries.get_application(viewer(), application_id)))


@blp.post("/applications/<uuid:application_id>/contacts")
@blp.arguments(schemas.NewContact, as_kwargs=True)
@blp.response(201, schemas.ContactOut)
def add_contact(application_id: UUID, **facts: Any) -> Any:
    """Write down somebody who knows about this job."""
    return service.add_contact(viewer(), queries.get_application(viewer(), application_id), **facts)


@blp.get("/versions/<uuid:version_id>/applications")
@blp.response(200, listing(schemas.UseOut))
def of_version(version_id: UUID) -> dict[str, Any]:
    """List the applications that a version went out with and how far they came, the latest news first."""
    found = get_version(viewer(), version_id)
    return whole(uses.uses_of(viewer(), found.document).get(found.id, []))
