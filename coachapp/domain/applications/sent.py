"""The versions of resume and letter that went out with an application."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import service as documents
from coachapp.domain.documents.models import Document, DocumentKind, Version, aim

FIELDS = {"resume_version_id": DocumentKind.RESUME, "letter_version_id": DocumentKind.COVER_LETTER}
CHOICES_SHOWN = 60
_NAMES = {"resume_version_id": "resume_name", "letter_version_id": "letter_name"}


@dataclass(frozen=True)
class Sent:
    """One version that was sent, by name; its document where that is still on the shelf."""

    document_id: UUID | None
    number: int
    label: str


def _may_see(viewer: Viewer, client: Client) -> bool:
    return viewer.is_client or client.shares_documents


def _named(title: str, number: int, purpose: str, removed_at: datetime | None = None) -> str:
    told = f"{title}, version {number}" + (f", {aim(purpose)}" if purpose else "")
    return f"{told} (removed)" if removed_at else told


def choices(viewer: Viewer, application: JobApplication) -> dict[str, list[tuple[str, str]]]:
    """Give, for each field, what may have been sent: the newest first, none as the first choice.

    What was chosen stays among them, also when it was put away since.
    """
    found: dict[str, list[tuple[str, str]]] = {
        name: [("", getattr(application, _NAMES[name]) or "None yet")] for name in FIELDS
    }
    if not _may_see(viewer, application.client):
        return found
    chosen = _chosen(application)
    kept = and_(Document.removed_at.is_(None), Document.archived_at.is_(None))
    rows = db.session.execute(
        select(Version.id, Version.number, Version.purpose, Document.title, Document.kind, Document.removed_at)
        .join(Document, Document.id == Version.document_id)
        .where(Version.client_id == application.client_id, Document.kind.in_(FIELDS.values()))
        .where(or_(kept, Version.id.in_(chosen)))
        .order_by(Version.id.in_(chosen).desc(), Version.id.desc())
        .limit(CHOICES_SHOWN)
    )
    for row in rows:
        name = "resume_version_id" if row.kind is DocumentKind.RESUME else "letter_version_id"
        found[name].append((str(row.id), _named(row.title, row.number, row.purpose, row.removed_at)))
    return found


def _chosen(application: JobApplication) -> list[UUID]:
    return [i for i in (application.resume_version_id, application.letter_version_id) if i]


def labels(viewer: Viewer, application: JobApplication) -> list[Sent]:
    """Name the versions that went out with this application, as far as the viewer may see documents."""
    if not _may_see(viewer, application.client):
        return []
    gone = [Sent(None, 0, name) for name in (application.resume_name, application.letter_name) if name]
    ids = _chosen(application)
    if not ids:
        return gone
    rows = db.session.execute(
        select(Version.document_id, Version.number, Version.purpose, Document.title, Document.removed_at)
        .join(Document, Document.id == Version.document_id)
        .where(Version.id.in_(ids), Version.client_id == application.client_id)
        .order_by(Document.kind.desc())
    )
    return [
        Sent(
            None if row.removed_at else row.document_id,
            row.number,
            _named(row.title, row.number, row.purpose, row.removed_at),
        )
        for row in rows
    ] + gone


def assert_own(client: Client, facts: dict[str, Any], application: JobApplication | None = None) -> None:
    """Refuse a version that is not this client's; one that was removed can stay, but not be chosen anew."""
    for name in FIELDS:
        version_id = facts.get(name)
        if not version_id or (application is not None and getattr(application, name) == version_id):
            continue
        kept = select(Version.id).join(Document, Document.id == Version.document_id)
        mine = kept.where(Version.id == version_id, Version.client_id == client.id, Document.removed_at.is_(None))
        if not db.session.scalar(mine):
            raise Invalid(fields={name: ["This version is not there. Pick one from the list."]})


def erase(actor: Viewer, client: Client, document: Document) -> None:
    """Delete a removed document for good; applications that it went out with keep its name."""
    _keep_names([document.id])
    documents.erase(actor, client, document)


def erase_due(now: datetime) -> int:
    """Delete the documents whose time in the bin is over; applications keep the names of what was sent."""
    due = documents.lock_due(now)
    if due:
        _keep_names(due)
        documents.erase_all(due)
    return len(due)


def _keep_names(document_ids: Collection[UUID]) -> None:
    for field, kept in _NAMES.items():
        rows = db.session.execute(
            select(JobApplication, Version.number, Version.purpose, Document.title)
            .join(Version, Version.id == getattr(JobApplication, field))
            .join(Document, Document.id == Version.document_id)
            .where(Document.id.in_(document_ids))
        )
        for row in rows:
            setattr(row[0], kept, f"{_named(row.title, row.number, row.purpose)} (removed)")
    db.session.flush()


def forget_names(details: Mapping[str, Any]) -> dict[str, str]:
    """Give what becomes of kept names where another version is said to have been sent."""
    return {kept: "" for field, kept in _NAMES.items() if details.get(field)}
