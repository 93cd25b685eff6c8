"""How the verbs of documents read in a timeline, and who looked at what."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.documents.models import Document, Version

MINE = "documents"
says("version.added", "{actor} added version {number} of {subject}", icon="file-plus", topic=MINE, needs=MINE)
says("document.changed", "{actor} changed the title or kind of {subject}", icon="pencil", topic=MINE, needs=MINE)
says("version.restored", "{actor} made version {number} of {subject} the newest again", icon="undo-2", topic=MINE,
     needs=MINE)  # fmt: skip
says("document.archived", "{actor} archived {subject}", icon="archive", topic=MINE, needs=MINE)
says("document.unarchived", "{actor} took {subject} out of the archive", icon="archive", topic=MINE, needs=MINE)
says("document.removed", "{actor} removed a document", icon="trash-2", topic=MINE, needs=MINE)
says("document.brought_back", "{actor} brought {subject} back", icon="undo-2", topic=MINE, needs=MINE)
says("document.erased", "{actor} deleted a removed document for good", icon="trash-2", topic=MINE, needs=MINE)
says("version.changed", "{actor} said what version {number} of {subject} is for", icon="pencil", topic=MINE, needs=MINE)
says("version.opened", "{actor} opened version {number} of {subject}", icon="eye", topic="access", needs=MINE)
says("version.downloaded", "{actor} downloaded version {number} of {subject}", icon="download", topic="access",
     needs=MINE)  # fmt: skip


def _named(title: str, client_id: UUID, document_id: UUID, number: int | None = None) -> Subject:
    here = f"documents/{document_id}" + (f"?version={number}" if number else "")
    return Subject(title, coach=f"/coach/clients/{client_id}/{here}", client=f"/me/{here}")


@names("versions")
def versions(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the versions of those ids by their documents."""
    rows = db.session.execute(
        select(Version.id, Version.number, Version.document_id, Document.title, Document.client_id)
        .join(Document, Document.id == Version.document_id)
        .where(Version.id.in_(ids), Document.removed_at.is_(None))
    )
    return {row.id: _named(row.title, row.client_id, row.document_id, row.number) for row in rows}


@names("documents")
def documents(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the documents of those ids."""
    kept = select(Document.id, Document.title, Document.client_id).where(Document.removed_at.is_(None))
    rows = db.session.execute(kept.where(Document.id.in_(ids)))
    return {row.id: _named(row.title, row.client_id, row.id) for row in rows}
