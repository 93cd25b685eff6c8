"""Say who holds the meetings of an offer."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import set_committed_value

from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.queries import coaches
from coachapp.domain.bookings.hosting import EventTypeHost
from coachapp.domain.bookings.models import EventType

NOT_HERE = "Pick coaches of this practice."


def set_hosts(event_type: EventType, wanted: Collection[UUID] | None) -> None:
    """Let these coaches hold the offer's meetings, none for its own coach alone; the caller has asked who may."""
    known = {} if wanted is None else {each.id: each for each in coaches()}
    if not known.keys() >= set(wanted or ()):
        raise Invalid(fields={"host_ids": [NOT_HERE]})
    hosts = [] if set(wanted or ()) == {event_type.coach_id} else sorted(set(wanted or ()))
    db.session.execute(delete(EventTypeHost).where(EventTypeHost.event_type_id == event_type.id))
    for coach_id in hosts:
        db.session.add(EventTypeHost(id=new_id(), event_type_id=event_type.id, coach_id=coach_id))
    event_type.is_shared = bool(hosts)
    db.session.flush()
    set_committed_value(event_type, "hosts", [known[each] for each in hosts])


def stop_hosting(coach_id: UUID) -> list[EventType]:
    """Take a coach out of the offers of others; gives those of which nobody is left to hold the meetings."""
    mine = select(EventTypeHost.event_type_id).where(EventTypeHost.coach_id == coach_id)
    shared = db.session.scalars(select(EventType).where(EventType.id.in_(mine))).all()
    db.session.execute(delete(EventTypeHost).where(EventTypeHost.coach_id == coach_id))
    held = set(db.session.scalars(select(EventTypeHost.event_type_id).distinct()))
    empty = [each for each in shared if each.id not in held]
    for each in empty:
        each.is_shared = False
    db.session.flush()
    return empty
