"""My documents: what employers get to see, each version of it, and the next one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import queries, schemas, service
from coachapp.domain.documents.models import Document, DocumentKind, Version
from coachapp.doors.files import sent
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.documents import compared, pages_of, shown, wants_all

bp = Door("client_documents", __name__, url_prefix="/me/documents", policy=Policy.CLIENT)
KINDS = [(kind.value, kind.label) for kind in DocumentKind]


@bp.get("")
def documents() -> ResponseReturnValue:
    """List the client's documents with their newest version."""
    client = own_client(viewer())
    found = queries.documents_of(viewer(), client)
    return render_template("client/documents.html", documents=found, client=client)


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
    form = Form(schemas.VersionIn, files=("file",))
    if form.submit(sent(partial(service.add_version, viewer(), own_client(viewer()), found))):
        return redirect(url_for(".document", document_id=found.id), code=303)
    return render_template("client/document.html", form=form, **_facts(found)), form.status


@bp.route("/<uuid:document_id>/edit", methods=["GET", "POST"])
def edit(document_id: UUID) -> ResponseReturnValue:
    """Give a document another title or kind."""
    found = queries.get_document(viewer(), document_id)
    form = Form(schemas.DocumentChange, {"title": found.title, "kind": found.kind.value})
    if form.submit(partial(service.change, viewer(), own_client(viewer()), found)):
        return redirect(url_for(".document", document_id=found.id), code=303)
    return render_template("client/document_edit.html", form=form, document=found, kinds=KINDS), form.status


@bp.get("/<uuid:document_id>/compare")
def compare(document_id: UUID) -> ResponseReturnValue:
    """Show what changed between two versions."""
    found = queries.get_document(viewer(), document_id)
    return render_template("client/compare.html", document=found, **compared(viewer(), found))


def _facts(found: Document) -> dict[str, Any]:
    version = _asked(found)
    whole = queries.get_whole_version(viewer(), version.id, at_first=not wants_all())
    as_text = request.args.get("as") == "text"
    return {"document": found, **shown(whole, as_text=as_text, later=pages_of(version.id))}


def _asked(found: Document) -> Version:
    asked = request.args.get("version")
    if asked is None:
        return found.latest
    for version in found.versions:
        if str(version.number) == asked:
            return version
    raise NotFound
