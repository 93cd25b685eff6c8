"""Add documents and their versions, and keep what was read from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.queue import later
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.models import Activity
from coachapp.domain.activity.service import record
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.policies import is_own
from coachapp.domain.documents import policies
from coachapp.domain.documents.errors import NotShared
from coachapp.domain.documents.files import Upload
from coachapp.domain.documents.intake import Kept, Linked, kept_before, make_room, received
from coachapp.domain.documents.models import Document, DocumentKind, State, Version

SAME_LOOK = timedelta(hours=1)


def add(
    actor: Viewer,
    client: Client,
    *,
    kind: DocumentKind,
    file: Upload | None,
    url: str = "",
    title: str = "",
    note: str = "",
    purpose: str = "",
) -> Version:
    """Add a document to the client's file, with this upload, or this page on the web, as its first version."""
    guard(actor, client)
    kept = received(kind, file, url, client_id=client.id)
    return _write(actor, _first(actor, client, kept, kind, title), kept, note=note, purpose=purpose)


def add_from_storage(
    actor: Viewer, client: Client, *, kind: DocumentKind, title: str, key: str, file_name: str, size: int
) -> Version:
    """Make a file that is kept already (a guest's, say) the first version of a document."""
    guard(actor, client)
    make_room(client.id, size)
    kept = kept_before(key, file_name)
    return _write(actor, _first(actor, client, kept, kind, title), kept)


def add_version(
    actor: Viewer,
    client: Client,
    document: Document,
    *,
    file: Upload | None,
    url: str = "",
    note: str = "",
    purpose: str | None = None,
) -> Version:
    """Upload the next version of a document, or say where it is on the web; it is for what the last one was for."""
    guard(actor, client)
    kept = received(document.kind, file, url, client_id=client.id)
    number = next_number(document)
    if purpose is None:
        purpose = db.session.scalar(_purpose_of(document, number - 1)) or ""
    return _write(actor, document, kept, number=number, note=note, purpose=purpose)


def _purpose_of(document: Document, number: int) -> Select[str]:
    return select(Version.purpose).where(Version.document_id == document.id, Version.number == number)


def next_number(document: Document) -> int:
    """Give the number of the version that comes next; who asks second waits until the first is done."""
    db.session.execute(select(Document.id).where(Document.id == document.id).with_for_update())
    return (db.session.scalar(select(func.max(Version.number)).where(Version.document_id == document.id)) or 0) + 1


def change(actor: Viewer, client: Client, document: Document, *, title: str, kind: DocumentKind) -> Document:
    """Give a document another title or kind."""
    guard(actor, client)
    if (document.title, document.kind) != (title, kind):
        document.title, document.kind = title, kind
        record(actor, "document.changed", document, client_id=client.id)
    return document


def change_version(
    actor: Viewer, client: Client, version: Version, *, purpose: str | None = None, note: str | None = None
) -> Version:
    """Say anew what a version is for, or what changed in it."""
    guard(actor, client)
    said = (version.purpose if purpose is None else purpose, version.note if note is None else note)
    if said != (version.purpose, version.note):
        version.purpose, version.note = said
        record(actor, "version.changed", version, client_id=client.id, number=version.number)
    return version


def opened(actor: Viewer, client: Client, version: Version, *, how: str = "opened") -> None:
    """Write down that somebody other than the client looked at this version, once an hour."""
    if is_own(actor, client):
        return
    lately = select(Activity.id).where(
        Activity.client_id == client.id,
        Activity.at > clock.now() - SAME_LOOK,
        Activity.subject_id == version.id,
        Activity.actor_user_id == actor.user_id,
        Activity.verb == f"version.{how}",
    )
    if db.session.scalar(lately.limit(1)) is None:
        record(actor, f"version.{how}", version, client_id=client.id, number=version.number)


def guard(actor: Viewer, client: Client) -> None:
    """Refuse all but the client, and the coach with whom they share documents."""
    require(is_own(actor, client) or actor.is_coach)
    if not policies.may_see(actor, client):
        raise NotShared


def _first(actor: Viewer, client: Client, kept: Kept | Linked, kind: DocumentKind, title: str) -> Document:
    document = Document(id=new_id(), client_id=client.id, kind=kind, title=title or _title(client, kept, kind))
    db.session.add(document)
    db.session.flush()
    record(actor, "document.added", document, client_id=client.id)
    return document


def _title(client: Client, kept: Kept | Linked, kind: DocumentKind) -> str:
    """Name a document for what it is; a second one of its kind by its file."""
    taken = select(Document.id).where(Document.client_id == client.id, Document.title == kind.label).limit(1)
    if kind is DocumentKind.OTHER or db.session.scalar(taken) is not None:
        return kept.title[:200] or kind.label
    return kind.label


def _held(kept: Kept | Linked) -> dict[str, Any]:
    """Give what a version holds: a file, which may show no preview, or a link."""
    if isinstance(kept, Linked):
        return {"url": kept.url, "file_name": "", "size": 0, "state": State.QUEUED}
    reason = kept.recognized.reason
    return {
        "storage_key": kept.key,
        "file_name": kept.file_name,
        "file_kind": kept.recognized.kind,
        "size": kept.size,
        "state": State.NO_PREVIEW if reason else State.QUEUED,
        "reason": reason,
    }


def _write(
    actor: Viewer, document: Document, kept: Kept | Linked, *, number: int = 1, note: str = "", purpose: str = ""
) -> Version:
    """Add the row of an upload, and ring for it to be read."""
    version = Version(
        id=new_id(),
        document_id=document.id,
        client_id=document.client_id,
        number=number,
        **_held(kept),
        note=note,
        purpose=purpose,
        uploaded_by=actor.membership_id,
        uploaded_by_role=actor.role,
        text="",
        html="",
    )
    db.session.add(version)
    document.archived_at = None
    db.session.flush()
    record(actor, "version.added", version, client_id=document.client_id, number=number)
    if version.state is State.QUEUED:
        later("documents.read", version.practice_id, version.id)
    return version
