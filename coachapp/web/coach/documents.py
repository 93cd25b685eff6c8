"""A client's documents, as far as they are shared."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents import queries, service
from coachapp.domain.documents.models import Document
from coachapp.domain.reviews.queries import published_on
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.documents import asked_again, compared, on_the_shelf, pages_of, read_by_machine, shown, wants_all

bp = Door("coach_documents", __name__, url_prefix="/coach/clients/<uuid:client_id>/documents", policy=Policy.COACH)


@bp.get("")
def documents(client_id: UUID) -> ResponseReturnValue:
    """List what the client shares."""
    client = get_client(viewer(), client_id)
    found = queries.documents_of(viewer(), client)
    return render_template("coach/documents.html", client=client, **on_the_shelf(found))


@bp.get("/<uuid:document_id>")
def document(client_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Show a document as it looks, with its versions."""
    client = get_client(viewer(), client_id)
    found = queries.get_document(viewer(), document_id)
    wanted = request.args.get("version", str(found.latest.number))
    numbers = {str(version.number): version for version in found.versions}
    if found.client_id != client.id or wanted not in numbers:
        raise NotFound
    whole = queries.get_whole_version(viewer(), numbers[wanted].id, at_first=not wants_all())
    service.opened(viewer(), client, whole)
    facts = shown(whole, as_text=request.args.get("as") == "text", later=pages_of(whole.id))
    facts |= read_by_machine(whole)
    return render_template("coach/document.html", client=client, document=found, **facts)


@bp.get("/<uuid:document_id>/compare")
def compare(client_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Show what changed between two versions, since the last review if nothing else is asked for."""
    client, found = _asked(client_id, document_id)
    reviewed = {review.version_id for review in published_on(viewer(), found) if review.version_id}
    facts = compared(viewer(), found, reviewed)
    for version in filter(None, (facts["old"], facts["new"])):
        service.opened(viewer(), client, version)
    return render_template("coach/compare.html", client=client, document=found, **facts)


@bp.post("/<uuid:document_id>/restore")
def restore(client_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Make an older version the newest again."""
    client, found = _asked(client_id, document_id)
    service.restore(viewer(), client, found, asked_again(found))
    return _to(found)


@bp.post("/<uuid:document_id>/archive")
def archive(client_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Put a document away."""
    return _to(service.archive(viewer(), *_asked(client_id, document_id)))


@bp.post("/<uuid:document_id>/unarchive")
def unarchive(client_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Take a document out of the archive."""
    return _to(service.unarchive(viewer(), *_asked(client_id, document_id)))


def _asked(client_id: UUID, document_id: UUID) -> tuple[Client, Document]:
    client, found = get_client(viewer(), client_id), queries.get_document(viewer(), document_id)
    if found.client_id != client.id:
        raise NotFound
    return client, found


def _to(document: Document) -> ResponseReturnValue:
    return redirect(url_for(".document", client_id=document.client_id, document_id=document.id), code=303)
