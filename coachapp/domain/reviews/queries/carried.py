"""Read what came along from earlier versions: each comment with its place, and the scores that were given last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.pieces import Line
from coachapp.domain.documents.telling import tell
from coachapp.domain.reviews.carrying import State
from coachapp.domain.reviews.kinds import Check, CommentKind
from coachapp.domain.reviews.models import Comment, CommentPlace, Review, Score
from coachapp.domain.reviews.queries.drafts import versions_up_to
from coachapp.domain.reviews.queries.rights import comments_visible_to, reviews_visible_to
from coachapp.domain.reviews.remarks import BY_HAND


@dataclass(frozen=True)
class Carried:
    """A comment on an earlier version as it stands in a later one; no place where nobody has looked yet.

    In its own version it has a place once the file was read anew and its words moved, changed or were lost.
    """

    comment: Comment
    place: CommentPlace | None
    version_id: UUID
    from_version: int

    @property
    def id(self) -> UUID:
        """Give the id of the comment."""
        return self.comment.id

    @property
    def state(self) -> State | None:
        """Give what became of its words; None where nobody has looked yet."""
        return self.place.state if self.place else None

    @property
    def start(self) -> int | None:
        """Give where its words begin."""
        return self.place.start if self.place else None

    @property
    def page(self) -> int | None:
        """Give the page on which it stands."""
        return self.place.page if self.place else None

    @property
    def is_lost(self) -> bool:
        """Tell whether it has no place in this version, or none yet."""
        return self.state in {None, State.UNPLACED}

    @property
    def is_by_hand(self) -> bool:
        """Tell whether a person has placed it."""
        return self.place is not None and self.place.how == BY_HAND

    @property
    def is_changed(self) -> bool:
        """Tell whether other words stand there now."""
        return self.state is State.CHANGED

    @property
    def is_checked(self) -> bool:
        """Tell whether the coach has decided about it in this version."""
        return self.comment.checked_in == self.version_id

    @property
    def check(self) -> Check:
        """Give what the coach decided about it in this version."""
        if not self.is_checked:
            return Check.NONE
        return Check.VERIFIED if self.is_verified else Check.REOPENED

    @property
    def is_verified(self) -> bool:
        """Tell whether it is checked off for good."""
        return self.comment.verified_at is not None

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done about it."""
        return not self.is_verified and not self.comment.answer.is_settled

    @property
    def sides(self) -> tuple[Line, Line]:
        """Give the old words and the new ones in pieces, to stand side by side."""
        rows = tell(self.comment.quote, self.place.words if self.place else "").rows
        before = [piece for row in rows for line in row.before for piece in line]
        return before, [piece for row in rows for line in row.after for piece in line]


def carried_to(viewer: Viewer, version: Version) -> list[Carried]:
    """Give the comments on earlier versions that nobody checked off before, in the order of this version's text."""
    return [
        Carried(comment, place, version.id, number)
        for comment, place, number in db.session.execute(_along(viewer, version))
    ]


def get_carried(viewer: Viewer, version: Version, comment_id: UUID) -> Carried:
    """Give one comment that came along into that version."""
    row = db.session.execute(_along(viewer, version).where(Comment.id == comment_id)).one_or_none()
    if row is None:
        raise NotFound
    return Carried(row[0], row[1], version.id, row[2])


def _along(viewer: Viewer, version: Version) -> Select[Comment, CommentPlace, int]:
    review, origin = aliased(Review), aliased(Version)  # the right to see comments asks for reviews, too
    at_home = joinedload(Comment.review)
    place = and_(CommentPlace.comment_id == Comment.id, CommentPlace.version_id == version.id)
    return (
        comments_visible_to(viewer)
        .join(review, review.id == Comment.review_id)
        .join(origin, origin.id == review.version_id)
        .outerjoin(CommentPlace, place)
        .where(
            origin.document_id == version.document_id,
            origin.number < version.number,
            review.published_at.is_not(None),
            Comment.kind != CommentKind.PRAISE,
            or_(Comment.verified_at.is_(None), Comment.checked_in == version.id),
        )
        .order_by(CommentPlace.page.nulls_last(), CommentPlace.start.nulls_last(), origin.number, Comment.id)
        .options(
            at_home.joinedload(Review.author).joinedload(Membership.user),
            at_home.joinedload(Review.client),
            selectinload(Comment.replies),
        )
        .add_columns(CommentPlace, origin.number)
    )


@dataclass
class Before:
    """The review that was published last: on which version, when, and its levels by criterion."""

    review_id: UUID
    version: int | None
    published_at: datetime
    levels: dict[str, int | None] = field(default_factory=dict)


def last_review(viewer: Viewer, review: Review) -> Before | None:
    """Give what was published last on the same subject before a draft; for a version, on it or one before it."""
    if review.version_id:
        same = Review.version_id.in_(versions_up_to(review.version_id))
    else:
        column: Any = getattr(Review, f"{review.subject_kind.short}_id")
        same = column == review.subject_id
    latest = (
        reviews_visible_to(viewer)
        .where(same, Review.published_at.is_not(None))
        .order_by(Review.published_at.desc(), Review.id.desc())
        .limit(1)
        .with_only_columns(Review.id, Review.version_id, Review.published_at)
        .subquery()
    )
    rows = db.session.execute(
        select(latest.c.id, Version.number, latest.c.published_at, Score.criterion, Score.level)
        .select_from(latest)
        .outerjoin(Version, Version.id == latest.c.version_id)
        .outerjoin(Score, Score.review_id == latest.c.id)
    ).all()
    if not rows:
        return None
    found = Before(rows[0].id, rows[0].number, rows[0].published_at)
    found.levels = {row.criterion: row.level for row in rows if row.criterion}
    return found
