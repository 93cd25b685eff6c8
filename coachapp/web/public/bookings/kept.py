"""A file that came with a form which has to be sent again: kept, so that nobody chooses it twice."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from flask import current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer

from coachapp.core.errors import Refusal
from coachapp.domain.bookings import service
from coachapp.domain.bookings.guest import Resume
from coachapp.doors.files import taken

HALF_AN_HOUR = 1800


def _seal(practice_id: UUID) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"kept resume {practice_id}")


def resume(practice_id: UUID) -> Resume | None:
    """Give the file that came with this form, or with the form before; a file we don't take is refused."""
    if "resume" not in g:
        file = taken(request.files.get("resume"))
        g.resume = service.keep_resume(file) if file else _unsealed(practice_id, request.form.get("resume_kept", ""))
    found: Resume | None = g.resume
    return found


def _unsealed(practice_id: UUID, mark: str) -> Resume | None:
    try:
        return Resume(**_seal(practice_id).loads(mark, max_age=HALF_AN_HOUR)) if mark else None
    except BadData:
        return None


def mark(practice_id: UUID) -> tuple[str, str]:
    """Give the mark of the kept file and its name, for the form to carry; ("", "") where there is none."""
    try:
        found = resume(practice_id)
    except Refusal:
        return "", ""
    return (str(_seal(practice_id).dumps(asdict(found))), found.name) if found else ("", "")
