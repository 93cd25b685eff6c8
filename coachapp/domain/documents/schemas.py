"""Shapes of documents and versions, for forms and programs."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from coachapp.core.fields import Line, Shape, When
from coachapp.core.weblinks import WebLink
from coachapp.domain.documents.models import DocumentKind


def purpose(**kwargs: Any) -> Line:
    """Make a field for what a version is for."""
    return Line(max_length=80, metadata={"description": "What it is for, like: data roles."}, **kwargs)


def link() -> WebLink:
    """Make a field for where a portfolio is on the web."""
    told = "Instead of a file: the address of a page, for a portfolio or other."
    return WebLink(load_default="", max_length=1000, metadata={"description": told})


class DocumentIn(Shape):
    """What somebody says about a document that they add."""

    kind = fields.Enum(
        DocumentKind,
        by_value=True,
        load_default=DocumentKind.RESUME,
        error_messages={"unknown": "Pick one of: resume, cover_letter, portfolio, other."},
    )
    title = Line(load_default="", max_length=200)
    note = Line(load_default="", max_length=300)
    purpose = purpose(load_default="")
    url = link()


class DocumentChange(Shape):
    """Another title or kind."""

    kind = fields.Enum(DocumentKind, by_value=True, required=True)
    title = Line(required=True, max_length=200)


class VersionIn(Shape):
    """What somebody says about the next version."""

    note = Line(load_default="", max_length=300)
    purpose = purpose(load_default=None)
    url = link()


class VersionChange(Shape):
    """What of the words about a version should change; what is left out stays."""

    note = Line(max_length=300)
    purpose = purpose()


class DocumentEdit(DocumentChange):
    """Another title or kind, and what the shown version is for."""

    purpose = purpose(load_default="")


class PreviewOut(Schema):
    """What the page behind a link says of itself."""

    title = fields.String(required=True)
    description = fields.String(required=True)
    site = fields.String(required=True)


class VersionOut(Schema):
    """One upload of a document."""

    id = fields.UUID(required=True)
    document_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    file_name = fields.String(required=True, metadata={"description": "Empty for a link."})
    media_type = fields.String(required=True, allow_none=True)
    url = fields.String(allow_none=True, metadata={"description": "The page, for a version that is a link."})
    preview = fields.Nested(PreviewOut, allow_none=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes."})
    note = fields.String(required=True)
    purpose = fields.String(required=True, metadata={"description": "What it is for; empty where nobody said."})
    restored_from = fields.Integer(
        allow_none=True, metadata={"description": "The number of the version whose file this is again."}
    )
    uploaded_by_role = fields.String(required=True)
    state = fields.String(required=True, metadata={"description": "queued, reading, ready or no_preview"})
    reason = fields.String(allow_none=True, metadata={"description": "Why it shows no text or no preview."})
    said = fields.String(metadata={"description": "The reason as a sentence."})
    page_count = fields.Integer(allow_none=True)
    created_at = When(required=True)


class DocumentPatch(DocumentChange):
    """What of a document should change; what is left out stays."""

    archived = fields.Boolean()


class PageOut(Schema):
    """One page: its size in 1/72 inch, its slice of the text, its words and lines."""

    number = fields.Integer(required=True)
    width = fields.Float(required=True)
    height = fields.Float(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    words = fields.List(
        fields.List(fields.Float()),
        required=True,
        metadata={"description": "[start, end, x, y, width, height]; offsets count code points of the text."},
    )
    lines = fields.List(
        fields.List(fields.Float()),
        required=True,
        allow_none=True,
        metadata={"description": "Each line as drawn, in the same shape; null where the page was read long ago."},
    )
    legibility = fields.String(
        allow_none=True,
        metadata={"description": "What a machine finds on it: text, empty, blind (pictures) or garbled."},
    )


class WholeVersionOut(VersionOut):
    """A version with its text and pages."""

    extractor_version = fields.Integer(allow_none=True)
    text = fields.String(required=True)
    pages = fields.List(fields.Nested(PageOut), required=True)


class Since(Shape):
    """Which version to compare with."""

    since = fields.UUID(
        load_default=None, metadata={"description": "A version of the same document; without it the one before."}
    )


class PartOut(Schema):
    """A part of a text, as [start, end) in code points."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class ChangeOut(Schema):
    """Some words: what became of them, and where they stand."""

    kind = fields.String(required=True, metadata={"description": "same, added, removed or moved"})
    old = fields.Nested(PartOut, allow_none=True, metadata={"description": "In the text of `since`."})
    new = fields.Nested(PartOut, allow_none=True, metadata={"description": "In the text of this version."})
    twin = fields.Nested(PartOut, allow_none=True, metadata={"description": "Where moved words stand in the other."})


class ChangesOut(Schema):
    """All words of two versions, in reading order; what moved is told where it left and where it came to."""

    since_id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    changes = fields.List(fields.Nested(ChangeOut), required=True)


class DocumentOut(Schema):
    """A document and its versions, the newest first."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    created_at = When(required=True)
    archived_at = When(allow_none=True)
    versions = fields.List(fields.Nested(VersionOut), required=True)


class RemovedOut(DocumentOut):
    """A document that lies in the bin."""

    removed_at = When(required=True)
    gone_at = When(required=True, metadata={"description": "From then on it is deleted for good."})


class Archived(Shape):
    """Which documents to list."""

    archived = fields.Boolean(
        load_default=False, metadata={"description": "List what was archived instead of what is on the shelf."}
    )
