"""Comments: on a draft, and the answers below those of a published review."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from coachapp.core.errors import Conflict, Invalid
from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.errors import StaleComment
from coachapp.domain.reviews.models import Comment
from coachapp.domain.snippets import service as snippets
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import bp, by_htmx, to_desk
from coachapp.web.coach.reviews.facts import card_facts, changed_facts, facts_of, read_facts, reworded


@bp.post("/<uuid:review_id>/comments")
def comment(review_id: UUID) -> ResponseReturnValue:
    """Comment on a passage, or on the whole."""
    form = Form(schemas.CommentIn)
    kept = form.submit(lambda **facts: service.comment_on(viewer(), review_id, **facts))
    review = queries.get_review(viewer(), review_id)
    if kept and by_htmx():
        return render_template("reviews/_comment_added.html", **changed_facts(review, form.result))
    if kept:
        return to_desk(review, _anchor=f"comment-{form.result.id}")
    facts = facts_of(review, comment_form=form)
    return render_template("reviews/_compose.html" if by_htmx() else "coach/desk.html", **facts), form.status


@bp.get("/comments/<uuid:comment_id>")
def card(comment_id: UUID) -> ResponseReturnValue:
    """Show one comment of a draft, or the fields to reword it."""
    made = queries.get_comment(viewer(), comment_id)
    if made.review.is_published or not by_htmx():
        return to_desk(made.review, _anchor=f"comment-{made.id}")
    more = {"edited": str(made.id), "edit_form": reworded(made)} if "edit" in request.args else {}
    return render_template("reviews/_draft_card.html", **card_facts(made.review, made, **more))


@bp.post("/comments/<uuid:comment_id>")
def change_comment(comment_id: UUID) -> ResponseReturnValue:
    """Reword a comment of a draft."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.CommentForm)
    kept = form.submit(partial(_reword, made))
    if kept and by_htmx():
        return render_template("reviews/_comment_changed.html", **changed_facts(made.review, made))
    if kept:
        return to_desk(made.review, _anchor=f"comment-{made.id}")
    stale = made if isinstance(form.refusal, StaleComment) else None
    typed = {"edited": str(made.id), "edit_form": form, "stale_comment": stale}
    if by_htmx():
        return render_template("reviews/_draft_card.html", **card_facts(made.review, made, **typed)), form.status
    return render_template("coach/desk.html", **facts_of(made.review, **typed)), form.status


def _reword(made: Comment, *, lock: int | None, over: int | None, **facts: Any) -> Comment:
    return service.change_comment(viewer(), made, lock=over or lock, **facts)


@bp.post("/comments/<uuid:comment_id>/remove")
def remove_comment(comment_id: UUID) -> ResponseReturnValue:
    """Take a comment out of a draft."""
    made = queries.get_comment(viewer(), comment_id)
    review = made.review
    service.remove_comment(viewer(), made)
    if by_htmx():
        return render_template("reviews/_comment_changed.html", **changed_facts(review, made))
    return to_desk(review)


@bp.post("/comments/<uuid:comment_id>/keep")
def keep(comment_id: UUID) -> ResponseReturnValue:
    """Keep what a comment says among one's phrases."""
    made = queries.get_comment(viewer(), comment_id)
    refused = ""
    try:
        snippets.keep(viewer(), made.body)
    except (Invalid, Conflict) as refusal:
        refused = refusal.message
    if by_htmx():
        return render_template("reviews/desk/_kept.html", refused=refused)
    flash(refused or "Kept. Type / to use it.", "care" if refused else "win")
    return to_desk(made.review, _anchor=f"comment-{made.id}")


@bp.post("/comments/<uuid:comment_id>/reply")
def reply(comment_id: UUID) -> ResponseReturnValue:
    """Answer below a comment of a published review."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.ReplyIn)
    if form.submit(lambda **facts: service.reply(viewer(), made, **facts)):
        return to_desk(made.review, _anchor=f"comment-{made.id}")
    return render_template("coach/review_read.html", **read_facts(made.review, form=form, at=made.id)), form.status
