"""Set up what is written before and after a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock, links, signing
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.policies import may_change
from coachapp.domain.bookings.service.offers import each_offer_begins_with
from coachapp.domain.reminders.errors import TooManySteps
from coachapp.domain.reminders.models import STOP, FollowUpStop, ReminderStep
from coachapp.domain.reminders.schemas import fitted
from coachapp.domain.reminders.usual import STEPS, Usual

MOST = 12
_TIMING = ("kind", "minutes")


@each_offer_begins_with
def begin(event_type: EventType) -> None:
    """Give an offer its usual sequence."""
    _put(event_type, STEPS)


def _put(event_type: EventType, steps: Iterable[Usual]) -> None:
    """Put usual steps there; one that is there already stays as it is, also when two put it at once."""
    now, practice = clock.now(), current_practice_id()
    rows = [
        {"id": new_id(), "created_at": now, "since": now, "practice_id": practice, "event_type_id": event_type.id}
        | asdict(step)
        for step in steps
    ]
    if rows:
        keys = ["practice_id", "event_type_id", "usual"]
        db.session.execute(insert(ReminderStep).on_conflict_do_nothing(index_elements=keys), rows)


def add(actor: Viewer, event_type: EventType, **facts: Any) -> ReminderStep:
    """Add a step; meetings for which it would have been due already get none."""
    require(may_change(actor, event_type))
    _room_for_one(event_type)
    step = ReminderStep(id=new_id(), event_type_id=event_type.id, **facts)
    db.session.add(step)
    db.session.flush()
    record(actor, "reminder_step.added", step)
    return step


def change(actor: Viewer, event_type: EventType, step: ReminderStep, **facts: Any) -> ReminderStep:
    """Change a step's words, timing or readers; a meeting that has had it gets it no second time."""
    require(may_change(actor, event_type))
    try:
        whole = fitted({name: facts.get(name, getattr(step, name)) for name in (*_TIMING, "to")})
    except ValidationError as error:
        raise Invalid(fields={str(error.field_name): [str(each) for each in error.messages]}) from error
    _set(step, **facts | whole)
    db.session.flush()
    record(actor, "reminder_step.changed", step)
    return step


def switch(actor: Viewer, event_type: EventType, step: ReminderStep, *, is_on: bool) -> ReminderStep:
    """Switch a step on or off."""
    return change(actor, event_type, step, is_on=is_on)


def remove(actor: Viewer, event_type: EventType, step: ReminderStep) -> None:
    """Take a step away; what it still owes is not sent."""
    require(may_change(actor, event_type))
    step.removed_at = clock.now()
    db.session.flush()
    record(actor, "reminder_step.removed", step)


def restore(actor: Viewer, event_type: EventType, step: ReminderStep) -> ReminderStep:
    """Bring a removed step back as it was."""
    require(may_change(actor, event_type))
    if step.removed_at is None:
        return step
    _room_for_one(event_type)
    step.removed_at, step.since = None, clock.now()
    db.session.flush()
    record(actor, "reminder_step.restored", step)
    return step


def reset(actor: Viewer, event_type: EventType) -> None:
    """Give the offer the usual sequence again; no meeting gets twice what it has had."""
    require(may_change(actor, event_type))
    usual: dict[str | None, Usual] = {step.usual: step for step in STEPS}
    for step in db.session.scalars(select(ReminderStep).where(ReminderStep.event_type_id == event_type.id)):
        fresh = usual.pop(step.usual, None)
        if fresh is None:
            step.removed_at = step.removed_at or clock.now()
        else:
            _set(step, **asdict(fresh), removed_at=None)
    db.session.flush()
    _put(event_type, usual.values())
    record(actor, "event_type.reminders_reset", event_type)


def _set(step: ReminderStep, **facts: Any) -> None:
    """Change the step; one that starts anew owes nothing from before."""
    was_live = step.is_on and step.removed_at is None
    moved = any(facts.get(name, getattr(step, name)) != getattr(step, name) for name in _TIMING)
    for name, value in facts.items():
        setattr(step, name, value)
    if moved or not was_live:
        step.since = clock.now()


def _room_for_one(event_type: EventType) -> None:
    kept = select(func.count()).where(ReminderStep.event_type_id == event_type.id, ReminderStep.removed_at.is_(None))
    if (db.session.scalar(kept) or 0) >= MOST:
        raise TooManySteps


def stop_url(booking: Booking) -> str:
    """Give the address where the guest stops thanks and follow-ups."""
    return links.url("follow-ups", signing.sign(STOP, booking.id))


def stop(booking: Booking) -> None:
    """Write to this guest no more but about meetings; a second time changes nothing."""
    db.session.execute(
        insert(FollowUpStop)
        .values(id=new_id(), created_at=clock.now(), practice_id=current_practice_id(), address=booking.guest_email)
        .on_conflict_do_nothing(index_elements=["practice_id", "address"])
    )


def resume(booking: Booking) -> None:
    """Let this guest have thanks and follow-ups again."""
    db.session.execute(delete(FollowUpStop).where(FollowUpStop.address == booking.guest_email))
