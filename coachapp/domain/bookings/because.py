"""Why a time can't be had, in words for coaches, who know their own rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from coachapp.domain.bookings import wording
from coachapp.domain.bookings.queries.why import DayOf, InTheWay
from coachapp.domain.bookings.rules import Limits, Refusal
from coachapp.domain.hours.openings import Interval
from coachapp.domain.hours.windows import said

TO_COACH: dict[Refusal, str] = {
    Refusal.OFF_GRID: "Between two starts",
    Refusal.IN_THE_PAST: "In the past",
    Refusal.TOO_SOON: "Within the notice",
    Refusal.TOO_FAR: "Too far ahead",
    Refusal.OUTSIDE_HOURS: "Outside the hours",
    Refusal.SLOT_TAKEN: "Taken",
    Refusal.DAY_FULL: "The day is full",
    Refusal.WEEK_FULL: "The week is full",
    Refusal.MONTH_FULL: "The month is full",
}
PERIODS = {Refusal.DAY_FULL: "day", Refusal.WEEK_FULL: "week", Refusal.MONTH_FULL: "month"}


Cause = tuple[str, UUID | None]
MOST_NAMED = 3


@dataclass(frozen=True)
class Answer:
    """One start: bookable, or why not, what causes it, and the meeting that does."""

    at: datetime
    is_free: bool
    headline: str
    cause: str = ""
    booking_id: UUID | None = None


def answer(day: DayOf, at: datetime) -> Answer:
    """Say of one start whether it can be booked, by the decision that books; causes in the schedule's own zone."""
    refusal = day.diary.decide(at)
    if refusal is None:
        free = wording.either([name for name, each in day.hosts if each.diary.decide(at) is None])
        return Answer(at, is_free=True, headline="Can be booked", cause=f"With {free}." if free else "")
    cause, booking_id = _each_cause(day, at) if day.hosts else _CAUSES[refusal](day, at, refusal)
    return Answer(at, is_free=False, headline=TO_COACH[refusal], cause=cause, booking_id=booking_id)


def _each_cause(day: DayOf, at: datetime) -> Cause:
    """Say of each host what stands in the way; the meeting to open is the first that the viewer may see."""
    found = [(name, *_CAUSES[why](each, at, why)) for name, each in day.hosts if (why := each.diary.decide(at))]
    return " ".join(f"{name}: {cause}" for name, cause, _ in found), next((each for *_, each in found if each), None)


def hours_said(day: DayOf) -> str:
    """Say the hours of that day, and where they come from; of several hosts each one's, on their own walls."""
    if day.hosts:
        return "; ".join(f"{name} {hours_said(each)}{_elsewhere(day, each)}" for name, each in day.hosts)
    windows = [said(each) for each in day.diary.hours.windows_on(day.day)]
    why = {"": "from the weekly hours", "date": "set for this date"}.get(day.source, day.source)
    return f"{', '.join(windows)} ({why})" if windows else f"none ({why})"


def _elsewhere(day: DayOf, host: DayOf) -> str:
    zone = host.diary.hours.zone.key
    return "" if zone == day.zone.key else f" in {wording.zone_of(zone)}"


def _short(day: DayOf, at: datetime) -> str:
    return wording.short(at, day.zone.key)


def _clock(day: DayOf, at: datetime) -> str:
    return wording.clock_of(at, day.zone.key)


def _past(day: DayOf, _at: datetime, _why: Refusal) -> Cause:
    return f"It is {_short(day, day.diary.now)} now.", None


def _too_soon(day: DayOf, _at: datetime, _why: Refusal) -> Cause:
    offer = day.diary.offer
    asked = [wording.while_of(int(offer.notice.total_seconds() // 60))] if offer.notice else []
    if offer.notice_days:
        asked.append(f"{offer.notice_days} working day{'' if offer.notice_days == 1 else 's'}")
    return f"This offer asks for {' and '.join(asked)} of notice: open from {_short(day, day.diary.earliest)} on.", None


def _too_far(day: DayOf, _at: datetime, _why: Refusal) -> Cause:
    offer = day.diary.offer
    if offer.until is not None and day.diary.latest < day.diary.now + offer.horizon:
        return f"This offer is open until {offer.until:%a} {offer.until.day} {offer.until:%B}.", None
    return f"This offer is open {offer.horizon.days} days ahead: until {_short(day, day.diary.latest)} today.", None


def _outside(day: DayOf, at: datetime, _why: Refusal) -> Cause:
    around = day.diary.openings(at, at).around(at)
    if around is None:
        return f"Hours on that day: {hours_said(day)}.", None
    minutes = int(day.diary.offer.length.total_seconds() // 60)
    return f"{minutes} minutes don't fit before the hours end at {_clock(day, around.ends)}.", None


def _off_grid(day: DayOf, at: datetime, _why: Refusal) -> Cause:
    place = bisect_left(day.starts, at)
    near = [_clock(day, each) for each in day.starts[max(place - 1, 0) : place + 1]]
    return f"Meetings start at {' and '.join(near)}.", None


def _taken(day: DayOf, at: datetime, _why: Refusal) -> Cause:
    offer = day.diary.offer
    wanted, meeting = offer.busy(at), Interval(at, at + offer.length)
    found = [each for each in day.taken if _meet(each.during, wanted)]
    if not found:
        return "Something else takes that time.", None
    near = [each for each in found if _meet(each.during, meeting)]
    shown = (near or found)[:MOST_NAMED]
    named = "; ".join(f"{each.said}, {_span(day, each)}" for each in shown)
    pause = "" if near else f" The pause of {_minutes(max(offer.before, offer.after))} around this one reaches into it."
    return f"By {named}.{pause}", next((each.booking_id for each in shown if each.booking_id), None)


def _span(day: DayOf, each: InTheWay) -> str:
    return wording.whole_days_or_span(each.during.starts, each.during.ends, day.zone.key)


def _minutes(size: timedelta) -> str:
    return wording.while_of(int(size.total_seconds() // 60))


def _meet(one: Interval, other: Interval) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _full(day: DayOf, at: datetime, why: Refusal) -> Cause:
    _, is_overall = day.diary.full(at) or (why, False)
    offer, period = day.diary.offer, PERIODS[why]
    limits: Limits = offer.overall if is_overall else offer.limits
    most = getattr(limits, period)
    of = "over all that is offered" if is_overall else "of this offer"
    return f"At most {most} a {period} {of}, and {'that one is' if most == 1 else 'they are'} taken.", None


_CAUSES: dict[Refusal, Callable[[DayOf, datetime, Refusal], Cause]] = {
    Refusal.IN_THE_PAST: _past,
    Refusal.TOO_SOON: _too_soon,
    Refusal.TOO_FAR: _too_far,
    Refusal.OUTSIDE_HOURS: _outside,
    Refusal.OFF_GRID: _off_grid,
    Refusal.SLOT_TAKEN: _taken,
    Refusal.DAY_FULL: _full,
    Refusal.WEEK_FULL: _full,
    Refusal.MONTH_FULL: _full,
}
