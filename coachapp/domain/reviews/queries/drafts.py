"""Read what an author is writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.reviews.kinds import Verdict
from coachapp.domain.reviews.locks import lock_of_scores
from coachapp.domain.reviews.models import Comment, Review, Score
from coachapp.domain.reviews.owed import Progress, hints, progress
from coachapp.domain.reviews.queries.own import own_scores_of
from coachapp.domain.reviews.queries.rights import comments_of, reviews_visible_to, scores_of, with_people
from coachapp.domain.reviews.self_scores import levels_of
from coachapp.domain.reviews.subjects import Subject


def _about(subject: Subject) -> ColumnElement[bool]:
    column: Any = getattr(Review, f"{subject.kind.short}_id")
    return column == subject.id  # type: ignore[no-any-return]  # - the column is chosen by name


def find_draft(viewer: Viewer, subject: Subject) -> Review | None:
    """Give the viewer's draft on that subject, or None."""
    return db.session.scalar(
        select(Review).where(_about(subject), Review.author_id == viewer.membership_id, Review.published_at.is_(None))
    )


def get_draft(viewer: Viewer, subject: Subject) -> Review:
    """Give the viewer's draft on that subject."""
    found = find_draft(viewer, subject)
    if found is None:
        raise NotFound
    return found


def versions_up_to(version_id: UUID) -> Select[UUID]:
    """Select this version and those before it, of the same document."""
    own = select(Version.document_id, Version.number).where(Version.id == version_id).subquery()
    return select(Version.id).where(Version.document_id == own.c.document_id, Version.number <= own.c.number)


def rounds_of(subject: Subject) -> int:
    """Count the reviews that were published on this subject before; for a version, on the whole document."""
    query = select(func.count()).select_from(Review).where(Review.published_at.is_not(None))
    if subject.version is not None:
        siblings = select(Version.id).where(Version.document_id == subject.version.document_id)
        return db.session.scalar(query.where(Review.version_id.in_(siblings))) or 0
    return db.session.scalar(query.where(_about(subject))) or 0


def pages_under(review: Review) -> int:
    """Count the pages of what is reviewed; nothing but a version has pages."""
    counted = select(func.count()).select_from(VersionPage).where(VersionPage.version_id == review.version_id)
    return (db.session.scalar(counted) or 0) if review.version_id else 0


def reviews_of(viewer: Viewer, subject: Subject) -> Select[Review]:
    """Select the reviews on that subject which the viewer may see, with all that answers show of them."""
    return with_people(reviews_visible_to(viewer)).where(_about(subject))


def sheet_of(viewer: Viewer, review: Review) -> dict[str, Any]:
    """Give each criterion of the rubric with its level and the client's own, and what a draft still owes."""
    given, own = scores_of(viewer, review), own_scores_of(review) if review.is_published else None
    mine = levels_of(own)
    rows = [
        {
            **criterion.__dict__,
            "criterion": criterion.key,
            "level": given[criterion.key].level if criterion.key in given else None,
            "is_scored": criterion.key in given,
            "reason": given[criterion.key].reason if criterion.key in given else "",
            "own_level": mine.get(criterion.key),
            "is_own_scored": criterion.key in mine,
        }
        for criterion in review.rubric.criteria
    ]
    if review.is_published:
        seen = {"has_looked": own is not None, "is_revealed": own is not None or not viewer.is_client}
        return {"scores": rows, "lock": lock_of_scores(given), "owed": (), "hints": (), **seen}
    found = weigh(review, given, comments_of(viewer, review))
    still = {"owed": found.debts, "hints": found.hints, "has_looked": False, "is_revealed": True}
    return {"scores": rows, "lock": lock_of_scores(given), **still}


def progress_of(viewer: Viewer, review: Review) -> Progress:
    """Give how far the draft is."""
    return weigh(review, scores_of(viewer, review), comments_of(viewer, review))


def weigh(
    review: Review, scores: dict[str, Score], comments: Sequence[Comment], *, verdict: Verdict | None = None
) -> Progress:
    """Give how far the draft is, from what a page has loaded already; a verdict may be on its way."""
    explained = {key for key, score in scores.items() if score.reason}
    explained |= {comment.criterion for comment in comments if comment.criterion and not comment.is_private}
    return progress(
        review.rubric,
        {key: score.level for key, score in scores.items()},
        explained=explained,
        has_letter=bool(review.letter),
        has_verdict=(review.verdict or verdict) is not None,
        hints=hints([comment.kind for comment in comments if not comment.is_private]),
    )
