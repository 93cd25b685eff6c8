"""The verdict that scores suggest; the author decides."""

from __future__ import annotations

from coachapp.domain.reviews.kinds import Verdict
from coachapp.domain.rubrics.rubric import READY, Rubric, Scores


def suggested(rubric: Rubric, scores: Scores) -> Verdict | None:
    """Give the verdict by the lowest level, once every criterion is scored; None before."""
    if any(c.key not in scores for c in rubric.criteria):
        return None
    lowest = min((level for level in scores.values() if level is not None), default=READY)
    if lowest >= READY:
        return Verdict.SEND_IT
    return Verdict.HOLD if lowest == 1 else Verdict.SEND_AFTER_FIXES
