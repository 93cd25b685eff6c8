"""Why a time is not offered: every start of a day, and any minute that one asks about."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.domain.bookings import because, instants, queries, wording
from coachapp.domain.bookings.because import Answer
from coachapp.domain.bookings.queries.why import DayOf, day_of
from coachapp.domain.hours.windows import OddWindow, minute_of
from coachapp.doors.viewer import viewer
from coachapp.web import bookings as choosing
from coachapp.web.coach.bookings.door import bp

BACK, AHEAD = timedelta(days=1), timedelta(days=800)


@bp.get("/bookings/why")
def why() -> ResponseReturnValue:
    """Show each start of a day with what speaks against it."""
    offers = queries.event_types(viewer())
    if not offers:
        flash("Put a kind of meeting on offer first.")
        return redirect(url_for(".event_types"), code=303)
    offer = next((each for each in offers if str(each.id) == request.args.get("offer")), offers[0])
    minutes = next((each for each in offer.lengths if str(each) == request.args.get("minutes")), offer.minutes)
    found = day_of(viewer(), offer, _day(), minutes=minutes)
    zone = found.zone.key
    asked, odd = _minute(found)
    answers = [because.answer(found, at) for at in found.starts]
    return render_template(
        "coach/bookings/why.html",
        offers=offers,
        offer=offer,
        minutes=minutes,
        day=found.day,
        hours=because.hours_said(found),
        zone=wording.zone_of(zone),
        answers=_labelled(answers, zone),
        free=sum(each.is_free for each in answers),
        asked=_labelled(asked, zone),
        odd=odd,
        clock=request.args.get("clock", ""),
        days=[(found.day + timedelta(days=n)) for n in (-1, 1) if _is_near(found.day + timedelta(days=n))],
    )


def _day() -> date:
    """Give the day that is asked about; one that makes no sense counts as tomorrow."""
    tomorrow = clock.today(viewer().time_zone) + timedelta(days=1)
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return tomorrow
    return day if _is_near(day) else tomorrow


def _is_near(day: date) -> bool:
    today = clock.today(viewer().time_zone)
    return today - BACK <= day <= today + AHEAD


def _minute(found: DayOf) -> tuple[list[Answer], str]:
    """Answer for the one minute that was typed: once, or twice where the clock shows it twice."""
    text = request.args.get("clock", "")
    if not text:
        return [], ""
    try:
        at = instants.instants_of(found.day, minute_of(text), found.zone)
    except OddWindow as error:
        return [], str(error)
    odd = "" if at else "The clock never shows that time on that day: it is set forward over it."
    return [because.answer(found, each) for each in at], odd


def _labelled(answers: list[Answer], zone: str) -> list[tuple[str, Answer]]:
    labels = choosing.labelled([each.at for each in answers], zone)
    return [(label, each) for (_, label), each in zip(labels, answers, strict=True)]
