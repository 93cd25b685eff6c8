"""Comments: on a draft, and the answers below those of a published review."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from coachapp.domain.reviews import queries, schemas, service, subjects
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.desk import facts_of
from coachapp.web.coach.reviews.door import bp, to_desk
from coachapp.web.reviews import read


@bp.post("/<uuid:review_id>/comments")
def comment(review_id: UUID) -> ResponseReturnValue:
    """Comment on a passage, or on the whole."""
    review = queries.get_review(viewer(), review_id)
    subject = subjects.of_review(viewer(), review)
    form = Form(schemas.CommentIn)
    if form.submit(lambda **facts: service.comment(viewer(), review, subject, **facts)):
        return to_desk(review, _anchor=f"comment-{form.result.id}")
    return render_template("coach/desk.html", **facts_of(review, comment_form=form)), form.status


@bp.post("/comments/<uuid:comment_id>")
def change_comment(comment_id: UUID) -> ResponseReturnValue:
    """Reword a comment of a draft."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.CommentEdit)
    if not form.submit(lambda **facts: service.change_comment(viewer(), made, **facts)):
        flash(form.all_errors[0][1], "care")
    return to_desk(made.review, _anchor=f"comment-{made.id}")


@bp.post("/comments/<uuid:comment_id>/remove")
def remove_comment(comment_id: UUID) -> ResponseReturnValue:
    """Take a comment out of a draft."""
    made = queries.get_comment(viewer(), comment_id)
    review = made.review
    service.remove_comment(viewer(), made)
    return to_desk(review)


@bp.post("/comments/<uuid:comment_id>/reply")
def reply(comment_id: UUID) -> ResponseReturnValue:
    """Answer below a comment of a published review."""
    made = queries.get_comment(viewer(), comment_id)
    form = Form(schemas.ReplyIn)
    if form.submit(lambda **facts: service.reply(viewer(), made, **facts)):
        return to_desk(made.review, _anchor=f"comment-{made.id}")
    return render_template("coach/review_read.html", form=form, at=made.id, **read(made.review)), form.status
