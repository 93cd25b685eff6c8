"""Put meetings on offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import policies
from coachapp.domain.bookings.coach_limits import CoachLimits
from coachapp.domain.bookings.errors import SlugTaken
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.queries import limits_of
from coachapp.domain.bookings.questions import stored
from coachapp.domain.bookings.service.hosting import set_hosts
from coachapp.domain.hours.queries import schedule_of

Start = Callable[[EventType], None]
_starts: list[Start] = []


def each_offer_begins_with(start: Start) -> Start:
    """Register what a room above gives to every new offer."""
    _starts.append(start)
    return start


def add_event_type(actor: Viewer, **facts: Any) -> EventType:
    """Offer a new kind of meeting under an address of its own."""
    require(actor.is_coach, "Coaches offer meetings.")
    _check_schedule(actor.membership_id, facts)
    event_type = EventType(id=new_id(), coach_id=actor.membership_id, **_typed(facts))
    with unless_taken("uq_event_types_slug", SlugTaken, fields={"slug": [SlugTaken.message]}):
        db.session.add(event_type)
    set_hosts(event_type, facts.get("host_ids"))
    for start in _starts:
        start(event_type)
    record(actor, "event_type.added", event_type)
    return event_type


def change_event_type(actor: Viewer, event_type: EventType, **facts: Any) -> EventType:
    """Change what is on offer; meetings already taken keep their time."""
    require(policies.may_change(actor, event_type))
    _check_schedule(event_type.coach_id, facts)
    with unless_taken("uq_event_types_slug", SlugTaken, fields={"slug": [SlugTaken.message]}):
        for name, value in _typed(facts).items():
            setattr(event_type, name, value)
        event_type.changed_at = clock.now()
    if facts.get("host_ids") is not None:
        set_hosts(event_type, facts["host_ids"])
    record(actor, "event_type.changed", event_type)
    return event_type


def _check_schedule(coach_id: UUID, facts: Mapping[str, Any]) -> None:
    """Refuse a schedule that is not one of that coach's."""
    wanted = facts.get("schedule_id")
    if wanted is not None and schedule_of(coach_id, wanted) is None:
        raise Invalid(fields={"schedule_id": ["Pick one of the coach's own schedules."]})


def _typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give the facts of the offer's own row, with questions as they are stored."""
    own = {name: value for name, value in facts.items() if name != "host_ids"}
    return own | {"questions": stored(own["questions"])} if "questions" in own else own


def set_limits(actor: Viewer, **facts: int | None) -> CoachLimits:
    """Limit how many meetings one takes over all that one offers; meetings already taken stand."""
    require(actor.is_coach, "Coaches offer meetings.")
    limits = limits_of(actor.membership_id)
    if limits is None:
        limits = CoachLimits(id=new_id(), coach_id=actor.membership_id)
        db.session.add(limits)
    for name, value in facts.items():
        setattr(limits, name, value)
    db.session.flush()
    record(actor, "limits.changed", limits)
    return limits


def close_link(actor: Viewer, event_type: EventType) -> EventType:
    """Take no more bookings through this link; meetings already taken stand."""
    return change_event_type(actor, event_type, is_open=False)


def open_link(actor: Viewer, event_type: EventType) -> EventType:
    """Take bookings through this link again."""
    return change_event_type(actor, event_type, is_open=True)
