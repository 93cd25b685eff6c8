"""The door of reviews, and the mark of a review's state on an answer."""

from __future__ import annotations

from coachapp.domain.reviews.models import Review
from coachapp.doors.policy import ApiDoor, Policy

blp = ApiDoor("api_reviews", __name__, policy=Policy.SIGNED_IN, description="Structured feedback")


def tagged(review: Review) -> Review:
    """Mark the answer with the review's state, so that a change can say which one it knows."""
    blp.set_etag({"id": str(review.id), "lock": review.lock})
    return review
