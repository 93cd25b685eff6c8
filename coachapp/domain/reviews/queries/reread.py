"""Where comments stand in their own version, if its file was read anew since they were made."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.queries.carried import Carried, get_carried
from coachapp.domain.reviews.queries.rights import get_comment


def is_older(comment: Comment, version: Version) -> bool:
    """Tell whether the text of the version is not the one in which the comment was made."""
    return version.read_at is not None and comment.created_at < version.read_at


def moved_within(version: Version | None, comments: Sequence[Comment]) -> dict[UUID, Span | None]:
    """Give where comments stand now that were made before their version was read anew; None for lost words."""
    if version is None:
        return {}
    older = [comment.id for comment in comments if comment.anchor and is_older(comment, version)]
    if not older:
        return {}
    rows = db.session.execute(
        select(CommentPlace.comment_id, CommentPlace.start, CommentPlace.end).where(
            CommentPlace.version_id == version.id, CommentPlace.comment_id.in_(older)
        )
    )
    return {row.comment_id: None if row.start is None else Span(row.start, row.end) for row in rows}


def own_places(comments: Sequence[Comment]) -> dict[UUID, CommentPlace]:
    """Give the places that comments got in their own versions; none for those that stand where they were made."""
    rows = db.session.scalars(
        select(CommentPlace)
        .join(Comment, Comment.id == CommentPlace.comment_id)
        .join(Review, and_(Review.id == Comment.review_id, Review.version_id == CommentPlace.version_id))
        .where(Comment.id.in_([comment.id for comment in comments if comment.anchor]))
    )
    return {place.comment_id: place for place in rows}


def get_within(viewer: Viewer, comment_id: UUID) -> Carried:
    """Give a comment as it stands in its own version; no place where it stands as it was made."""
    made = get_comment(viewer, comment_id)
    if made.review.version_id is None:
        raise NotFound
    version = get_version(viewer, made.review.version_id)
    return Carried(made, own_places([made]).get(made.id), version.id, version.number)


def get_in(viewer: Viewer, version: Version, comment_id: UUID) -> Carried:
    """Give a comment as it stands in that version: its own, or a later one."""
    own = select(Review.version_id).join(Comment, Comment.review_id == Review.id).where(Comment.id == comment_id)
    is_own = db.session.scalar(own) == version.id
    return get_within(viewer, comment_id) if is_own else get_carried(viewer, version, comment_id)
