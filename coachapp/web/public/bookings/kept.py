"""Files that came with a form which has to be sent again: kept, so that nobody chooses them twice."""

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


def file(practice_id: UUID, field: str = "resume") -> Resume | None:
    """Give the file that came in that field, now or with the form before; a file we don't take is refused."""
    known: dict[str, Resume | None] = g.setdefault("kept_files", {})
    if field not in known:
        sent = taken(request.files.get(field))
        earlier = request.form.get(f"kept {field}", "")
        known[field] = service.keep_resume(sent, field=field) if sent else _unsealed(practice_id, earlier)
    return known[field]


def _unsealed(practice_id: UUID, mark: str) -> Resume | None:
    try:
        return Resume(**_seal(practice_id).loads(mark, max_age=HALF_AN_HOUR)) if mark else None
    except BadData:
        return None


def mark(practice_id: UUID, field: str = "resume") -> tuple[str, str]:
    """Give the mark of the kept file and its name, for the form to carry; ("", "") where there is none."""
    try:
        found = file(practice_id, field)
    except Refusal:
        return "", ""
    return (str(_seal(practice_id).dumps(asdict(found))), found.name) if found else ("", "")
