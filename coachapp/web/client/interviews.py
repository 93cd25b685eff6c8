"""My interviews: coming, past, and answers to practise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.domain.applications.queries import choices_of
from coachapp.domain.clients.queries import own_client
from coachapp.domain.interviews import queries, schemas, service
from coachapp.domain.interviews.errors import AlreadyAsked
from coachapp.domain.interviews.models import Interview, Kind
from coachapp.domain.interviews.questions import QUESTIONS
from coachapp.domain.reviews.queries import published_to
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_interviews", __name__, url_prefix="/me/interviews", policy=Policy.CLIENT)
KINDS = [(kind.value, kind.label) for kind in Kind]


def _instant(on: date, at: time) -> datetime:
    return datetime.combine(on, at.replace(tzinfo=None), tzinfo=clock.zone(viewer().time_zone)).astimezone(UTC)


@bp.route("", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show what is coming and what was, and put an interview down."""
    client = own_client(viewer())

    def add(*, on: date, at: time, **facts: Any) -> Interview:
        return service.add(viewer(), client, starts_at=_instant(on, at), **facts)

    form = Form(schemas.InterviewForm, {"kind": Kind.VIDEO, "application_id": request.args.get("for", "")})
    if form.submit(add):
        flash("It is down. The card on the board moved along.")
        return redirect(url_for(".index"), code=303)
    facts = {
        "client": client,
        "coming": queries.coming_of(viewer(), client),
        "past": queries.past_of(viewer(), client),
        "answers": queries.answers_of(viewer(), client),
        "kinds": KINDS,
        "choices": [("", "None of the board"), *choices_of(viewer(), client)],
    }
    return render_template("client/interviews.html", form=form, **facts), form.status


@bp.route("/<uuid:interview_id>", methods=["GET", "POST"])
def show(interview_id: UUID) -> ResponseReturnValue:
    """Show an interview, and keep the debrief."""
    interview = queries.get_interview(viewer(), interview_id)
    form = Form(schemas.Debrief, {name: getattr(interview, name) for name in schemas.Debrief().fields})
    if form.submit(partial(service.debrief, viewer(), interview)):
        flash("Kept.")
        return redirect(url_for(".show", interview_id=interview.id), code=303)
    answers = queries.answers_of(viewer(), interview.client, interview_id=interview.id)
    return render_template("client/interview.html", form=form, interview=interview, answers=answers), form.status


@bp.route("/<uuid:interview_id>/when", methods=["GET", "POST"])
def change(interview_id: UUID) -> ResponseReturnValue:
    """Change when and with whom it is."""
    interview = queries.get_interview(viewer(), interview_id)

    def move(*, on: date, at: time, **facts: Any) -> Interview:
        return service.change(viewer(), interview, starts_at=_instant(on, at), **facts)

    local = interview.starts_at.astimezone(clock.zone(viewer().time_zone))
    now = {"on": local.date(), "at": f"{local:%H:%M}", "kind": interview.kind, "people": interview.people}
    form = Form(schemas.WhenForm, now)
    if form.submit(move):
        return redirect(url_for(".show", interview_id=interview.id), code=303)
    return render_template("client/interview_when.html", form=form, interview=interview, kinds=KINDS), form.status


@bp.route("/practise", methods=["GET", "POST"])
def practise() -> ResponseReturnValue:
    """Write an answer, and get it seen."""
    client = own_client(viewer())
    form = Form(schemas.NewAnswer, {"question": request.args.get("question", "")})
    if form.submit(partial(service.practise, viewer(), client)):
        return _answered(form)
    return render_template("client/practise.html", form=form, client=client, questions=QUESTIONS), form.status


@bp.route("/answers/<uuid:answer_id>", methods=["GET", "POST"])
def answer(answer_id: UUID) -> ResponseReturnValue:
    """Show an answer; one that was not sent yet can be changed."""
    found = queries.get_answer(viewer(), answer_id)
    client = own_client(viewer())
    form = Form(schemas.NewAnswer, {n: getattr(found, n) for n in ("question", "situation", "action", "result")})
    if form.submit(partial(service.rework, viewer(), found)):
        return _answered(form)
    if isinstance(form.refusal, AlreadyAsked):
        raise form.refusal
    if found.sent_at is None:
        return render_template("client/practise.html", form=form, client=client, questions=QUESTIONS), form.status
    reviews = [r for r in published_to(viewer(), client_id=client.id) if r.answer_id == found.id]
    return render_template("client/answer.html", answer=found, client=client, reviews=reviews), form.status


def _answered(form: Form) -> ResponseReturnValue:
    flash("Sent. Your coach looks at it next." if form.result.sent_at else "Kept for you.")
    return redirect(url_for(".index", _anchor="answers"), code=303)
