"""What an offer asks of a slot and of its guest, from the rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Label, func, select
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.prepared import KEEP_PLANS, Statement, prepared
from coachapp.core.tongue import gettext
from coachapp.domain.bookings.coach_limits import CoachLimits
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.rules import NO_LIMITS, Limits, Offer
from coachapp.domain.hours.models import Schedule
from coachapp.domain.hours.openings import Hours
from coachapp.domain.hours.queries import asked_for, hours_from, hours_of, hours_selected


def offer_of(event_type: EventType, minutes: int | None = None, *, overall: Limits) -> Offer:
    """Give what an event type asks of a slot, in its usual length or another of its lengths."""
    length = minutes or event_type.minutes
    step = event_type.step_minutes or length + event_type.buffer_before + event_type.buffer_after
    return Offer(
        length=timedelta(minutes=length),
        step=timedelta(minutes=step),
        before=timedelta(minutes=event_type.buffer_before),
        after=timedelta(minutes=event_type.buffer_after),
        notice=timedelta(minutes=event_type.notice_minutes),
        notice_days=event_type.notice_days,
        horizon=timedelta(days=event_type.horizon_days),
        until=event_type.bookable_until,
        limits=Limits(event_type.most_per_day, event_type.most_per_week, event_type.most_per_month),
        overall=overall,
    )


def length_of(event_type: EventType, minutes: int | None) -> int:
    """Give the minutes of a meeting: those asked for where they are on offer, the usual ones without a wish."""
    if minutes is None:
        return event_type.minutes
    if minutes not in event_type.lengths:
        said = ", ".join(str(each) for each in event_type.lengths)
        raise Invalid(fields={"minutes": [gettext("This meeting can be had for %(lengths)s minutes.", lengths=said)]})
    return minutes


def open_to_guest_until(booking: Booking) -> datetime:
    """Give the last instant at which the guest may move or cancel."""
    return booking.starts_at - timedelta(minutes=booking.event_type.cutoff_minutes)


def is_open_to_guest(booking: Booking) -> bool:
    """Tell whether the guest may still move or cancel."""
    now = clock.now()
    return booking.is_confirmed and not booking.is_over(now) and now <= open_to_guest_until(booking)


def limits_of(coach_id: UUID) -> CoachLimits | None:
    """Give the coach's limits over all offers, or None where none were ever set."""
    return db.session.scalar(select(CoachLimits).where(CoachLimits.coach_id == coach_id))


class Terms(NamedTuple):
    """A coach's hours by one schedule, and how many meetings they take over all offers."""

    hours: Hours
    overall: Limits


def terms_of(coach_id: UUID, schedule_id: UUID | None) -> Terms:
    """Give a coach's terms by that schedule, asked at once."""
    row = next(iter(_terms(is_default=schedule_id is None).rows(**asked_for(coach_id, schedule_id))), None)
    if row is None:
        found = limits_of(coach_id)
        limits = (found.most_per_day, found.most_per_week, found.most_per_month) if found else NO_LIMITS
        return Terms(hours_of(coach_id, schedule_id), Limits(*limits))
    return terms_from(row)


def terms_from(row: Any) -> Terms:
    """Give the terms that a row tells which has the columns of `hours_columns` and of `limits_selected`."""
    return Terms(hours_from(row), Limits(*row.limits) if row.limits else NO_LIMITS)


@prepared
def _terms(*, is_default: bool) -> Statement:
    return hours_selected(is_default=is_default).add_columns(limits_selected(Schedule.coach_id), KEEP_PLANS)


def limits_selected(coach_id: ColumnElement[UUID] | InstrumentedAttribute[UUID]) -> Label[Any]:
    """Select how many meetings that coach takes over all offers, as `limits`."""
    most = func.json_build_array(CoachLimits.most_per_day, CoachLimits.most_per_week, CoachLimits.most_per_month)
    return select(most).where(CoachLimits.coach_id == coach_id).scalar_subquery().label("limits")
