"""Find what is to be carried over: comments on earlier versions, and versions in which they were not looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from coachapp.core.db import db
from coachapp.domain.documents.models import READ, Version
from coachapp.domain.reviews.carrying import ALGORITHM
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.remarks import BY_HAND

AT_ONCE = 50


def _travels() -> ColumnElement[bool]:
    """What goes along into the next version: all that was published, asks for something, and nobody checked off."""
    return and_(Review.published_at.is_not(None), Comment.kind != CommentKind.PRAISE, Comment.verified_at.is_(None))


def _not_found_yet() -> ColumnElement[bool]:
    """Tell what has no place by these rules, and none by hand."""
    outdated = and_(CommentPlace.algorithm != ALGORITHM, CommentPlace.how != BY_HAND)
    return or_(CommentPlace.id.is_(None), outdated)


def _missing(later: Any) -> Select[Any]:
    """Select what travels and has no place in the later version."""
    origin = aliased(Version)
    return (
        select(Comment)
        .join(Review, Review.id == Comment.review_id)
        .join(origin, origin.id == Review.version_id)
        .join(later, and_(later.document_id == origin.document_id, later.number > origin.number))
        .outerjoin(CommentPlace, and_(CommentPlace.comment_id == Comment.id, CommentPlace.version_id == later.id))
        .where(_travels(), _not_found_yet())
    )


def comments_to_carry(version: Version) -> Sequence[Comment]:
    """Give the comments on earlier versions that were not looked for in this one, whoever wrote them."""
    later = aliased(Version)
    return db.session.scalars(_missing(later).where(later.id == version.id).order_by(Comment.id)).all()


def not_carried_yet(*, limit: int = AT_ONCE) -> Sequence[UUID]:
    """Give the versions that were read and in which some earlier comment was not looked for."""
    later = aliased(Version)
    query = _missing(later).where(later.state.in_(READ)).with_only_columns(later.id).distinct().limit(limit)
    return db.session.scalars(query).all()


def read_after(version_id: UUID) -> Sequence[UUID]:
    """Give the later versions of the same document that were read."""
    own = select(Version.document_id, Version.number).where(Version.id == version_id).subquery()
    query = select(Version.id).where(
        Version.document_id == own.c.document_id, Version.number > own.c.number, Version.state.in_(READ)
    )
    return db.session.scalars(query.order_by(Version.number)).all()
