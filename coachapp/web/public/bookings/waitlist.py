"""Wait for a day that is full; take the time that is offered, or leave the line."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.tongue import gettext
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.waitlist import Turn, WaitlistEntry
from coachapp.domain.hours.openings import midnight
from coachapp.domain.hours.queries import hours_of
from coachapp.doors import tongue
from coachapp.doors.form import Form
from coachapp.web import bookings as choosing
from coachapp.web.public.bookings.book import asking, files_of, length_asked
from coachapp.web.public.bookings.door import address, bp, show_practice_of


@bp.route("/book/<slug>/waitlist", methods=["GET", "POST"])
def join(slug: str) -> ResponseReturnValue:
    """Ask who waits for a full day, and put them in line."""
    link = queries.open_link(slug)
    show_practice_of(link)
    form = Form(schemas.WaitlistIn)
    minutes = length_asked(link, request.values.get("minutes", ""))
    zone = hours_of(link.coach_id, link.schedule_id).zone.key
    choice = choosing.read(request.values, zone, locked=link.place_zone)
    day = choice.day or choosing.date_in(request.form.get("day", ""))
    if day is None:
        return redirect(url_for(".book", slug=slug), code=303)
    where: dict[str, Any] = {"slug": slug, "tz": choice.tz, "day": f"{day}"}
    if link.other_lengths:
        where["minutes"] = minutes
    if form.submit(lambda **wish: _join(link, **wish)):
        return redirect(url_for(".join", joined=1, **where), code=303)
    return render_template(
        "public/bookings/join.html",
        link=link,
        whom=wording.with_whom([each.user.name for each in queries.hosts_of(link)]),
        day=wording.day_of(midnight(day, choice.zone), choice.tz),
        date=f"{day}",
        tz=choice.tz,
        minutes=minutes,
        form=form,
        joined="joined" in request.args,
        here=url_for(".join", **where),
        back=url_for(".book", **where),
    ), form.status


def _join(link: EventType, *, day: date, minutes: int | None, **who: Any) -> WaitlistEntry:
    service.count_try(link, address=address(), email=who["email"])
    return service.join(link, service.Guest(**who), day=day, minutes=minutes)


def _own(token: str) -> tuple[WaitlistEntry, EventType]:
    """Give the place in line behind a link, and speak the language of who stands there."""
    entry, link = queries.entry_of(token)
    tongue.prefer(entry.language)
    return entry, link


@bp.get("/bookings/waitlist/<token>")
def waitlist(token: str) -> ResponseReturnValue:
    """Show one's place in line, and the time that is offered; opening the link changes nothing."""
    return _page(token, *_own(token), Form(schemas.WaitlistTake))


@bp.post("/bookings/waitlist/<token>/take")
def take_offered(token: str) -> ResponseReturnValue:
    """Take the offered time; again finds the same meeting."""
    entry, link = _own(token)
    form = Form(schemas.WaitlistTake)
    service.count_change(address=address())
    if form.submit(lambda **said: service.take(entry, link, files=files_of(link), **said)):
        return redirect(url_for(".see", token=service.manage_url(form.result).rpartition("/")[2], booked=1), code=303)
    return _page(token, entry, link, form)


@bp.post("/bookings/waitlist/<token>/leave")
def leave_waitlist(token: str) -> ResponseReturnValue:
    """Step out of the line."""
    entry, link = _own(token)
    service.leave(entry, link)
    flash(gettext("You are off the waitlist."))
    return redirect(url_for(".waitlist", token=token), code=303)


def _page(token: str, entry: WaitlistEntry, link: EventType, form: Form) -> ResponseReturnValue:
    show_practice_of(link)
    held, zone = queries.kept_for(entry), entry.time_zone
    turn = Turn.PASSED if entry.turn is Turn.OFFERED and held is None else entry.turn
    return render_template(
        "public/bookings/waitlist.html",
        token=token,
        entry=entry,
        turn=turn.value,
        whom=wording.with_whom([each.user.name for each in queries.hosts_of(link)]),
        day=wording.day_of(entry.since, zone),
        until=wording.clock_of(held.held_until, zone) if held else "",
        when=wording.span(held.starts_at, held.ends_at, zone) if held else "",
        back=url_for(".book", slug=link.slug, tz=zone, month=f"{entry.day:%Y-%m}"),
        **asking(link, form),
    ), form.status
