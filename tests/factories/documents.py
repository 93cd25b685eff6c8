"""Documents, by the verbs of the house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coachapp.core import unit, walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents import queries, service, turns
from coachapp.domain.documents import reading as readings
from coachapp.domain.documents.files import Upload
from coachapp.domain.documents.models import Document, DocumentKind, Version
from coachapp.domain.documents.reading import PageRead, Reading

FILES = Path(__file__).parents[1] / "files"
RESUME = FILES / "latex.pdf"
NEXT = "Cut delivery time from 12 to 5 days.\n\nLed and trained a team of 14 people."
TEXT = "Led a team of 14 people.\n\nCut delivery time from 12 to 7 days."
PICTURE = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
WORDS = [(0, 3, 20, 20, 18, 12), (4, 5, 42, 20, 6, 12), (6, 10, 52, 20, 24, 12), (11, 13, 80, 20, 12, 12)]


def upload(name: str = "resume.pdf", data: bytes | None = None) -> Upload:
    """Give a file as somebody would send it."""
    return Upload(name, RESUME.read_bytes() if data is None else data)


def version(actor: Viewer, client: Client, *, kind: DocumentKind = DocumentKind.RESUME, **facts: Any) -> Version:
    """Add a document; its first version waits to be read."""
    walls.enter(actor.practice_id)
    made = service.add(actor, client, kind=kind, file=facts.pop("file", upload()), **facts)
    unit.queue.take()
    return made


def two_versions(actor: Viewer, client: Client) -> Version:
    """Add a document with two versions that were read; gives the first."""
    first = read(version(actor, client))
    next_version(actor, first)
    return first


def next_version(actor: Viewer, first: Version) -> Version:
    """Add the next version of a document, which was read, too."""
    document, client = queries.get_document(actor, first.document_id), get_client(actor, first.client_id)
    made = read(service.add_version(actor, client, document, file=upload("next.pdf")), page_of_text(NEXT))
    unit.queue.take()
    return made


def removed(actor: Viewer, client: Client, **facts: Any) -> Document:
    """Add a document, and put it into the bin."""
    made = version(actor, client, **facts)
    return service.remove(actor, client, queries.get_document(actor, made.document_id))


def read(made: Version, found: Reading | None = None) -> Version:
    """Let a version have been read, as a page of two sentences if nothing else is said."""
    turn = turns.claim(made.id)
    assert turn is not None
    turns.finish(turn, found or page_of_text())
    db.session.expire(made)
    return made


def read_truly(made: Version) -> Version:
    """Read a version's file as the worker would."""
    turn = turns.claim(made.id)
    assert turn is not None
    turns.finish(turn, readings.read(turn.path, turn.kind))
    db.session.expire(made)
    return made


def page_of_text(text: str = TEXT) -> Reading:
    """Give what a small PDF holds."""
    return Reading(None, text, "", [PageRead(1, 300, 300, 0, len(text), list(WORDS), PICTURE)])


def words_of_html() -> Reading:
    """Give what a small Word file holds."""
    return Reading(None, "Led 14 people", '<p id="b1" data-start="0" data-end="13" dir="auto">Led 14 people</p>')
