"""Choose what a draft is scored by."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select, update

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews.errors import OtherKind, ScoredAlready
from coachapp.domain.reviews.models import Comment, Review, Score
from coachapp.domain.reviews.service.drafting import assert_draft
from coachapp.domain.rubrics.errors import SwitchedOff
from coachapp.domain.rubrics.queries import get_rubric


def measure_by(actor: Viewer, review: Review, rubric_id: UUID) -> Review:
    """Score a draft by another rubric of its kind, in its newest words, as long as nothing is scored yet."""
    assert_draft(actor, review)
    rubric = get_rubric(actor, rubric_id)
    if rubric.kind.value != review.rubric.kind:
        raise OtherKind
    if not rubric.is_on:
        raise SwitchedOff
    if db.session.scalar(select(func.count()).select_from(Score).where(Score.review_id == review.id)):
        raise ScoredAlready
    review.rubric_kept, review.rubric_version_id = rubric.rubric.to_json(), rubric.version_id
    review.changed_at = clock.now()
    keys = [criterion.key for criterion in rubric.criteria]
    strays = update(Comment).where(Comment.review_id == review.id, Comment.criterion.not_in(["", *keys]))
    db.session.execute(strays.values(criterion=""))
    db.session.flush()
    return review
