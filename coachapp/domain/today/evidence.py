"""Where the evidence of an action item stands: one click from the item to what was said."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import SessionNote
from coachapp.domain.clients.queries import notes_visible_to

_PLACES: dict[str, Callable[[Viewer, UUID], str]] = {}
WORDS = {
    "comments": "the comment",
    "reviews": "the review",
    "rejections": "the ending",
    "session_notes": "the session note",
    "documents": "the document",
    "interviews": "the interview",
    "practice_answers": "the answer",
}


def place_of(viewer: Viewer, kind: str | None, evidence_id: UUID | None) -> str:
    """Give the path of the page where that evidence stands for this viewer; what is not theirs does not exist."""
    find = _PLACES.get(kind or "")
    if find is None or evidence_id is None:
        raise NotFound
    return find(viewer, evidence_id)


def assert_there(viewer: Viewer, kind: str | None, evidence_id: UUID | None) -> None:
    """Refuse evidence that the viewer can't see; none at all is fine."""
    if kind is not None or evidence_id is not None:
        place_of(viewer, kind, evidence_id)


def _note(viewer: Viewer, note_id: UUID) -> str:
    note = db.session.scalar(notes_visible_to(viewer).where(SessionNote.id == note_id))
    if note is None:
        raise NotFound
    home = f"/coach/clients/{note.client_id}" if viewer.is_coach else "/me/timeline"
    return f"{home}#note-{note.id}"


_PLACES["session_notes"] = _note
