"""How the verbs of reviews read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews.models import Comment, Review, ReviewRequest

says("review.asked", "{actor} asked for a review of {subject}", icon="send", topic="reviews", needs="documents")
says(
    "review.withdrawn", "{actor} took back the request for {subject}", icon="undo-2", topic="reviews", needs="documents"
)
says(
    "review.promised_anew",
    "{actor} promised another date for {subject}",
    icon="clock",
    topic="reviews",
    needs="documents",
)
says(
    "review.promise_moved",
    "The promise for {subject} got another date",
    icon="clock",
    topic="reviews",
    needs="documents",
)
says(
    "review.paused",
    "{actor} asked something about {subject} first",
    icon="circle-help",
    topic="reviews",
    tone="question",
    needs="documents",
)
says(
    "review.answered_first",
    "{actor} answered what was asked about {subject}",
    icon="reply",
    topic="reviews",
    needs="documents",
)
says("review.published", "{actor} reviewed {subject}", icon="message-square-quote", topic="reviews", tone="pine")
says(
    "review.self_scored",
    "{actor} scored {subject} before reading the coach's scores",
    icon="target",
    topic="reviews",
    tone="pine",
)
says("review.added_to", "{actor} added a thought to the review of {subject}", icon="plus", topic="reviews")
says("comment.done", "{actor} acted on a comment on {subject}", icon="check", topic="reviews", tone="pine")
says("comment.not_doing", "{actor} decided against a comment on {subject}", icon="minus", topic="reviews")
says(
    "comment.question",
    "{actor} asked about a comment on {subject}",
    icon="circle-help",
    topic="reviews",
    tone="question",
)
says("comment.accepted", "{actor} took a suggestion on {subject}", icon="check", topic="reviews", tone="pine")
says("comment.open", "{actor} took up a comment on {subject} again", icon="rotate-ccw", topic="reviews")
says("comment.verified", "{actor} checked off a comment on {subject}", icon="check-check", topic="reviews", tone="pine")
says("comment.reopened", "{actor} left a comment on {subject} open", icon="rotate-ccw", topic="reviews")
says("comment.replied", "{actor} answered below a comment on {subject}", icon="reply", topic="reviews")


@names("reviews")
def reviews(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name reviews by what they are about."""
    rows = db.session.execute(
        select(Review.id, Review.title).where(Review.id.in_(ids), Review.published_at.is_not(None))
    )
    return {id_: Subject(title, f"/coach/reviews/{id_}", f"/me/reviews/{id_}") for id_, title in rows}


@names("comments")
def comments(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name comments by what their review is about."""
    rows = db.session.execute(
        select(Comment.id, Comment.review_id, Review.title)
        .join(Review, Review.id == Comment.review_id)
        .where(Comment.id.in_(ids), Comment.is_private.is_(False), Review.published_at.is_not(None))
    )
    return {
        id_: Subject(title, f"/coach/reviews/{review_id}#comment-{id_}", f"/me/reviews/{review_id}#comment-{id_}")
        for id_, review_id, title in rows
    }


@names("review_requests")
def requests(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name requests by the version they are for."""
    rows = db.session.execute(
        select(ReviewRequest.id, Document.title, Version.number, Document.id)
        .join(Version, Version.id == ReviewRequest.version_id)
        .join(Document, Document.id == Version.document_id)
        .where(ReviewRequest.id.in_(ids), Document.removed_at.is_(None))
    )
    return {
        id_: Subject(f"{title}, version {number}", "/coach/reviews", f"/me/documents/{document_id}")
        for id_, title, number, document_id in rows
    }
