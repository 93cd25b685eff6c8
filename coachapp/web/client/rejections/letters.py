"""The letter that asks an employer for advice."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.rejections import queries, schemas, service
from coachapp.domain.rejections.letter import LONGEST, check
from coachapp.domain.rejections.models import FeedbackRequest, Rejection
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.client.rejections.door import bp, home

FOLLOW_UPS = [
    ("remind", "Remind me after a week", "One mail to you, with one button."),
    ("send", "Send one gentle follow-up after a week", "Short, in your name, and then nothing more."),
    ("none", "Leave it at this letter"),
]


@bp.route("/rejections/<uuid:rejection_id>/letter", methods=["GET", "POST"])
def letter(rejection_id: UUID) -> ResponseReturnValue:
    """Show the letter; sending it comes from here."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    if queries.is_left_in_peace(rejection):
        return home(rejection)
    request = queries.letter_of(viewer(), rejection)
    form = Form(schemas.SendLetter, _values(request))
    if form.submit(partial(service.send_letter, viewer(), rejection)):
        flash("Sent in your name. If they answer, it comes to your own mailbox.")
        return home(rejection, _anchor="letter")
    return _page(rejection, request, form)


@bp.post("/rejections/<uuid:rejection_id>/letter/check")
def keep(rejection_id: UUID) -> ResponseReturnValue:
    """Keep the letter as it stands, and show what the check finds."""
    rejection = queries.get_rejection(viewer(), rejection_id)

    def write(**facts: Any) -> FeedbackRequest:
        facts.pop("tomorrow")
        return service.write_letter(viewer(), rejection, **facts)

    form = Form(schemas.SendLetter)
    if form.submit(write):
        return redirect(url_for(".letter", rejection_id=rejection.id, _anchor="checks"), code=303)
    return _page(rejection, queries.letter_of(viewer(), rejection), form)


@bp.post("/rejections/<uuid:rejection_id>/letter/copied")
def copied(rejection_id: UUID) -> ResponseReturnValue:
    """Note that the client sends it from their own mailbox."""
    rejection = queries.get_rejection(viewer(), rejection_id)

    def mark(*, text: str, to_name: str, **_: Any) -> FeedbackRequest:
        return service.mark_copied(viewer(), rejection, text=text, to_name=to_name)

    form = Form(schemas.SendLetter)
    if form.submit(mark):
        return home(rejection, _anchor="letter")
    return _page(rejection, queries.letter_of(viewer(), rejection), form)


@bp.post("/rejections/<uuid:rejection_id>/letter/follow-up")
def follow_up(rejection_id: UUID) -> ResponseReturnValue:
    """Send the one gentle follow-up."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    service.follow_up(viewer(), rejection, queries.get_request(viewer(), rejection))
    flash("Followed up, once. Whatever comes now, you have done your part.")
    return home(rejection, _anchor="letter")


@bp.route("/rejections/<uuid:rejection_id>/letter/reply", methods=["GET", "POST"])
def reply(rejection_id: UUID) -> ResponseReturnValue:
    """Keep what the employer answered."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    request = queries.get_request(viewer(), rejection)
    form = Form(schemas.EmployerReply, {"reply": request.reply})
    if form.submit(partial(service.write_reply, viewer(), rejection, request)):
        return home(rejection, _anchor="letter")
    return render_template("client/reply.html", form=form, rejection=rejection, request_=request), form.status


def _values(request: FeedbackRequest) -> dict[str, Any]:
    return {name: getattr(request, name) for name in ("text", "to_address", "to_name", "follow_up")}


def _page(rejection: Rejection, request: FeedbackRequest, form: Form) -> ResponseReturnValue:
    text = form.value("text")
    subject = f"Thank you, and one question ({rejection.application.title})"
    facts = {
        "findings": check(text),
        "words": len(text.split()),
        "longest": LONGEST,
        "mailto": f"mailto:{quote(form.value('to_address'), safe='@')}?subject={quote(subject)}&body={quote(text)}",
        "follow_ups": FOLLOW_UPS,
        "can_follow_up": service.can_follow_up(request),
    }
    return render_template("client/letter.html", form=form, rejection=rejection, letter=request, **facts), form.status
