"""My documents: what employers get to see, each version of it, and the next one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import NotFound
from coachapp.domain.applications.sent import erase as erase_for_good
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import queries, schemas, service
from coachapp.domain.documents.intake import CLIENT_QUOTA, size_of_bin
from coachapp.domain.documents.models import Document, DocumentKind, Version
from coachapp.doors.files import sent
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.documents import asked_again, compared, on_the_shelf, pages_of, read_by_machine, shown, wants_all

bp = Door("client_documents", __name__, url_prefix="/me/documents", policy=Policy.CLIENT)
KINDS = [(kind.value, kind.label) for kind in DocumentKind]


@bp.get("")
def documents() -> ResponseReturnValue:
    """List the client's documents with their newest version."""
    client = own_client(viewer())
    found = queries.documents_of(viewer(), client)
    removed = queries.removed_of(viewer(), client)
    undo = next((one for one in removed if str(one.id) == request.args.get("removed")), None)
    facts = {"client": client, "removed": removed, "undo": undo, **on_the_shelf(found)}
    return render_template("client/documents.html", **facts)


@bp.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a document."""
    form = Form(schemas.DocumentIn, {"kind": request.args.get("kind", "resume")}, files=("file",))
    if form.submit(sent(partial(service.add, viewer(), own_client(viewer())))):
        return redirect(url_for(".document", document_id=form.result.document_id), code=303)
    return render_template("client/document_new.html", form=form, kinds=KINDS), form.status


@bp.route("/<uuid:document_id>", methods=["GET", "POST"])
def document(document_id: UUID) -> ResponseReturnValue:
    """Show a document as it looks, with its versions; take the next one."""
    found = queries.get_document(viewer(), document_id)
    form = Form(schemas.VersionIn, {"purpose": found.latest.purpose}, files=("file",))
    if form.submit(sent(partial(service.add_version, viewer(), own_client(viewer()), found))):
        return redirect(url_for(".document", document_id=found.id), code=303)
    return render_template("client/document.html", form=form, **_facts(found)), form.status


@bp.route("/<uuid:document_id>/edit", methods=["GET", "POST"])
def edit(document_id: UUID) -> ResponseReturnValue:
    """Give a document another title or kind, and say what the shown version is for."""
    found = queries.get_document(viewer(), document_id)
    version, client = _asked(found), own_client(viewer())
    form = Form(schemas.DocumentEdit, {"title": found.title, "kind": found.kind.value, "purpose": version.purpose})

    def change(*, purpose: str, **facts: Any) -> None:
        service.change(viewer(), client, found, **facts)
        service.change_version(viewer(), client, version, purpose=purpose)

    if form.submit(change):
        return redirect(url_for(".document", document_id=found.id, version=version.number), code=303)
    facts = {"document": found, "version": version, "kinds": KINDS}
    return render_template("client/document_edit.html", form=form, **facts), form.status


@bp.get("/<uuid:document_id>/compare")
def compare(document_id: UUID) -> ResponseReturnValue:
    """Show what changed between two versions."""
    found = queries.get_document(viewer(), document_id)
    return render_template("client/compare.html", document=found, **compared(viewer(), found))


@bp.post("/<uuid:document_id>/restore")
def restore(document_id: UUID) -> ResponseReturnValue:
    """Make an older version the newest again."""
    found = queries.get_document(viewer(), document_id)
    service.restore(viewer(), own_client(viewer()), found, asked_again(found))
    return redirect(url_for(".document", document_id=found.id), code=303)


@bp.post("/<uuid:document_id>/archive")
def archive(document_id: UUID) -> ResponseReturnValue:
    """Put a document away."""
    found = service.archive(viewer(), own_client(viewer()), queries.get_document(viewer(), document_id))
    return redirect(url_for(".document", document_id=found.id), code=303)


@bp.post("/<uuid:document_id>/unarchive")
def unarchive(document_id: UUID) -> ResponseReturnValue:
    """Take a document out of the archive."""
    found = service.unarchive(viewer(), own_client(viewer()), queries.get_document(viewer(), document_id))
    return redirect(url_for(".document", document_id=found.id), code=303)


@bp.post("/<uuid:document_id>/remove")
def remove(document_id: UUID) -> ResponseReturnValue:
    """Put a document into the bin."""
    found = service.remove(viewer(), own_client(viewer()), queries.get_document(viewer(), document_id))
    return redirect(url_for(".documents", removed=found.id), code=303)


@bp.get("/bin")
def bin_() -> ResponseReturnValue:
    """Show what was removed, and for how long it can be brought back."""
    client = own_client(viewer())
    facts = {"documents": queries.removed_of(viewer(), client), "size": size_of_bin(client.id), "quota": CLIENT_QUOTA}
    return render_template("client/document_bin.html", now=clock.now(), **facts)


@bp.post("/bin/<uuid:removed_id>/bring-back")
def bring_back(removed_id: UUID) -> ResponseReturnValue:
    """Take a document out of the bin."""
    found = service.bring_back(viewer(), own_client(viewer()), queries.get_removed(viewer(), removed_id))
    return redirect(url_for(".document", document_id=found.id), code=303)


@bp.post("/bin/<uuid:removed_id>/erase")
def erase(removed_id: UUID) -> ResponseReturnValue:
    """Delete a removed document for good."""
    erase_for_good(viewer(), own_client(viewer()), queries.get_removed(viewer(), removed_id))
    flash("Deleted for good.")
    return redirect(url_for(".bin_"), code=303)


def _facts(found: Document) -> dict[str, Any]:
    version = _asked(found)
    whole = queries.get_whole_version(viewer(), version.id, at_first=not wants_all())
    as_text = request.args.get("as") == "text"
    facts = shown(whole, as_text=as_text, later=pages_of(version.id))
    return {"document": found, **facts, **read_by_machine(whole)}


def _asked(found: Document) -> Version:
    asked = request.args.get("version")
    if asked is None:
        return found.latest
    for version in found.versions:
        if str(version.number) == asked:
            return version
    raise NotFound
