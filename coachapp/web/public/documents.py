"""A version's file, the pictures of its pages and the part of a page that shows it; for whoever may see it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue

from coachapp.core import storage
from coachapp.core.errors import NotFound
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents import queries, service
from coachapp.doors.files import download_of, picture
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.documents import layer, pages_of, shown

bp = Door("versions", __name__, url_prefix="/versions", policy=Policy.SIGNED_IN)


@bp.get("/<uuid:version_id>/file")
def file(version_id: UUID) -> Response:
    """Hand out the file as it came."""
    version = queries.get_version(viewer(), version_id)
    service.opened(viewer(), get_client(viewer(), version.client_id), version, how="downloaded")
    return download_of(version)


@bp.get("/<uuid:version_id>/preview.webp")
def preview(version_id: UUID) -> Response:
    """Show the picture of a page that is linked."""
    found = queries.get_version(viewer(), version_id)
    if found.preview_key is None:
        raise NotFound
    return picture(storage.current().path(found.preview_key))


@bp.get("/<uuid:version_id>/pages/<int:number>.webp")
def page(version_id: UUID, number: int) -> Response:
    """Show one page as it looks."""
    found = queries.get_page(viewer(), version_id, number)
    if found.image_key is None:
        raise NotFound
    return picture(storage.current().path(found.image_key))


@bp.get("/<uuid:version_id>/pages/<int:number>")
def words(version_id: UUID, number: int) -> ResponseReturnValue:
    """Give the words of one page, and ask for the next one's."""
    page, text = queries.get_page_text(viewer(), version_id, number)
    last = queries.get_version(viewer(), version_id).page_count or number
    facts = {"number": number, "last": last, "doc_later": pages_of(version_id)}
    return render_template("_page_arrives.html", layer=layer(page, text, offset=page.start), **facts)


@bp.post("/<uuid:version_id>/look-again")
def look_again(version_id: UUID) -> ResponseReturnValue:
    """Look anew at the page behind a link."""
    found = queries.get_version(viewer(), version_id)
    client = get_client(viewer(), found.client_id)
    service.look_again(viewer(), client, found)
    home = "/me" if viewer().is_client else f"/coach/clients/{client.id}"
    return redirect(f"{home}/documents/{found.document_id}?version={found.number}", code=303)


@bp.get("/<uuid:version_id>/view")
def view(version_id: UUID) -> ResponseReturnValue:
    """Show how far we are with reading it, or what was read."""
    version = queries.get_whole_version(viewer(), version_id)
    return render_template("_document_reading.html", polled=True, **shown(version, later=pages_of(version_id)))
