"""What my coach said: read it, act on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import find_version, get_document, get_version
from coachapp.domain.documents.schemas import VersionIn
from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.errors import AlreadyRevealed
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Comment, Review, ReviewRequest
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.client.reviews.door import bp, to_version
from coachapp.web.reviews import BY_MACHINE, at_rest, page_of_review, read, reviewed_version, settled
from coachapp.web.reviews.carried import carried_to, unsettled


@bp.get("")
def reviews() -> ResponseReturnValue:
    """List what was reviewed, and what is promised."""
    facts = {"promises": queries.promises_of(viewer()), "published": queries.published_to(viewer(), limit=100)}
    return render_template("client/reviews.html", client=own_client(viewer()), **facts)


@bp.get("/<uuid:review_id>")
def show(review_id: UUID) -> ResponseReturnValue:
    """Show a review: the letter first, then the comments where they belong."""
    return _page(queries.get_review(viewer(), review_id)), 200


def _page(review: Review, **facts: Any) -> str:
    version = find_version(viewer(), review.version_id)
    document = get_document(viewer(), version.document_id) if version else None
    found = read(review)
    to_make = queries.count_changes(viewer(), document.id) if document else 0
    more = {"document": document, "to_make": to_make, "no_errors": at_rest(Form(VersionIn)), "form": None, "at": None}
    more["own_form"] = at_rest(Form(schemas.own_scores_form(review.rubric)))
    return render_template("client/review.html", **(more | found | facts))


@bp.post("/<uuid:review_id>/own-scores")
def look(review_id: UUID) -> ResponseReturnValue:
    """Keep how the client sees it themself, or that they skip that; then show the coach's scores."""
    review = queries.get_review(viewer(), review_id)
    form = Form(schemas.own_scores_form(review.rubric))
    if "skip" in request.form:
        kept = form.submit(lambda **_: service.skip_self_scores(viewer(), review))
    else:
        kept = form.submit(lambda **sent: service.score_self(viewer(), review, schemas.levels_given(sent)))
    if kept or isinstance(form.refusal, AlreadyRevealed):
        return redirect(url_for(".show", review_id=review.id, _anchor="scores"), code=303)
    return _page(review, own_form=form), form.status


@bp.post("/comments/<uuid:comment_id>")
def answer(comment_id: UUID) -> ResponseReturnValue:
    """Say what was done with a comment."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.CommentAnswer)
    kept = form.submit(lambda **facts: service.answer_comment(viewer(), made, **facts))
    if "in" in request.args:
        return _answered_along(made, form)
    if kept:
        if "HX-Request" in request.headers:
            return render_template("client/review/_answered.html", **_answered(made))
        return redirect(url_for(".show", review_id=made.review_id, _anchor=f"comment-{made.id}"), code=303)
    if "HX-Request" in request.headers:
        return render_template("client/review/_answered.html", **_answered(made, form=form, at=made.id)), form.status
    return _page(made.review, form=form, at=made.id), form.status


def _answered_along(made: Comment, form: Form) -> ResponseReturnValue:
    """Answer with the comment as it stands in the later version on whose page it was answered."""
    version = _later()
    found = queries.get_carried(viewer(), version, made.id)
    if "HX-Request" in request.headers:
        facts: dict[str, Any] = {"along": found, "form": form if form.all_errors else None, "at": made.id}
        if (read_in := _read_in()) is not None:
            facts |= {"read_in": read_in, "oob": True, **_how_far(read_in)}
        return render_template("client/review/_along_answered.html", **facts), form.status
    if form.all_errors:
        flash(form.all_errors[0][1], "care")
    return _back(made)


def _back(made: Comment) -> ResponseReturnValue:
    """Return to the comment on the page on which it was acted on: of a later version, or of a review of that."""
    read_in = _read_in()
    if read_in is None:
        return to_version(_later(), anchor=f"comment-{made.id}")
    return redirect(url_for(".show", review_id=read_in.id, _anchor=f"comment-{made.id}"), code=303)


def _read_in() -> Review | None:
    """Give the review of a later version below which a comment was acted on, if that is where it was."""
    asked = request.args.get("of", type=UUID)
    return queries.get_review(viewer(), asked) if asked else None


def _later() -> Version:
    """Give the later version on whose page a comment was acted on."""
    asked = request.args.get("in", type=UUID)
    if asked is None:
        raise NotFound
    return get_version(viewer(), asked)


def _answered(made: Comment, **facts: Any) -> dict[str, Any]:
    return {"review": made.review, "made": made, "form": None, "at": None, **_how_far(made.review), **facts}


def _how_far(review: Review) -> dict[str, Any]:
    """Give how many comments of a review, and of those that came along, were acted on."""
    along = unsettled(carried_to(review))
    version = find_version(viewer(), review.version_id)
    to_make = queries.count_changes(viewer(), version.document_id) if version else 0
    comments = [*queries.comments_of(viewer(), review), *(each.comment for each in along)]
    return {"document": version.document if version else None, "to_make": to_make, **settled(comments)}


@bp.get("/<uuid:review_id>/pages/<int:number>")
def words(review_id: UUID, number: int) -> ResponseReturnValue:
    """Give one page's words and marks, which come after the first page."""
    return render_template("_page_arrives.html", **page_of_review(queries.get_review(viewer(), review_id), number))


@bp.get("/<uuid:review_id>/machine")
def machine(review_id: UUID) -> ResponseReturnValue:
    """Lead to what a machine reads in the version that was reviewed."""
    version = reviewed_version(queries.get_review(viewer(), review_id))
    where: dict[str, Any] = {"document_id": version.document_id, "version": version.number}
    return redirect(url_for("client_documents.document", **where, **BY_MACHINE), code=303)


@bp.post("/comments/<uuid:comment_id>/reply")
def reply(comment_id: UUID) -> ResponseReturnValue:
    """Say something below a comment."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.ReplyIn)
    if form.submit(lambda **facts: service.reply(viewer(), made, **facts)):
        if "in" in request.args:
            return _back(made)
        return redirect(url_for(".show", review_id=made.review_id, _anchor=f"comment-{made.id}"), code=303)
    return _page(made.review, form=form, at=made.id), form.status


@bp.get("/changes/<uuid:document_id>")
def changes(document_id: UUID) -> ResponseReturnValue:
    """Show the changes to make in a document: the suggestions that were taken, ready to be copied."""
    document = get_document(viewer(), document_id)
    found = queries.changes_to_make(viewer(), document)
    return render_template("client/changes.html", document=document, changes=found)


@bp.post("/changes/<uuid:document_id>/<uuid:comment_id>")
def change_done(document_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    """Tick a change off."""
    made = queries.get_comment(viewer(), comment_id)
    service.answer_comment(viewer(), made, answer=Answer.DONE)
    return redirect(url_for(".changes", document_id=document_id), code=303)


@bp.app_template_global("along_into")
def along_into(version: Version) -> list[queries.Carried]:
    """Give what came along into that version and is not checked off."""
    return unsettled(queries.carried_to(viewer(), version))


@bp.app_template_global("reviews_of_document")
def reviews_of_document(document: Document, version: Version) -> dict[str, Any]:
    """Give what a document's page shows: the request and the draft for this version, and all that was published."""
    found: ReviewRequest | None = queries.find_open_request(viewer(), version.id)
    return {
        "request": found,
        "published": queries.published_on(viewer(), document),
        "changes": queries.count_changes(viewer(), document.id) if viewer().is_client else 0,
        "draft": queries.find_draft_on(viewer(), version) if viewer().is_coach else None,
    }
