"""Reviews: ask, begin, write, publish, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listed, listing, whole
from coachapp.core.errors import Invalid
from coachapp.core.pages import page
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, schemas, service, subjects
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import Comment, Review, ReviewRequest
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_reviews", __name__, policy=Policy.SIGNED_IN, description="Structured feedback")
REVIEWS = listing(schemas.ReviewOut)


def _listed(kind: SubjectKind, subject_id: UUID, after: str | None) -> dict[str, Any]:
    subject = subjects.load(viewer(), kind, subject_id)
    return listed(page(queries.reviews_of(viewer(), subject), Review, after=after))


def _started(kind: SubjectKind, subject_id: UUID) -> Review:
    made = service.start(viewer(), subjects.load(viewer(), kind, subject_id))
    return _tagged(queries.get_review(viewer(), made.id))


def _tagged(review: Review) -> Review:
    blp.set_etag({"id": str(review.id), "lock": review.lock})
    return review


@blp.post("/versions/<uuid:version_id>/review-request")
@blp.arguments(schemas.AskForReview, as_kwargs=True)
@blp.response(201, schemas.RequestOut)
def ask(version_id: UUID, note: str) -> ReviewRequest:
    """Ask the coach to review a version; the answer says by when that is promised."""
    version = get_version(viewer(), version_id)
    return service.ask_for_review(viewer(), get_client(viewer(), version.client_id), version, note=note)


@blp.delete("/versions/<uuid:version_id>/review-request")
@blp.response(204)
def withdraw(version_id: UUID) -> None:
    """Take the open request for a version back."""
    asked = queries.get_open_request(viewer(), version_id)
    service.withdraw(viewer(), get_client(viewer(), asked.client_id), asked)


@blp.get("/versions/<uuid:version_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_version(version_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a version, the newest first."""
    return _listed(SubjectKind.VERSION, version_id, after)


@blp.post("/versions/<uuid:version_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_version(version_id: UUID) -> Review:
    """Begin a review of a version, or go on with one's draft of it."""
    return _started(SubjectKind.VERSION, version_id)


@blp.get("/rejections/<uuid:rejection_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_rejection(rejection_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a rejection, the newest first."""
    return _listed(SubjectKind.REJECTION, rejection_id, after)


@blp.post("/rejections/<uuid:rejection_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_rejection(rejection_id: UUID) -> Review:
    """Begin a review of a rejection, or go on with one's draft of it."""
    return _started(SubjectKind.REJECTION, rejection_id)


@blp.get("/answers/<uuid:answer_id>/reviews")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, REVIEWS)
def of_answer(answer_id: UUID, after: str | None) -> dict[str, Any]:
    """List the reviews of a practice answer, the newest first."""
    return _listed(SubjectKind.PRACTICE_ANSWER, answer_id, after)


@blp.post("/answers/<uuid:answer_id>/reviews")
@blp.etag
@blp.response(201, schemas.ReviewOut)
def start_on_answer(answer_id: UUID) -> Review:
    """Begin a review of a practice answer, or go on with one's draft of it."""
    return _started(SubjectKind.PRACTICE_ANSWER, answer_id)


@blp.get("/reviews/<uuid:review_id>")
@blp.etag
@blp.response(200, schemas.ReviewOut)
def show(review_id: UUID) -> Review:
    """Show a review's letter, verdict and next steps."""
    return _tagged(queries.get_review(viewer(), review_id))


@blp.patch("/reviews/<uuid:review_id>")
@blp.etag
@blp.arguments(schemas.ReviewChange, as_kwargs=True)
@blp.response(200, schemas.ReviewOut)
def change(review_id: UUID, **facts: Any) -> Review:
    """Write a draft's letter, verdict and next steps; what is left out stays."""
    review = queries.get_review(viewer(), review_id)
    blp.check_etag({"id": str(review.id), "lock": review.lock})
    return _tagged(service.change(viewer(), review, lock=review.lock, **facts))


@blp.delete("/reviews/<uuid:review_id>")
@blp.response(204)
def discard(review_id: UUID) -> None:
    """Throw a draft away."""
    service.discard(viewer(), queries.get_review(viewer(), review_id))


@blp.post("/reviews/<uuid:review_id>/publish")
@blp.etag
@blp.response(200, schemas.ReviewOut)
def publish(review_id: UUID) -> Review:
    """Let the client read it, and tell them once; what is still owed is named by field."""
    return _tagged(service.publish(viewer(), queries.get_review(viewer(), review_id)))


@blp.get("/reviews/<uuid:review_id>/comments")
@blp.response(200, listing(schemas.CommentOut))
def comments(review_id: UUID) -> dict[str, Any]:
    """List the comments in the order of the text."""
    return whole(queries.comments_of(queries.get_review(viewer(), review_id)))


@blp.post("/reviews/<uuid:review_id>/comments")
@blp.arguments(schemas.CommentIn, as_kwargs=True)
@blp.response(201, schemas.CommentOut)
def comment(review_id: UUID, **facts: Any) -> Comment:
    """Comment on a passage: by offsets, by its words, or by both; on the whole without."""
    review = queries.get_review(viewer(), review_id)
    made = service.comment(viewer(), review, subjects.of_review(viewer(), review), **facts)
    return queries.get_comment(viewer(), made.id)


@blp.get("/comments/<uuid:comment_id>")
@blp.response(200, schemas.CommentOut)
def show_comment(comment_id: UUID) -> Comment:
    """Show a comment and what was said below it."""
    return queries.get_comment(viewer(), comment_id)


@blp.patch("/comments/<uuid:comment_id>")
@blp.arguments(schemas.CommentPatch, as_kwargs=True)
@blp.response(200, schemas.CommentOut)
def patch_comment(comment_id: UUID, **facts: Any) -> Comment:
    """The client says what was done; the coach rewords a draft's comment, or replies below a published one."""
    made = queries.get_comment(viewer(), comment_id)
    mine = {"answer", "why"} if viewer().is_client else {"reply"} if "reply" in facts else _WORDS
    if not facts or not facts.keys() <= mine:
        names = {"state" if name == "answer" else name for name in facts.keys() - mine}
        raise Invalid(fields={name: ["This is not yours to change here."] for name in sorted(names)})
    if viewer().is_client:
        service.answer_comment(viewer(), made, **({"answer": made.answer} | facts))
    elif "reply" in facts:
        service.reply(viewer(), made, body=facts["reply"])
    else:
        service.change_comment(viewer(), made, **({name: getattr(made, name) for name in _WORDS} | facts))
    return made


_WORDS = {"kind", "body", "replacement", "criterion"}


@blp.delete("/comments/<uuid:comment_id>")
@blp.response(204)
def remove_comment(comment_id: UUID) -> None:
    """Take a comment out of a draft."""
    service.remove_comment(viewer(), queries.get_comment(viewer(), comment_id))


@blp.get("/reviews/<uuid:review_id>/scores")
@blp.response(200, schemas.ScoresOut)
def scores(review_id: UUID) -> dict[str, Any]:
    """Show each criterion with its level, and what a draft still owes."""
    return queries.sheet_of(queries.get_review(viewer(), review_id))


@blp.put("/reviews/<uuid:review_id>/scores")
@blp.arguments(schemas.ScoresIn, as_kwargs=True)
@blp.response(200, schemas.ScoresOut)
def put_scores(review_id: UUID, scores: list[service.Level]) -> dict[str, Any]:
    """Give the criteria their levels; what is left out is open again."""
    review = queries.get_review(viewer(), review_id)
    service.put_scores(viewer(), review, scores=scores)
    return queries.sheet_of(review)
