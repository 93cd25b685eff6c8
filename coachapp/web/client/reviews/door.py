"""The door of this room, for clients."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.documents.models import Version
from coachapp.doors.policy import Door, Policy

bp = Door("client_reviews", __name__, url_prefix="/me/reviews", policy=Policy.CLIENT)


def to_version(version: Version, anchor: str | None = None) -> ResponseReturnValue:
    """Lead to the document's page as of that version."""
    where = url_for(
        "client_documents.document", document_id=version.document_id, version=version.number, _anchor=anchor
    )
    return redirect(where, code=303)
