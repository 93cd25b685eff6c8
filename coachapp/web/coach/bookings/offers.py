"""Event types: what is on offer, and the links to share."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.links import url
from coachapp.domain.accounts.queries import coaches, get_practice
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.domain.bookings.ideas import IDEAS, START
from coachapp.domain.bookings.kinds import Color
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.questions import QuestionKind, read, stored
from coachapp.domain.hours.queries import schedule_of, schedules_of
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.bookings.door import bp
from coachapp.web.coach.bookings.sites import snippets

MOST_QUESTIONS = 10
LENGTHS = (15, 20, 30, 45, 50, 60, 90, 120)


@bp.get("/settings/event-types")
def event_types() -> ResponseReturnValue:
    """List what is on offer, each with its link."""
    return _list(Form(schemas.LimitsIn, _limits()))


def _list(limits: Form) -> ResponseReturnValue:
    offers = [(each, url("book", each.slug), wording.place_of(each)) for each in queries.event_types(viewer())]
    page = render_template(
        "coach/bookings/event_types.html",
        offers=offers,
        has_hours=schedule_of(viewer().membership_id) is not None,
        limits=limits,
        lengths_of=wording.lengths_of,
        with_whom=wording.either,
    )
    return page, limits.status


def _limits() -> dict[str, Any]:
    found = queries.limits_of(viewer().membership_id)
    return {name: getattr(found, name) for name in schemas.LimitsIn().fields} if found else {}


@bp.post("/settings/booking-limits")
def set_limits() -> ResponseReturnValue:
    """Limit how many meetings one takes over all offers."""
    form = Form(schemas.LimitsIn)
    if form.submit(partial(service.set_limits, viewer())):
        flash("Your limits are saved. Meetings already taken stand.")
        return redirect(url_for(".event_types"), code=303)
    return _list(form)


@bp.route("/settings/event-types/new", methods=["GET", "POST"])
def add_event_type() -> ResponseReturnValue:
    """Offer a new kind of meeting, from an idea or from nothing."""
    form = Form(schemas.EventTypeIn, START | IDEAS.get(request.args.get("idea", ""), {}))
    if form.submit(partial(service.add_event_type, viewer())):
        flash(f"{form.result.name} is on offer. Copy its link and share it.")
        return redirect(url_for(".event_types"), code=303)
    return _page(form, None), form.status


@bp.route("/settings/event-types/<uuid:event_type_id>", methods=["GET", "POST"])
def event_type(event_type_id: UUID) -> ResponseReturnValue:
    """Change what is on offer."""
    offer = queries.get_event_type(viewer(), event_type_id)
    form = Form(schemas.EventTypeIn, _values(offer))
    if form.submit(partial(service.change_event_type, viewer(), offer)):
        flash(f"{offer.name} is saved. Meetings already taken keep their time.")
        return redirect(url_for(".event_types"), code=303)
    return _page(form, offer), form.status


def _page(form: Form, offer: EventType | None) -> str:
    coach_id = offer.coach_id if offer else viewer().membership_id
    lengths = sorted({*LENGTHS, *(offer.lengths if offer else ())})
    return render_template(
        "coach/bookings/event_type.html",
        form=form,
        offer=offer,
        shown_on=get_practice(viewer().practice_id).shown_on,
        snippets=snippets(offer.slug) if offer else [],
        ideas=[(name, idea["name"]) for name, idea in IDEAS.items()],
        idea=request.args.get("idea", ""),
        lengths=[(each, each) for each in lengths],
        questions=_questions(form, offer),
        question_kinds=list(QuestionKind),
        coaches=[(each.id, each.user.name) for each in coaches()],
        hosts=form.values("host_ids") or [coach_id],
        schedules=[("", "the usual ones"), *((each.id, each.name) for each in schedules_of(coach_id))],
        colors=[(each.value, each.capitalize()) for each in Color],
        zones=[("", "the guest's own"), *((name, name.replace("_", " ")) for name in sorted(clock.zone_names()))],
    )


def _questions(form: Form, offer: EventType | None) -> list[dict[str, Any]]:
    """Give the rows of questions: as typed, as saved or as an idea has them, with empty ones behind."""
    if form.sent:
        rows = [_typed(form, n) for n in range(MOST_QUESTIONS) if f"questions-{n}-kind" in request.form]
    else:
        idea = IDEAS.get(request.args.get("idea", ""), {})
        rows = [
            {"text": each.text, "kind": each.kind, "is_required": each.is_required, "choices": "\n".join(each.choices)}
            for each in (offer.asked if offer else read(stored(idea.get("questions", ()))))
        ]
    filled = [row for row in rows if row["text"]]
    spare = max(2 - len(filled), 1) if len(filled) < MOST_QUESTIONS else 0
    empty = {"text": "", "kind": QuestionKind.LONG, "is_required": False, "choices": ""}
    return [{**row, "n": n} for n, row in enumerate([*filled, *[empty] * spare])]


def _typed(form: Form, n: int) -> dict[str, Any]:
    parts = ("text", "kind", "choices")
    is_required = form.value(f"questions-{n}-is_required") == "true"
    return {part: form.value(f"questions-{n}-{part}") for part in parts} | {"is_required": is_required}


def _values(offer: EventType) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in schemas.EventTypeIn().fields}
