"""Read documents and versions, through the viewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import selectinload, undefer

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import clients_visible_to
from coachapp.domain.documents.comparing import Change, compare
from coachapp.domain.documents.errors import NothingBefore, NotRead
from coachapp.domain.documents.models import Document, Version, VersionPage


def documents_visible_to(viewer: Viewer) -> Select[Document]:
    """Clients see their own; coaches those of their clients who share documents."""
    clients = clients_visible_to(viewer).with_only_columns(Client.id)
    if not viewer.is_client:
        clients = clients.where(Client.shares_documents)
    return select(Document).where(Document.client_id.in_(clients.scalar_subquery()), Document.removed_at.is_(None))


def removed_visible_to(viewer: Viewer) -> Select[Document]:
    """What lies in the bin is there for its client alone."""
    clients = clients_visible_to(viewer).with_only_columns(Client.id)
    query = select(Document).where(Document.client_id.in_(clients.scalar_subquery()), Document.removed_at.is_not(None))
    return query if viewer.is_client else query.where(false())


def removed_of(viewer: Viewer, client: Client) -> Sequence[Document]:
    """Give what lies in the client's bin with its versions, the last removed first."""
    query = removed_visible_to(viewer).where(Document.client_id == client.id)
    loaded = query.options(selectinload(Document.versions)).execution_options(populate_existing=True)
    return db.session.scalars(loaded.order_by(Document.removed_at.desc(), Document.id)).all()


def get_removed(viewer: Viewer, document_id: UUID) -> Document:
    """Give a document that lies in the bin."""
    query = removed_visible_to(viewer).where(Document.id == document_id).options(selectinload(Document.versions))
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def versions_in_the_bin() -> Select[UUID]:
    """Select the versions of documents that were removed, for whoever lists what hangs on versions."""
    removed = select(Document.id).where(Document.removed_at.is_not(None))
    return select(Version.id).where(Version.document_id.in_(removed.scalar_subquery()))


def versions_visible_to(viewer: Viewer) -> Select[Version]:
    """Versions go with their document."""
    documents = documents_visible_to(viewer).with_only_columns(Document.id)
    return select(Version).where(Version.document_id.in_(documents.scalar_subquery()))


def documents_of(viewer: Viewer, client: Client) -> Sequence[Document]:
    """Give the client's documents with their versions, the one added last first."""
    return db.session.scalars(documents_with_versions(viewer, client).order_by(Document.id.desc())).all()


def documents_with_versions(viewer: Viewer, client: Client, *, archived: bool | None = None) -> Select[Document]:
    """Select the client's documents with their versions: all, those on the shelf, or the archived ones."""
    query = documents_visible_to(viewer).where(Document.client_id == client.id).options(selectinload(Document.versions))
    if archived is None:
        return query
    return query.where(Document.archived_at.is_not(None) if archived else Document.archived_at.is_(None))


def get_document(viewer: Viewer, document_id: UUID) -> Document:
    """Give a document with its versions, as far as the viewer may see it."""
    found = db.session.scalar(
        documents_visible_to(viewer)
        .where(Document.id == document_id)
        .options(selectinload(Document.versions))
        .execution_options(populate_existing=True)
    )
    if found is None or not found.versions:
        raise NotFound
    return found


def get_version(viewer: Viewer, version_id: UUID) -> Version:
    """Give a version with its document, without its text."""
    found = db.session.scalar(
        versions_visible_to(viewer).where(Version.id == version_id).options(selectinload(Version.document))
    )
    if found is None:
        raise NotFound
    return found


def find_version(viewer: Viewer, version_id: UUID | None) -> Version | None:
    """Give a version with its document; None where it is not there for the viewer, or was removed."""
    try:
        return get_version(viewer, version_id) if version_id else None
    except NotFound:
        return None


def get_whole_version(viewer: Viewer, version_id: UUID, *, at_first: bool = False) -> Version:
    """Give a version with its text, its pages and their words: all that is needed to show it.

    At first the words of the first page are enough; those of the others are asked for by page.
    """
    pages = selectinload(Version.pages)
    found = db.session.scalar(
        versions_visible_to(viewer)
        .where(Version.id == version_id)
        .options(
            undefer(Version.text),
            undefer(Version.html),
            pages.defer(VersionPage.words, raiseload=True) if at_first else pages,
            selectinload(Version.document),
        )
    )
    if found is None:
        raise NotFound
    if at_first:
        first = select(VersionPage).where(VersionPage.version_id == found.id, VersionPage.number == 1)
        db.session.scalars(first.execution_options(populate_existing=True)).all()
    return found


def get_read_version(viewer: Viewer, version_id: UUID) -> Version:
    """Give a version with its text and its document, without its pages."""
    found = db.session.scalar(
        versions_visible_to(viewer)
        .where(Version.id == version_id)
        .options(undefer(Version.text), selectinload(Version.document).selectinload(Document.versions))
    )
    if found is None:
        raise NotFound
    return found


def get_previous(version: Version) -> Version:
    """Give the version before this one; it must have been loaded with its document."""
    for other in version.document.versions:
        if other.number < version.number:
            return other
    raise NothingBefore


def changes_between(old: Version, new: Version) -> list[Change]:
    """Compare two versions of one document, both loaded with their texts."""
    if old.document_id != new.document_id:
        raise NotFound
    if not (old.text and new.text):
        raise NotRead
    return compare(old.text, new.text)


def get_page(viewer: Viewer, version_id: UUID, number: int) -> VersionPage:
    """Give one page that has a picture."""
    versions = versions_visible_to(viewer).where(Version.id == version_id).with_only_columns(Version.id)
    found = db.session.scalar(
        select(VersionPage).where(
            VersionPage.version_id.in_(versions.scalar_subquery()),
            VersionPage.number == number,
            VersionPage.image_key.is_not(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def pages_over(version_id: UUID, start: int, end: int) -> Sequence[VersionPage]:
    """Give the pages with pictures, of a version that was found through the viewer, that a passage touches."""
    return db.session.scalars(
        select(VersionPage)
        .where(
            VersionPage.version_id == version_id,
            VersionPage.start < end,
            VersionPage.end > start,
            VersionPage.image_key.is_not(None),
        )
        .order_by(VersionPage.number)
    ).all()


def get_page_text(viewer: Viewer, version_id: UUID, number: int) -> tuple[VersionPage, str]:
    """Give one page that has a picture, with its slice of the text."""
    page = get_page(viewer, version_id, number)
    text = select(func.substr(Version.text, page.start + 1, page.end - page.start)).where(Version.id == version_id)
    return page, db.session.scalar(text) or ""


def kept_keys() -> Iterator[str]:
    """Give the keys of all files that this practice's versions and pages need."""
    for column in (Version.storage_key, Version.preview_key, VersionPage.image_key):
        yield from (key for key in db.session.scalars(select(column).distinct()) if key)
