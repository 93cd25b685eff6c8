"""Keep documents on the shelf: an older version again, put away, removed, brought back, gone for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import undefer

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.core.queue import later
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import policies
from coachapp.domain.documents.errors import IsNewest, OnlyTheirs
from coachapp.domain.documents.models import KEPT_IN_BIN, Document, State, Version, VersionPage
from coachapp.domain.documents.service.adding import guard, next_number

LOOKS_APART = timedelta(seconds=20)
_SAME = ("storage_key", "file_name", "file_kind", "size", "purpose", "text", "html", "reason", "page_count",
         "extractor_version", "read_at", "url", "preview", "preview_key")  # fmt: skip
_SAME_PAGE = ("number", "width", "height", "start", "end", "words", "lines", "legibility", "image_key")


def restore(actor: Viewer, client: Client, document: Document, version: Version) -> Version:
    """Make an older version the newest again: the same file and what was read from it, under the next number."""
    guard(actor, client)
    number = next_number(document)
    if version.number == number - 1:
        raise IsNewest
    old = _whole(version.id)
    made = Version(
        id=new_id(),
        document_id=document.id,
        client_id=document.client_id,
        number=number,
        restored_from=old.number,
        note=f"Version {old.number} again",
        uploaded_by=actor.membership_id,
        uploaded_by_role=actor.role,
        state=State.QUEUED if old.is_pending else old.state,
        **_copied(old, _SAME),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(VersionPage(id=new_id(), version_id=made.id, **_copied(page, _SAME_PAGE)) for page in old.pages)
    document.archived_at = None
    record(actor, "version.restored", made, client_id=client.id, number=old.number)
    later("documents.read" if made.is_pending else "documents.restored", made.practice_id, made.id)
    return made


def _whole(version_id: UUID) -> Version:
    whole = select(Version).where(Version.id == version_id).options(undefer(Version.text), undefer(Version.html))
    whole = whole.with_for_update(read=True).execution_options(populate_existing=True)  # its pages are read next
    found = db.session.scalars(whole).one()
    pages = select(VersionPage).where(VersionPage.version_id == version_id).order_by(VersionPage.number)
    found.__dict__["pages"] = list(db.session.scalars(pages))
    return found


def _copied(row: Version | VersionPage, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def look_again(actor: Viewer, client: Client, version: Version) -> Version:
    """Let a page that could not be seen be looked at anew; a card that is there stays, since comments stand on it."""
    guard(actor, client)
    if version.url is None:
        raise NotFound
    seen_just_now = version.read_at is not None and version.read_at > clock.now() - LOOKS_APART
    if version.state is State.NO_PREVIEW and not seen_just_now:
        version.state, version.attempts = State.QUEUED, 0
        db.session.flush()
        later("documents.read", version.practice_id, version.id)
    return version


def archive(actor: Viewer, client: Client, document: Document) -> Document:
    """Put a document away: it stays as it is, and is offered nowhere."""
    guard(actor, client)
    if document.archived_at is None:
        document.archived_at = clock.now()
        record(actor, "document.archived", document, client_id=client.id)
    return document


def unarchive(actor: Viewer, client: Client, document: Document) -> Document:
    """Take a document out of the archive."""
    guard(actor, client)
    if document.archived_at is not None:
        document.archived_at = None
        record(actor, "document.unarchived", document, client_id=client.id)
    return document


def remove(actor: Viewer, client: Client, document: Document) -> Document:
    """Put a document into the bin: nobody finds it any more, and its client has 30 days to bring it back."""
    _assert_own(actor, client)
    document.removed_at = clock.now()
    record(actor, "document.removed", client, client_id=client.id)
    return document


def bring_back(actor: Viewer, client: Client, document: Document) -> Document:
    """Take a document out of the bin, with all that hung on it."""
    _assert_own(actor, client)
    document.removed_at = None
    record(actor, "document.brought_back", document, client_id=client.id)
    return document


def erase(actor: Viewer, client: Client, document: Document) -> None:
    """Delete a document that lies in the bin for good; its reviews go with it."""
    _assert_own(actor, client)
    record(actor, "document.erased", client, client_id=client.id)
    erase_all([document.id])


def _assert_own(actor: Viewer, client: Client) -> None:
    if not policies.may_remove(actor, client):
        raise OnlyTheirs


def lock_due(now: datetime) -> Sequence[UUID]:
    """Give the documents whose time in the bin is over; nobody brings them back meanwhile."""
    due = select(Document.id).where(Document.removed_at <= now - KEPT_IN_BIN)
    return db.session.scalars(due.with_for_update(skip_locked=True)).all()


def erase_all(document_ids: Sequence[UUID]) -> None:
    """Delete documents with their versions and whatever hangs on those; the files are cleared away afterwards."""
    db.session.execute(delete(Document).where(Document.id.in_(document_ids), Document.removed_at.is_not(None)))
