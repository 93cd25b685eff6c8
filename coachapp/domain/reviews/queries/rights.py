"""Who may read what: each right once, as a WHERE clause."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import client_ids_visible_to
from coachapp.domain.documents.queries import versions_in_the_bin
from coachapp.domain.reviews.models import Addendum, Comment, NextStep, Review, ReviewRequest, Score
from coachapp.domain.reviews.queries.own import is_revealed


def reviews_visible_to(viewer: Viewer) -> Select[Review]:
    """Coaches see what was published to their clients, and their own drafts; clients what was published to them."""
    query = select(Review).where(Review.client_id.in_(client_ids_visible_to(viewer)))
    if viewer.is_coach:
        return query.where(or_(Review.published_at.is_not(None), Review.author_id == viewer.membership_id))
    return query.where(Review.published_at.is_not(None))


def requests_visible_to(viewer: Viewer) -> Select[ReviewRequest]:
    """Requests go with the client's file, unless what they ask about was removed."""
    return select(ReviewRequest).where(
        ReviewRequest.client_id.in_(client_ids_visible_to(viewer)),
        ReviewRequest.version_id.not_in(versions_in_the_bin().scalar_subquery()),
    )


def with_people(query: Select[Review]) -> Select[Review]:
    """Load authors, clients and next steps along."""
    return query.options(
        selectinload(Review.next_steps),
        joinedload(Review.author).joinedload(Membership.user),
        joinedload(Review.client).joinedload(Client.coach).joinedload(Membership.user),
    )


def get_review(viewer: Viewer, review_id: UUID) -> Review:
    """Give the review with its author and client, as far as the viewer may see it."""
    found = db.session.scalar(with_people(reviews_visible_to(viewer)).where(Review.id == review_id))
    if found is None:
        raise NotFound
    return found


def get_request(viewer: Viewer, request_id: UUID) -> ReviewRequest:
    """Give the request with its client."""
    found = db.session.scalar(
        requests_visible_to(viewer).where(ReviewRequest.id == request_id).options(joinedload(ReviewRequest.client))
    )
    if found is None:
        raise NotFound
    return found


def comments_visible_to(viewer: Viewer) -> Select[Comment]:
    """Comments go with their review; private ones are their author's alone."""
    seen = reviews_visible_to(viewer).with_only_columns(Review.id)
    return select(Comment).where(Comment.review_id.in_(seen.scalar_subquery()), _said_to(viewer))


def _said_to(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.is_client:
        return Comment.is_private.is_(False)
    own = select(Review.id).where(Review.id == Comment.review_id, Review.author_id == viewer.membership_id)
    return or_(Comment.is_private.is_(False), own.exists())


def get_comment(viewer: Viewer, comment_id: UUID) -> Comment:
    """Give the comment with its review, author and client, as far as the viewer may see it."""
    review = joinedload(Comment.review)
    found = db.session.scalar(
        comments_visible_to(viewer)
        .where(Comment.id == comment_id)
        .options(
            review.joinedload(Review.author).joinedload(Membership.user),
            review.joinedload(Review.client).joinedload(Client.coach).joinedload(Membership.user),
            selectinload(Comment.replies),
        )
    )
    if found is None:
        raise NotFound
    return found


def _assert_seen(viewer: Viewer, review: Review) -> None:
    """Refuse what hangs on a draft to all but its author."""
    if not review.is_published and review.author_id != viewer.membership_id:
        raise NotFound


def comments_of(viewer: Viewer, review: Review) -> Sequence[Comment]:
    """Give the comments with their replies in the order of the text, remarks on the whole last."""
    _assert_seen(viewer, review)
    return db.session.scalars(
        select(Comment)
        .where(Comment.review_id == review.id, _said_to(viewer))
        .order_by(Comment.page.asc().nulls_last(), Comment.start.asc().nulls_last(), Comment.id)
        .options(selectinload(Comment.replies))
    ).all()


def scores_of(viewer: Viewer, review: Review) -> dict[str, Score]:
    """Give the scores by criterion; none to clients before they have scored themselves or skipped it."""
    _assert_seen(viewer, review)
    if not is_revealed(viewer, review):
        return {}
    rows = db.session.scalars(select(Score).where(Score.review_id == review.id)).all()
    return {row.criterion: row for row in rows}


def steps_of(viewer: Viewer, review: Review) -> Sequence[NextStep]:
    """Give the next steps in their order."""
    _assert_seen(viewer, review)
    return db.session.scalars(select(NextStep).where(NextStep.review_id == review.id).order_by(NextStep.position)).all()


def addenda_of(viewer: Viewer, review: Review) -> Sequence[Addendum]:
    """Give what was added after publishing, the oldest first."""
    _assert_seen(viewer, review)
    return db.session.scalars(select(Addendum).where(Addendum.review_id == review.id).order_by(Addendum.id)).all()
