"""The door of reviews, and the mark of a review's state on an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coachapp.domain.reviews import queries
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.since import Change
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_reviews", __name__, policy=Policy.SIGNED_IN, description="Structured feedback")


class Told:
    """A review as answers show it: with what changed since the one before, and the band once the viewer may read it."""

    def __init__(self, review: Review, change: Change | None, *, is_revealed: bool) -> None:
        self.review, self.change = review, change
        self.band = review.band if is_revealed else None

    def __getattr__(self, name: str) -> Any:
        """Give what the review has."""
        return getattr(self.review, name)


def told(reviews: Sequence[Review]) -> list[Told]:
    """Give reviews with what changed, all in the same few queries."""
    changes = queries.changes_since(viewer(), reviews)
    revealed = queries.revealed_to(viewer(), [review.id for review in reviews])
    return [Told(review, changes[review.id], is_revealed=review.id in revealed) for review in reviews]


class Said:
    """A comment as answers show it: with the place that it has in its own version since that was read anew."""

    def __init__(self, comment: Comment, place: CommentPlace | None) -> None:
        self.comment, self.place = comment, place

    def __getattr__(self, name: str) -> Any:
        """Give what the comment has."""
        return getattr(self.comment, name)


def said(comments: Sequence[Comment]) -> list[Said]:
    """Give comments with their places, all in one query."""
    places = queries.own_places(comments)
    return [Said(comment, places.get(comment.id)) for comment in comments]


def tagged(review: Review) -> Told:
    """Mark the answer with the review's state, so that a change can say which one it knows."""
    blp.set_etag({"id": str(review.id), "lock": review.lock})
    return told([review])[0]
