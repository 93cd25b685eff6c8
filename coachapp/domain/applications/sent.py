"""The versions of resume and letter that went out with an application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Document, DocumentKind, Version

FIELDS = {"resume_version_id": DocumentKind.RESUME, "letter_version_id": DocumentKind.COVER_LETTER}
CHOICES_SHOWN = 60


@dataclass(frozen=True)
class Sent:
    """One version that was sent, by name."""

    document_id: UUID
    label: str


def _may_see(viewer: Viewer, client: Client) -> bool:
    return viewer.is_client or client.shares_documents


def choices(viewer: Viewer, client: Client) -> dict[str, list[tuple[str, str]]]:
    """Give, for each field, the versions that may have been sent: the newest first, none as the first choice."""
    found: dict[str, list[tuple[str, str]]] = {name: [("", "None yet")] for name in FIELDS}
    if not _may_see(viewer, client):
        return found
    rows = db.session.execute(
        select(Version.id, Version.number, Document.title, Document.kind)
        .join(Document, Document.id == Version.document_id)
        .where(Version.client_id == client.id, Document.kind.in_(FIELDS.values()))
        .order_by(Version.id.desc())
        .limit(CHOICES_SHOWN)
    )
    for row in rows:
        name = "resume_version_id" if row.kind is DocumentKind.RESUME else "letter_version_id"
        found[name].append((str(row.id), f"{row.title}, version {row.number}"))
    return found


def labels(viewer: Viewer, application: JobApplication) -> list[Sent]:
    """Name the versions that went out with this application, as far as the viewer may see documents."""
    ids = [i for i in (application.resume_version_id, application.letter_version_id) if i]
    if not ids or not _may_see(viewer, application.client):
        return []
    rows = db.session.execute(
        select(Version.document_id, Version.number, Document.title)
        .join(Document, Document.id == Version.document_id)
        .where(Version.id.in_(ids), Version.client_id == application.client_id)
        .order_by(Document.kind.desc())
    )
    return [Sent(row.document_id, f"{row.title}, version {row.number}") for row in rows]


def assert_own(client: Client, facts: dict[str, Any]) -> None:
    """Refuse a version that is not this client's."""
    for name in FIELDS:
        version_id = facts.get(name)
        if version_id and not db.session.scalar(
            select(Version.id).where(Version.id == version_id, Version.client_id == client.id)
        ):
            raise Invalid(fields={name: ["This version is not there. Pick one from the list."]})
