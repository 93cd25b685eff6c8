"""Score a draft, one criterion at a time or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.errors import StaleScore
from coachapp.domain.reviews.models import Review, Score
from coachapp.domain.reviews.service.drafting import assert_draft
from coachapp.domain.rubrics.rubric import Criterion


class Level(TypedDict, total=False):
    """One score as it was given; no level means that the criterion does not apply."""

    criterion: str
    level: int | None
    reason: str


OPEN = "open"
"""What a criterion was that nobody had scored."""


def score(
    actor: Viewer,
    review: Review,
    *,
    criterion: str,
    level: int | None,
    reason: str = "",
    was: int | str | None = OPEN,
    is_known: bool = False,
) -> None:
    """Give one criterion its level; None says that it does not apply.

    Where the writer says what it `was` (`is_known`), a level given elsewhere meanwhile is not overwritten.
    """
    assert_draft(actor, review)
    found = review.rubric.find(criterion)
    if found is None:
        raise Invalid(fields={"criterion": ["This rubric has no such criterion."]})
    if is_known:
        _assert_unchanged(actor, review, found, level, was)
    values = {"level": level, "reason": reason}
    db.session.execute(
        insert(Score)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            review_id=review.id,
            criterion=criterion,
            **values,
        )
        .on_conflict_do_update(index_elements=["practice_id", "review_id", "criterion"], set_=values)
    )


def _assert_unchanged(
    actor: Viewer, review: Review, criterion: Criterion, level: int | None, was: int | str | None
) -> None:
    """Refuse where another window has given another level; one window at a time gets here."""
    db.session.refresh(review, ["published_at"], with_for_update=True)
    assert_draft(actor, review)
    kept = queries.scores_of(actor, review).get(criterion.key)
    now = OPEN if kept is None else kept.level
    if now in (was, level):
        return
    there, here = _said(criterion, now), _said(criterion, level)
    said = f"Scored in another window meanwhile: {there} there, {here} here. Choose the one you mean."
    raise StaleScore(said, fields={"level": [said]})


def _said(criterion: Criterion, level: int | str | None) -> str:
    if level == OPEN:
        return "nothing"
    return f"{level}, “{criterion.levels[int(level) - 1]}”," if level else "N/A"


def put_scores(actor: Viewer, review: Review, *, scores: Sequence[Level]) -> None:
    """Give all criteria their levels; what is left out is open again."""
    assert_draft(actor, review)
    kept = [found["criterion"] for found in scores]
    db.session.execute(delete(Score).where(Score.review_id == review.id, Score.criterion.not_in(kept)))
    for found in scores:
        score(actor, review, criterion=found["criterion"], level=found.get("level"), reason=found.get("reason", ""))
