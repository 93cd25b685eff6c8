"""How clients see their own work, before they read how their coach scored it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core.db import TenantRecord, within_practice
from coachapp.domain.rubrics.rubric import Criterion, Rubric, Scores

MOST_GAPS = 2


class SelfAssessment(TenantRecord):
    """A client's own levels by criterion, or none where they skipped that; from then on they read the coach's."""

    __tablename__ = "self_assessments"

    review_id: Mapped[UUID]
    client_id: Mapped[UUID]
    levels: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))

    __table_args__ = (
        within_practice("review_id", "reviews", ondelete="CASCADE"),
        within_practice("client_id", "clients", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "review_id"),
    )


def widest_gaps(rubric: Rubric, own: Scores, coachs: Scores) -> list[tuple[Criterion, int, int]]:
    """Give where client and coach differ most, at most two, with the level of each: (criterion, client's, coach's).

    Of gaps as wide the criterion that weighs more comes first, then the order of the rubric.
    """
    found = [
        (criterion, mine, theirs)
        for criterion in rubric.criteria
        if (mine := own.get(criterion.key)) is not None
        and (theirs := coachs.get(criterion.key)) is not None
        and mine != theirs
    ]
    return sorted(found, key=lambda gap: (-abs(gap[1] - gap[2]), -gap[0].weight))[:MOST_GAPS]


def levels_of(kept: SelfAssessment | None) -> Mapping[str, int | None]:
    """Give the client's own levels; nobody's where they were skipped."""
    return (kept.levels or {}) if kept else {}
