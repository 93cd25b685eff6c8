"""What is written before and after the meetings of an offer; and the brief before one of them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import Refusal
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.bookings import wording as meeting_words
from coachapp.domain.bookings.models import EventType
from coachapp.domain.reminders import brief, example, placeholders, queries, schemas, service, wording
from coachapp.domain.reminders.models import Kind, ReminderStep, To
from coachapp.domain.reminders.usual import suggested
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_reminders", __name__, url_prefix="/coach", policy=Policy.COACH)
OFFER = "/settings/event-types/<uuid:event_type_id>/reminders"
STEP = f"{OFFER}/<uuid:step_id>"


def _offer(event_type_id: UUID) -> EventType:
    return bookings.get_event_type(viewer(), event_type_id)


def _back(offer: EventType, **query: Any) -> ResponseReturnValue:
    return redirect(url_for(".steps", event_type_id=offer.id, **query), code=303)


@bp.get(OFFER)
def steps(event_type_id: UUID) -> ResponseReturnValue:
    """List the sequence as it happens, with a way back for what was just removed."""
    return _listed(_offer(event_type_id))


def _listed(offer: EventType, refusal: Refusal | None = None) -> str:
    shown = [(step, example.letters(offer, step)[0][2].subject) for step in queries.steps_of(offer)]
    return render_template(
        "coach/reminders/steps.html",
        offer=offer,
        before=[pair for pair in shown if pair[0].kind.is_before],
        after=[pair for pair in shown if not pair[0].kind.is_before],
        words=wording,
        kinds=[(kind.value, wording.KINDS[kind], wording.ABOUT[kind]) for kind in Kind],
        removed=_just_removed(offer),
        refusal=refusal,
    )


def _just_removed(offer: EventType) -> ReminderStep | None:
    try:
        step = queries.get_step(offer, UUID(request.args.get("removed", "")), removed=True)
    except (ValueError, Refusal):
        return None
    return step if step.removed_at else None


@bp.route(f"{OFFER}/new", methods=["GET", "POST"])
def add(event_type_id: UUID) -> ResponseReturnValue:
    """Add a step of a kind; its words begin with ours."""
    offer, kind = _offer(event_type_id), _kind(request.values.get("kind", ""))
    form = Form(schemas.ReminderStepForm, _values(suggested(kind)))
    if form.submit(partial(service.add, viewer(), offer)):
        flash(f"Added: {wording.timing(form.result)}, {wording.people(form.result)}.")
        return _back(offer)
    return _edit(offer, form, kind), form.status


@bp.route(STEP, methods=["GET", "POST"])
def step(event_type_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Change a step: when it goes out, to whom, in which words."""
    offer = _offer(event_type_id)
    mine = queries.get_step(offer, step_id)
    form = Form(schemas.ReminderStepForm, _values(mine))
    if form.submit(partial(service.change, viewer(), offer, mine)):
        flash(f"Saved: {wording.timing(mine)}, {wording.people(mine)}.")
        return _back(offer)
    return _edit(offer, form, mine.kind, mine), form.status


@bp.post(f"{OFFER}/new/preview")
def preview_new(event_type_id: UUID) -> ResponseReturnValue:
    """Show how a new step would read, and keep nothing."""
    return _preview(_offer(event_type_id), _kind(request.form.get("kind", "")))


@bp.post(f"{STEP}/preview")
def preview(event_type_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Show how a changed step would read, and keep nothing."""
    offer = _offer(event_type_id)
    mine = queries.get_step(offer, step_id)
    return _preview(offer, mine.kind, mine)


def _preview(offer: EventType, kind: Kind, mine: ReminderStep | None = None) -> ResponseReturnValue:
    form = Form(schemas.ReminderStepForm)
    form.submit(ReminderStep)
    return _edit(offer, form, kind, mine, form.result), form.status


def _edit(
    offer: EventType, form: Form, kind: Kind, mine: ReminderStep | None = None, tried: ReminderStep | None = None
) -> str:
    """Show the form with the letters beside it: as typed, or as they are before anything was."""
    shown = tried or (mine or suggested(kind) if not form.sent else None)
    return render_template(
        "coach/reminders/step.html",
        offer=offer,
        form=form,
        kind=kind.value,
        name=wording.KINDS[kind],
        about=wording.ABOUT[kind],
        is_before=kind.is_before,
        readers=[(to.value, wording.CHOICES[to]) for to in To] if kind not in schemas.ONLY else [],
        step=mine,
        placeholders=placeholders.KNOWN,
        letters=example.letters(offer, shown) if shown else [],
    )


def _values(step: Any) -> dict[str, Any]:
    amount, unit = wording.split(step.minutes)
    given = {name: getattr(step, name) for name in ("kind", "to", "subject", "body", "is_on")}
    return given | {"amount": amount, "unit": unit}


def _kind(name: str) -> Kind:
    return Kind(name) if name in set(Kind) else Kind.REMINDER


@bp.post(f"{STEP}/switch")
def switch(event_type_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Switch a step on or off."""
    offer = _offer(event_type_id)
    mine = service.switch(viewer(), offer, queries.get_step(offer, step_id), is_on=request.form.get("on") == "yes")
    flash(f"Switched {'on' if mine.is_on else 'off'}: {wording.KINDS[mine.kind]}, {wording.timing(mine)}.")
    return _back(offer)


@bp.post(f"{STEP}/remove")
def remove(event_type_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Take a step away; the page after it offers to undo."""
    offer = _offer(event_type_id)
    service.remove(viewer(), offer, queries.get_step(offer, step_id))
    return _back(offer, removed=step_id)


@bp.post(f"{STEP}/restore")
def restore(event_type_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Bring a removed step back."""
    offer = _offer(event_type_id)
    try:
        service.restore(viewer(), offer, queries.get_step(offer, step_id, removed=True))
    except Refusal as refusal:
        return _listed(offer, refusal), refusal.status
    return _back(offer)


@bp.post(f"{OFFER}/reset")
def reset(event_type_id: UUID) -> ResponseReturnValue:
    """Give the offer the usual sequence again."""
    offer = _offer(event_type_id)
    service.reset(viewer(), offer)
    flash(f"{offer.name} has the usual sequence again.")
    return _back(offer)


@bp.get("/bookings/<uuid:booking_id>/brief")
def brief_page(booking_id: UUID) -> ResponseReturnValue:
    """Show on one page what to know before a meeting."""
    found = brief.of(viewer(), bookings.get_booking(viewer(), booking_id))
    meeting = found.booking
    return render_template(
        "coach/reminders/brief.html",
        brief=found,
        outcome=brief.outcome,
        booking=meeting,
        place=meeting_words.where(meeting),
        when=meeting_words.span(meeting.starts_at, meeting.ends_at, viewer().time_zone),
        their_time=meeting_words.day_and_time(meeting.starts_at, meeting.time_zone),
        is_over=meeting.is_over(clock.now()),
    )
