"""Reviews: write, score, publish."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.api.reviews.door import Told, blp, tagged
from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.models import Addendum
from coachapp.doors.viewer import viewer


@blp.get("/reviews/<uuid:review_id>")
@blp.etag
@blp.response(200, schemas.ReviewOut)
def show(review_id: UUID) -> Told:
    """Show a review's letter, verdict and next steps."""
    return tagged(queries.get_review(viewer(), review_id))


@blp.patch("/reviews/<uuid:review_id>")
@blp.etag
@blp.arguments(schemas.ReviewPatch, as_kwargs=True)
@blp.response(200, schemas.ReviewOut)
def change(review_id: UUID, **facts: Any) -> Told:
    """Write a draft's letter, verdict and next steps, choose its rubric; what is left out stays."""
    review = queries.get_review(viewer(), review_id)
    blp.check_etag({"id": str(review.id), "lock": review.lock})
    if (rubric_id := facts.pop("rubric_id", None)) is not None:
        service.measure_by(viewer(), review, rubric_id)
    return tagged(service.change(viewer(), review, lock=review.lock, **facts))


@blp.delete("/reviews/<uuid:review_id>")
@blp.response(204)
def discard(review_id: UUID) -> None:
    """Throw a draft away."""
    service.discard(viewer(), queries.get_review(viewer(), review_id))


@blp.post("/reviews/<uuid:review_id>/publish")
@blp.etag
@blp.response(200, schemas.ReviewOut)
def publish(review_id: UUID) -> Told:
    """Let the client read it, and tell them once; what is still owed is named by field."""
    return tagged(service.publish(viewer(), queries.get_review(viewer(), review_id)))


@blp.get("/reviews/<uuid:review_id>/addenda")
@blp.response(200, listing(schemas.AddendumOut))
def addenda(review_id: UUID) -> dict[str, Any]:
    """List what was added after publishing, the oldest first."""
    return whole(queries.addenda_of(viewer(), queries.get_review(viewer(), review_id)))


@blp.post("/reviews/<uuid:review_id>/addenda")
@blp.arguments(schemas.AddendumIn, as_kwargs=True)
@blp.response(201, schemas.AddendumOut)
@blp.alt_response(409, "CONFLICT")
def add(review_id: UUID, body: str) -> Addendum:
    """Add a later thought to a published review, and tell the client once; the review itself stays as it was."""
    return service.add_to(viewer(), queries.get_review(viewer(), review_id), body=body)


@blp.get("/reviews/<uuid:review_id>/scores")
@blp.response(200, schemas.ScoresOut)
def scores(review_id: UUID) -> dict[str, Any]:
    """Show each criterion with its level, and what a draft still owes."""
    return queries.sheet_of(viewer(), queries.get_review(viewer(), review_id))


@blp.put("/reviews/<uuid:review_id>/scores")
@blp.arguments(schemas.ScoresIn, as_kwargs=True)
@blp.response(200, schemas.ScoresOut)
@blp.alt_response(409, "CONFLICT")
def put_scores(review_id: UUID, scores: list[service.Level], lock: str | None) -> dict[str, Any]:
    """Give the criteria their levels; what is left out is open again.

    With a `lock`, scores that others gave meanwhile are not overwritten: 409 says what stands there now (`scores`,
    `lock`).
    """
    review = queries.get_review(viewer(), review_id)
    service.put_scores(viewer(), review, scores=scores, lock=lock)
    return queries.sheet_of(viewer(), review)


@blp.post("/reviews/<uuid:review_id>/own-scores")
@blp.arguments(schemas.OwnScoresIn, as_kwargs=True)
@blp.response(200, schemas.ScoresOut)
@blp.alt_response(409, "CONFLICT")
def look(review_id: UUID, *, scores: list[service.Level], is_skipped: bool) -> dict[str, Any]:
    """The client scores their own work, or skips that; then they read the coach's levels beside their own."""
    review = queries.get_review(viewer(), review_id)
    if is_skipped:
        service.skip_self_scores(viewer(), review)
    else:
        service.score_self(viewer(), review, {found["criterion"]: found["level"] for found in scores})
    return queries.sheet_of(viewer(), review)
