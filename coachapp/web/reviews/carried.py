"""What came along from earlier versions, as every page shows it: marks of its own, and cards among the others."""

from __future__ import annotations

from collections.abc import Sequence

from coachapp.core.errors import NotFound
from coachapp.domain.documents.places import Mark
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.queries import Carried
from coachapp.domain.reviews.subjects import Subject
from coachapp.doors.viewer import viewer

FAR = 1_000_000_000


def carried_to(review: Review, subject: Subject | None = None) -> list[Carried]:
    """Give what came along into the reviewed version; nothing where it is none, or is not shared any more."""
    if review.version_id is None:
        return []
    try:
        version = subject.version if subject else get_version(viewer(), review.version_id)
    except NotFound:
        return []
    return queries.carried_to(viewer(), version) if version else []


def unsettled(found: Sequence[Carried]) -> list[Carried]:
    """Leave out what the coach has checked off."""
    return [each for each in found if not each.is_verified]


def marks_along(found: Sequence[Carried]) -> list[Mark]:
    """Give a mark for each that stands somewhere, drawn in another way."""
    return [
        Mark(each.place.start, each.place.end, each.comment.kind, str(each.id), look="earlier")
        for each in found
        if each.place is not None and each.place.start is not None and each.place.end is not None
    ]


def in_order(comments: Sequence[Comment], found: Sequence[Carried]) -> list[tuple[Comment, Carried | None]]:
    """Give new comments and those that came along in the order of the text, remarks on the whole last."""
    new: list[tuple[Comment, Carried | None]] = [(comment, None) for comment in comments]
    return sorted(new + [(each.comment, each) for each in found if not each.is_lost], key=_place)


def _place(row: tuple[Comment, Carried | None]) -> tuple[int, int]:
    stands = row[1] or row[0]
    return (stands.page or FAR, FAR if stands.start is None else stands.start)


def progress(found: Sequence[Carried]) -> dict[str, int]:
    """Count what came along, and what of it was checked in this version."""
    return {"checked": sum(each.is_checked for each in found), "along_total": len(found)}
