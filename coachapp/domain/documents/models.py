"""Documents, each upload of them, and the pages of each upload."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.accounts.models import Role
from coachapp.domain.documents.files import MEDIA_TYPES, Kind, Reason
from coachapp.domain.documents.legibility import Legibility

KEPT_IN_BIN = timedelta(days=30)


class DocumentKind(StrEnum):
    """What a document is to an employer."""

    RESUME = "resume"
    COVER_LETTER = "cover_letter"
    PORTFOLIO = "portfolio"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people call it."""
        return self.replace("_", " ").capitalize()


class State(StrEnum):
    """How far we are with reading a version."""

    QUEUED = "queued"
    READING = "reading"
    READY = "ready"
    NO_PREVIEW = "no_preview"


READ = (State.READY, State.NO_PREVIEW)
"""Nobody reads these any more."""


def aim(purpose: str) -> str:
    """Give a purpose with its "for", whether or not it was written with one."""
    words = purpose[4:] if purpose[:4].lower() == "for " else purpose
    return f"for {words}" if words else ""


LINKED = frozenset({DocumentKind.PORTFOLIO, DocumentKind.OTHER})
"""What may be a page on the web instead of a file."""


class Document(TenantRecord):
    """A resume, cover letter, portfolio or other file of a client, in all its versions."""

    __tablename__ = "documents"

    client_id: Mapped[UUID]
    kind: Mapped[DocumentKind] = mapped_column(Choice(DocumentKind))
    title: Mapped[str]
    archived_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    """Since when it lies in the bin."""

    @property
    def gone_at(self) -> datetime | None:
        """When it is deleted for good; None outside of the bin."""
        return self.removed_at + KEPT_IN_BIN if self.removed_at else None

    versions: Mapped[list[Version]] = relationship(
        lazy="raise",
        primaryjoin="Document.id == Version.document_id",
        foreign_keys="Version.document_id",
        order_by="Version.number.desc()",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        Index("ix_documents_client", "practice_id", "client_id"),
        Index("ix_documents_removed", "practice_id", "removed_at", postgresql_where=text("removed_at IS NOT NULL")),
    )

    @property
    def latest(self) -> Version:
        """Give the newest version; every document has one."""
        return self.versions[0]


class Version(TenantRecord):
    """One upload of a document: the file as it came, and what was read from it."""

    __tablename__ = "versions"

    document_id: Mapped[UUID]
    client_id: Mapped[UUID]
    number: Mapped[int]
    storage_key: Mapped[str | None]
    file_name: Mapped[str]
    file_kind: Mapped[Kind | None] = mapped_column(Choice(Kind))
    size: Mapped[int]
    url: Mapped[str | None]
    """Where the page is, for a version that is a link; such a one has no file."""
    preview: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    """What the page says of itself: title, description, site."""
    preview_key: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    restored_from: Mapped[int | None]
    """The number of the version of which this is the same file again."""
    uploaded_by: Mapped[UUID]
    uploaded_by_role: Mapped[Role] = mapped_column(Choice(Role))
    state: Mapped[State] = mapped_column(Choice(State), default=State.QUEUED)
    reason: Mapped[Reason | None] = mapped_column(Choice(Reason))
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    extractor_version: Mapped[int | None]
    page_count: Mapped[int | None]
    text: Mapped[str] = mapped_column(default="", deferred=True, deferred_raiseload=True)
    html: Mapped[str] = mapped_column(default="", deferred=True, deferred_raiseload=True)

    document: Mapped[Document] = relationship(
        lazy="raise",
        primaryjoin="Version.document_id == Document.id",
        foreign_keys="Version.document_id",
        viewonly=True,
    )
    pages: Mapped[list[VersionPage]] = relationship(
        lazy="raise",
        primaryjoin="Version.id == VersionPage.version_id",
        foreign_keys="VersionPage.version_id",
        order_by="VersionPage.number",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("document_id", "documents", ondelete="CASCADE"),
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("uploaded_by", "memberships"),
        UniqueConstraint("practice_id", "document_id", "number"),
        CheckConstraint("(url IS NULL) = (storage_key IS NOT NULL AND file_kind IS NOT NULL)", name="file_or_link"),
        Index("ix_versions_client", "practice_id", "client_id"),
        Index("ix_versions_key", "practice_id", "storage_key"),
        Index("ix_versions_unread", "practice_id", "state", "created_at"),
    )

    @property
    def is_pending(self) -> bool:
        """Tell whether the file has not been read yet."""
        return self.state in {State.QUEUED, State.READING}

    @property
    def media_type(self) -> str | None:
        """Our own content type for the file; None for a link."""
        return MEDIA_TYPES[self.file_kind] if self.file_kind else None

    @property
    def host(self) -> str:
        """Where a link leads, in short."""
        return (urlsplit(self.url or "").hostname or "").removeprefix("www.")

    @property
    def name(self) -> str:
        """What the file is called, or where the link leads."""
        return self.file_name or self.host

    @property
    def is_for(self) -> str:
        """Say what it is for as it follows its number: "for data roles"; nothing where nobody said."""
        return aim(self.purpose)

    @property
    def said(self) -> str:
        """What a person reads about a file that shows less than others."""
        return self.reason.sentence if self.reason else ""


class VersionPage(TenantRecord):
    """One page of a version: its size, words and lines, its slice of the text, and its picture.

    Pages that were read before lines and legibility were noted have None.
    """

    __tablename__ = "version_pages"

    version_id: Mapped[UUID]
    number: Mapped[int]
    width: Mapped[float]
    height: Mapped[float]
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[list[Any]]
    lines: Mapped[list[Any] | None]
    legibility: Mapped[Legibility | None] = mapped_column(Choice(Legibility))
    image_key: Mapped[str | None]

    __table_args__ = (
        within_practice("version_id", "versions", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "version_id", "number"),
    )
