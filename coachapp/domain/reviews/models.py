"""Reviews, what they say, and who asked for them by when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.accounts.models import Membership
from coachapp.domain.clients.models import Client
from coachapp.domain.reviews.addenda import Addendum
from coachapp.domain.reviews.kinds import SubjectKind, Verdict
from coachapp.domain.reviews.remarks import Comment, CommentPlace, CommentReply
from coachapp.domain.reviews.requests import ReviewRequest
from coachapp.domain.reviews.self_scores import SelfAssessment
from coachapp.domain.rubrics.rubric import Rubric

__all__ = [
    "Addendum",
    "Comment",
    "CommentPlace",
    "CommentReply",
    "NextStep",
    "Review",
    "ReviewRequest",
    "Score",
    "SelfAssessment",
]
DRAFT = text("published_at IS NULL")


class Review(TenantRecord):
    """Structured feedback on one subject; its author's alone until it is published."""

    __tablename__ = "reviews"

    client_id: Mapped[UUID]
    author_id: Mapped[UUID]
    subject_kind: Mapped[SubjectKind] = mapped_column(Choice(SubjectKind))
    version_id: Mapped[UUID | None]
    rejection_id: Mapped[UUID | None]
    answer_id: Mapped[UUID | None]
    title: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    rubric_kept: Mapped[dict[str, Any]]
    rubric_version_id: Mapped[UUID | None]
    letter: Mapped[str] = mapped_column(default="")
    verdict: Mapped[Verdict | None] = mapped_column(Choice(Verdict))
    band: Mapped[int | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    lock: Mapped[int] = mapped_column(default=1)

    client: Mapped[Client] = relationship(
        lazy="raise", primaryjoin="Review.client_id == Client.id", foreign_keys="Review.client_id", viewonly=True
    )
    author: Mapped[Membership] = relationship(
        lazy="raise", primaryjoin="Review.author_id == Membership.id", foreign_keys="Review.author_id", viewonly=True
    )

    next_steps: Mapped[list[NextStep]] = relationship(
        lazy="raise",
        primaryjoin="Review.id == NextStep.review_id",
        foreign_keys="NextStep.review_id",
        order_by="NextStep.position",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("client_id", "clients", ondelete="CASCADE"),
        within_practice("author_id", "memberships"),
        within_practice("version_id", "versions", ondelete="CASCADE"),
        within_practice("rejection_id", "rejections", ondelete="CASCADE"),
        within_practice("answer_id", "practice_answers", ondelete="CASCADE"),
        within_practice("rubric_version_id", "rubric_versions"),
        CheckConstraint("num_nonnulls(version_id, rejection_id, answer_id) = 1", name="one_subject"),
        Index(
            "uq_reviews_draft_of_version", "practice_id", "version_id", "author_id", unique=True, postgresql_where=DRAFT
        ),
        Index(
            "uq_reviews_draft_of_rejection",
            "practice_id",
            "rejection_id",
            "author_id",
            unique=True,
            postgresql_where=DRAFT,
        ),
        Index(
            "uq_reviews_draft_of_answer", "practice_id", "answer_id", "author_id", unique=True, postgresql_where=DRAFT
        ),
        *(
            Index(f"ix_reviews_{name}", "practice_id", f"{name}_id", postgresql_where=text(f"{name}_id IS NOT NULL"))
            for name in ("version", "rejection", "answer")
        ),
        Index("ix_reviews_published", "practice_id", "published_at"),
        Index("ix_reviews_client", "practice_id", "client_id", "published_at"),
        Index("ix_reviews_author", "practice_id", "author_id", "published_at"),
    )

    @property
    def subject_id(self) -> UUID:
        """Give the id of what the review is about."""
        found = self.version_id or self.rejection_id or self.answer_id
        assert found is not None  # noqa: S101 - the table holds exactly one of them
        return found

    @property
    def rubric(self) -> Rubric:
        """Give the rubric as it was when it was chosen."""
        return Rubric.from_json(self.rubric_kept)

    @property
    def is_published(self) -> bool:
        """Tell whether the client can read it."""
        return self.published_at is not None


class Score(TenantRecord):
    """The level that one criterion got; no level means that it does not apply."""

    __tablename__ = "scores"

    review_id: Mapped[UUID]
    criterion: Mapped[str]
    level: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        within_practice("review_id", "reviews", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "review_id", "criterion"),
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
    )


class NextStep(TenantRecord):
    """One thing to do next; it stands on the client's plan once the review is published."""

    __tablename__ = "next_steps"

    review_id: Mapped[UUID]
    position: Mapped[int]
    title: Mapped[str]
    if_then: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    comment_id: Mapped[UUID | None]
    item_id: Mapped[UUID | None]

    __table_args__ = (
        within_practice("review_id", "reviews", ondelete="CASCADE"),
        within_practice("comment_id", "comments", ondelete="SET NULL (comment_id)"),
        within_practice("item_id", "action_items", ondelete="SET NULL (item_id)"),
        UniqueConstraint("practice_id", "review_id", "position"),
    )
