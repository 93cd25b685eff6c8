"""Comments and what is said below them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coachapp.core.db import Choice, TenantRecord, within_practice
from coachapp.domain.reviews.anchors import Anchor
from coachapp.domain.reviews.areas import Area
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import Answer, CommentKind

if TYPE_CHECKING:
    from coachapp.domain.reviews.models import Review


class Comment(TenantRecord):
    """A remark anchored to a passage, and what the client did with it."""

    __tablename__ = "comments"

    review_id: Mapped[UUID]
    kind: Mapped[CommentKind] = mapped_column(Choice(CommentKind))
    criterion: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    replacement: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    page: Mapped[int | None]
    area_kept: Mapped[dict[str, Any] | None] = mapped_column("area", JSONB(none_as_null=True))
    is_private: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[Answer] = mapped_column(Choice(Answer), default=Answer.OPEN)
    why: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    checked_in: Mapped[UUID | None]
    checked_by: Mapped[UUID | None]
    reopened_from: Mapped[Answer | None] = mapped_column(Choice(Answer))
    lock: Mapped[int] = mapped_column(default=1)

    review: Mapped[Review] = relationship(
        lazy="raise", primaryjoin="Comment.review_id == Review.id", foreign_keys="Comment.review_id", viewonly=True
    )
    replies: Mapped[list[CommentReply]] = relationship(
        lazy="raise",
        primaryjoin="Comment.id == CommentReply.comment_id",
        foreign_keys="CommentReply.comment_id",
        order_by="CommentReply.id",
        viewonly=True,
    )

    __table_args__ = (
        within_practice("review_id", "reviews", ondelete="CASCADE"),
        within_practice("checked_in", "versions", ondelete="SET NULL (checked_in)"),
        within_practice("checked_by", "memberships"),
        Index("ix_comments_review", "practice_id", "review_id"),
        Index("ix_comments_questions", "practice_id", "answered_at", postgresql_where=text("answer = 'question'")),
        Index("ix_comments_accepted", "practice_id", "review_id", postgresql_where=text("answer = 'accepted'")),
        CheckConstraint("area IS NULL OR (start IS NULL AND page IS NOT NULL)", name="one_place"),
    )

    @property
    def anchor(self) -> Anchor | None:
        """Give where it stands; None for a remark on the whole."""
        if self.start is None or self.end is None:
            return None
        return Anchor(self.start, self.end, self.quote, self.prefix, self.suffix)

    @property
    def area(self) -> Area | None:
        """Give the part of a page's picture that it is about; None for a remark on words or on the whole."""
        return Area(page=self.page or 1, **self.area_kept) if self.area_kept else None

    @property
    def selectors(self) -> list[dict[str, Any]]:
        """Give where it stands as Web Annotation selectors; none for a remark on the whole."""
        return [*(self.anchor.selectors if self.anchor else ()), *([self.area.selector] if self.area else ())]

    @property
    def where(self) -> str:
        """Give where it stands, in words."""
        if self.area is not None:
            return f"area on page {self.page}"
        return f"page {self.page}" if self.page and self.page > 1 else ""


class CommentReply(TenantRecord):
    """What was said below a comment."""

    __tablename__ = "comment_replies"

    comment_id: Mapped[UUID]
    author_id: Mapped[UUID]
    author_name: Mapped[str]
    by_client: Mapped[bool]
    body: Mapped[str]

    __table_args__ = (
        within_practice("comment_id", "comments", ondelete="CASCADE"),
        within_practice("author_id", "memberships"),
        Index("ix_comment_replies_comment", "practice_id", "comment_id"),
    )


BY_HAND = "by hand"
"""How a person placed it: nothing moves it any more."""


class CommentPlace(TenantRecord):
    """Where a comment stands in a later version: its words there, how they were found, by which rules."""

    __tablename__ = "comment_places"

    comment_id: Mapped[UUID]
    version_id: Mapped[UUID]
    state: Mapped[State] = mapped_column(Choice(State))
    start: Mapped[int | None]
    end: Mapped[int | None]
    page: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")
    certainty: Mapped[float] = mapped_column(default=0.0)
    algorithm: Mapped[int]

    __table_args__ = (
        within_practice("comment_id", "comments", ondelete="CASCADE"),
        within_practice("version_id", "versions", ondelete="CASCADE"),
        UniqueConstraint("practice_id", "comment_id", "version_id"),
        Index("ix_comment_places_version", "practice_id", "version_id"),
        CheckConstraint("state <> 'unplaced' OR start IS NULL", name="unplaced"),
        CheckConstraint('num_nulls(start, "end") <> 1', name="whole_span"),
    )
