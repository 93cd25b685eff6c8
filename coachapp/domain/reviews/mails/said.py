"""Letters about what was said: the review, what was added later, and the words below comments."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coachapp.core import links
from coachapp.core.db import db
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.queries import viewer_of_member
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import Addendum, Comment, CommentReply, Review
from coachapp.domain.reviews.queries import opened_again


def _review(review_id: UUID | None) -> Review | None:
    return db.session.scalar(
        select(Review)
        .where(Review.id == review_id, Review.published_at.is_not(None))
        .options(joinedload(Review.author).joinedload(Membership.user), joinedload(Review.client))
    )


def _about(review: Review) -> str:
    return {
        SubjectKind.VERSION: f"your {review.title}",
        SubjectKind.REJECTION: f"the ending: {review.title}",
        SubjectKind.PRACTICE_ANSWER: "your practice answer",
    }[review.subject_kind]


@writes("review_published")
def review_published(owed: Notification) -> Letter | None:
    """Tell the client that their review is there; its words wait inside."""
    review = _review(owed.subject_id)
    if review is None:
        return None
    coach, about = review.author.user.name, _about(review)
    return Letter(
        subject=f"{coach} has reviewed {about}",
        preview="A short letter, what to do next, and comments where they belong.",
        paragraphs=[
            f"{coach} has looked at {about}.",
            "A short letter comes first, then what to do next, then the comments where they belong.",
            *_again(review),
        ],
        button=("Read the review", links.url("me", "reviews", review.id)),
    )


def _again(review: Review) -> list[str]:
    """Say that something is open again, if the client had settled it."""
    if review.client.membership_id is None:
        return []
    count = len(opened_again(viewer_of_member(review.client.membership_id), review.client_id))
    if not count:
        return []
    said = "comments that you had settled are" if count > 1 else "comment that you had settled is"
    return [f"{count} earlier {said} open again; your week says which."]


@writes("review_addendum")
def review_addendum(owed: Notification) -> Letter | None:
    """Tell the client what their coach thought of later."""
    said = db.session.get(Addendum, owed.subject_id)
    review = _review(said.review_id) if said is not None else None
    if said is None or review is None:
        return None
    return Letter(
        subject=f"{said.author_name} adds something to the review of {review.title}",
        preview=said.body[:120],
        paragraphs=[
            f"{said.author_name} thought of something after the review of {_about(review)}:",
            said.body,
            "The review itself stays as it was.",
        ],
        button=("Open the review", f"{links.url('me', 'reviews', review.id)}#addendum-{said.id}"),
    )


def _reply(owed: Notification) -> tuple[CommentReply, Comment] | None:
    said = db.session.get(CommentReply, owed.subject_id)
    if said is None:
        return None
    made = db.session.scalar(
        select(Comment)
        .where(Comment.id == said.comment_id)
        .options(joinedload(Comment.review).joinedload(Review.client))
    )
    return (said, made) if made is not None else None


@writes("comment_question")
def comment_question(owed: Notification) -> Letter | None:
    """Tell the coach what the client asks below a comment."""
    found = _reply(owed)
    if found is None:
        return None
    said, made = found
    review = made.review
    return Letter(
        subject=f"{review.client.name} asks about {review.title}",
        preview=said.body[:120],
        paragraphs=[f"{review.client.name} has a question below one of your comments:", said.body],
        facts=[("Your comment", made.body)],
        button=("Answer", f"{links.url('coach', 'reviews', review.id)}#comment-{made.id}"),
    )


@writes("comment_reply")
def comment_reply(owed: Notification) -> Letter | None:
    """Tell the other side what was said below a comment."""
    found = _reply(owed)
    if found is None:
        return None
    said, made = found
    door = "coach" if said.by_client else "me"
    return Letter(
        subject=f"{said.author_name} answered below a comment on {made.review.title}",
        preview=said.body[:120],
        paragraphs=[f"{said.author_name} writes:", said.body],
        facts=[("The comment", made.body)],
        button=("Open the comment", f"{links.url(door, 'reviews', made.review_id)}#comment-{made.id}"),
    )
