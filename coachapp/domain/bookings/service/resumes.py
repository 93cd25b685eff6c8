"""A guest's resume: checked like any document, stored, and hung on the booking until there is a client."""

from __future__ import annotations

from uuid import UUID

from coachapp.core import storage
from coachapp.core.errors import Invalid
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.documents import files


def keep_resume(practice_id: UUID, name: str, data: bytes) -> Resume:
    """Keep what a guest attached, before its row is written; a file that we don't take is refused in words."""
    shown = files.display_name(name)
    try:
        found = files.recognize(shown, data)
    except files.Unwelcome as error:
        raise Invalid(fields={"resume": [str(error)]}) from error
    return Resume(key=storage.current().put(practice_id, data), name=shown, type=found.media_type)
