"""Documents and their versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest.fields import Upload as UploadField
from werkzeug.datastructures import FileStorage

from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.fields import Shape
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents import machine_shapes, queries, schemas, service
from coachapp.domain.documents.models import Document, Version
from coachapp.doors.files import download_of, taken
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_documents", __name__, policy=Policy.SIGNED_IN, description="What employers get to see")


class FileIn(Shape):
    """The file itself: PDF or DOCX, also ODT, TXT and MD; left out where there is a `url`."""

    file = UploadField(load_default=None)


@blp.get("/clients/<uuid:client_id>/documents")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.arguments(schemas.Archived, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.DocumentOut))
def documents(client_id: UUID, after: str | None, *, archived: bool) -> dict[str, Any]:
    """List a client's documents with their versions, the newest first."""
    client = get_client(viewer(), client_id)
    return listed(page(queries.documents_with_versions(viewer(), client, archived=archived), Document, after=after))


@blp.post("/clients/<uuid:client_id>/documents")
@blp.arguments(schemas.DocumentIn, location="form", as_kwargs=True)
@blp.arguments(FileIn, location="files", as_kwargs=True)
@blp.response(201, schemas.DocumentOut)
@blp.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@blp.alt_response(507, "INSUFFICIENT_STORAGE")
def add(client_id: UUID, file: FileStorage | None, **facts: Any) -> Document:
    """Add a document, with this file or page as its first version; it is read after the answer."""
    version = service.add(viewer(), get_client(viewer(), client_id), file=taken(file), **facts)
    return queries.get_document(viewer(), version.document_id)


@blp.get("/documents/<uuid:document_id>")
@blp.response(200, schemas.DocumentOut)
def show(document_id: UUID) -> Document:
    """Show a document and its versions."""
    return queries.get_document(viewer(), document_id)


@blp.patch("/documents/<uuid:document_id>")
@blp.arguments(schemas.DocumentPatch(partial=True), as_kwargs=True)
@blp.response(200, schemas.DocumentOut)
def change(document_id: UUID, *, archived: bool | None = None, **facts: Any) -> Document:
    """Give a document another title or kind, or put it away (`"archived": true`)."""
    found = queries.get_document(viewer(), document_id)
    client = get_client(viewer(), found.client_id)
    if archived is not None:
        (service.archive if archived else service.unarchive)(viewer(), client, found)
    given = {"title": found.title, "kind": found.kind} | facts
    return service.change(viewer(), client, found, **given)


@blp.delete("/documents/<uuid:document_id>")
@blp.response(204)
def remove(document_id: UUID) -> None:
    """Put a document into the bin, from where its client can bring it back within 30 days."""
    found = queries.get_document(viewer(), document_id)
    service.remove(viewer(), get_client(viewer(), found.client_id), found)


@blp.get("/clients/<uuid:client_id>/removed-documents")
@blp.response(200, listing(schemas.RemovedOut))
def removed(client_id: UUID) -> dict[str, Any]:
    """List what lies in the bin, the last removed first; it is empty to all but the client."""
    return whole(queries.removed_of(viewer(), get_client(viewer(), client_id)))


@blp.post("/removed-documents/<uuid:removed_id>/bring-back")
@blp.response(200, schemas.DocumentOut)
def bring_back(removed_id: UUID) -> Document:
    """Take a document out of the bin."""
    found = queries.get_removed(viewer(), removed_id)
    return service.bring_back(viewer(), get_client(viewer(), found.client_id), found)


@blp.post("/versions/<uuid:version_id>/look-again")
@blp.response(200, schemas.VersionOut)
def look_again(version_id: UUID) -> Version:
    """Look anew at the page behind a link."""
    found = queries.get_version(viewer(), version_id)
    return service.look_again(viewer(), get_client(viewer(), found.client_id), found)


@blp.post("/versions/<uuid:version_id>/restore")
@blp.response(201, schemas.VersionOut)
@blp.alt_response(409, "CONFLICT")
def restore(version_id: UUID) -> Version:
    """Make an older version the newest again: the same file and text under the next number."""
    old = queries.get_version(viewer(), version_id)
    return service.restore(viewer(), get_client(viewer(), old.client_id), old.document, old)


@blp.get("/documents/<uuid:document_id>/versions")
@blp.response(200, listing(schemas.VersionOut))
def versions(document_id: UUID) -> dict[str, Any]:
    """List a document's versions, the newest first."""
    return whole(queries.get_document(viewer(), document_id).versions)


@blp.post("/documents/<uuid:document_id>/versions")
@blp.arguments(schemas.VersionIn, location="form", as_kwargs=True)
@blp.arguments(FileIn, location="files", as_kwargs=True)
@blp.response(201, schemas.VersionOut)
@blp.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@blp.alt_response(507, "INSUFFICIENT_STORAGE")
def add_version(document_id: UUID, file: FileStorage | None, **facts: Any) -> Version:
    """Upload the next version of a document; it is read after the answer."""
    found = queries.get_document(viewer(), document_id)
    return service.add_version(viewer(), get_client(viewer(), found.client_id), found, file=taken(file), **facts)


@blp.get("/versions/<uuid:version_id>")
@blp.response(200, schemas.WholeVersionOut)
def version(version_id: UUID) -> Version:
    """Show a version: how far it is read, its text, its pages with the place of each word."""
    found = queries.get_whole_version(viewer(), version_id)
    service.opened(viewer(), get_client(viewer(), found.client_id), found)
    return found


@blp.patch("/versions/<uuid:version_id>")
@blp.arguments(schemas.VersionChange, as_kwargs=True)
@blp.response(200, schemas.VersionOut)
def change_version(version_id: UUID, **facts: Any) -> Version:
    """Say anew what a version is for, or what changed in it."""
    found = queries.get_version(viewer(), version_id)
    return service.change_version(viewer(), get_client(viewer(), found.client_id), found, **facts)


@blp.get("/versions/<uuid:version_id>/changes")
@blp.arguments(schemas.Since, location="query", as_kwargs=True)
@blp.response(200, schemas.ChangesOut)
@blp.alt_response(409, "CONFLICT")
def changes(version_id: UUID, since: UUID | None) -> dict[str, Any]:
    """Compare a version with an earlier one: words added, removed and moved, with their places in both texts."""
    new = queries.get_read_version(viewer(), version_id)
    old = queries.get_read_version(viewer(), since or queries.get_previous(new).id)
    for found in (old, new):
        service.opened(viewer(), get_client(viewer(), found.client_id), found)
    return {"since_id": old.id, "version_id": new.id, "changes": queries.changes_between(old, new)}


@blp.get("/versions/<uuid:version_id>/machine")
@blp.response(200, machine_shapes.MachineOut)
@blp.alt_response(409, "CONFLICT")
def machine(version_id: UUID) -> dict[str, Any]:
    """Tell what a program that screens applications makes out in the text: name, contact, sections, dates."""
    found = queries.get_read_version(viewer(), version_id)
    service.opened(viewer(), get_client(viewer(), found.client_id), found)
    return machine_shapes.machine_of(found)


@blp.get("/versions/<uuid:version_id>/file")
@blp.response(200, content_type="*/*", schema={"type": "string", "format": "binary"})
def file(version_id: UUID) -> Response:
    """Hand out the file as it came."""
    found = queries.get_version(viewer(), version_id)
    service.opened(viewer(), get_client(viewer(), found.client_id), found, how="downloaded")
    return download_of(found)
