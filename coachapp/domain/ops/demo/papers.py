"""Files of the demo, read at once, so that pages have something to show."""

from __future__ import annotations

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import queries, reading, service, turns
from coachapp.domain.documents.files import Upload
from coachapp.domain.documents.models import DocumentKind, Version
from coachapp.domain.ops.demo import stage
from coachapp.domain.reviews.service import carry_over


def add(
    actor: Viewer, client: Client, name: str, *, kind: DocumentKind = DocumentKind.RESUME, purpose: str = ""
) -> Version:
    """Add a document with its first version."""
    return _read(service.add(actor, client, kind=kind, file=_file(name), purpose=purpose))


def add_version(
    actor: Viewer, client: Client, earlier: Version, name: str, *, note: str = "", purpose: str | None = None
) -> Version:
    """Upload the next version of that document."""
    document = queries.get_document(actor, earlier.document_id)
    made = _read(service.add_version(actor, client, document, file=_file(name), note=note, purpose=purpose))
    carry_over(made.id)
    return made


def _file(name: str) -> Upload:
    return Upload(name, (stage.FILES / name).read_bytes())


def _read(version: Version) -> Version:
    db.session.flush()
    turn = turns.claim(version.id)
    if turn is not None and turn.path is not None and turn.kind is not None:
        turns.finish(turn, reading.read(turn.path, turn.kind))
    return version
