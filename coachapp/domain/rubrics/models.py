"""A practice's own rubrics, each in all its versions; and which of those that come along are on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coachapp.core import clock
from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.rubrics.kinds import RubricKind


class PracticeRubric(TenantRecord):
    """A rubric of the practice; one that comes along has a row once it was switched, and no versions."""

    __tablename__ = "rubrics"

    kind: Mapped[RubricKind] = mapped_column(Choice(RubricKind))
    title: Mapped[str]
    built_in: Mapped[str | None]
    is_on: Mapped[bool] = mapped_column(default=True)
    is_default: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("uq_rubrics_title", "practice_id", "kind", text("lower(title)"), unique=True),
        Index("uq_rubrics_built_in", "practice_id", "built_in", unique=True),
        Index("uq_rubrics_default", "practice_id", "kind", unique=True, postgresql_where=text("is_default")),
        CheckConstraint("is_on OR NOT is_default", name="default_is_on"),
    )


class RubricVersion(TenantRecord):
    """The words of a rubric as they were at one time; never changed, since reviews were scored with them."""

    __tablename__ = "rubric_versions"

    rubric_id: Mapped[UUID]
    number: Mapped[int]
    title: Mapped[str]
    criteria: Mapped[list[Any]]

    __table_args__ = (
        within_practice("rubric_id", "rubrics", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "rubric_id", "number"),
    )
