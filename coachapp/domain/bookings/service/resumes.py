"""A guest's resume: checked like any document, stored, and hung on the booking until there is a client."""

from __future__ import annotations

from coachapp.core.errors import Refusal
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.documents.files import Upload
from coachapp.domain.documents.intake import keep


def keep_resume(upload: Upload, *, field: str = "resume") -> Resume:
    """Keep what a guest attached, before its row is written; a file that we don't take is refused at its field."""
    try:
        kept = keep(upload)
    except Refusal as refusal:
        refusal.fields = {field: [refusal.message]} if refusal.fields else {}
        raise
    return Resume(key=kept.key, name=kept.file_name, type=kept.media_type)
