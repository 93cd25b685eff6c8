"""One's own meeting, by the link in a mail: see, move, cancel. Opening the link never changes anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import NotFound
from coachapp.core.fields import Shape, spell
from coachapp.core.tongue import gettext
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import elsewhere, mails, policies, queries, schemas, service, wording
from coachapp.domain.bookings.calendar import Method, content_type, invitation
from coachapp.domain.bookings.errors import NotBookable
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import CONFIRM, Booking
from coachapp.domain.reminders.models import Kind, To
from coachapp.domain.reminders.queries import steps_of
from coachapp.doors.form import Form
from coachapp.doors.viewer import find_viewer
from coachapp.web import bookings as choosing
from coachapp.web.public.bookings.door import address, bp, prefer, show_practice_of


def _own(token: str) -> Booking:
    booking = queries.managed(token)
    prefer(booking)
    show_practice_of(booking.event_type)
    return booking


@bp.route("/bookings/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Ask once whether one meant it; opening the link changes nothing, the button does."""
    booking = queries.managed(token, purpose=CONFIRM)
    prefer(booking)
    show_practice_of(booking.event_type)
    form = Form(Shape)
    if form.submit(lambda: service.confirm_address(booking)):
        return redirect(url_for(".see", token=service.manage_url(booking).rpartition("/")[2], booked=1), code=303)
    when = wording.span(booking.starts_at, booking.ends_at, booking.time_zone)
    return render_template("public/bookings/confirm.html", booking=booking, form=form, when=when), form.status


@bp.get("/bookings/<token>")
def see(token: str) -> ResponseReturnValue:
    """Show the meeting, and what can be done about it."""
    booking = _own(token)
    return render_template(
        "public/bookings/see.html",
        booking=booking,
        unsettled=wording.unsettled(booking),
        token=token,
        asked=wording.day_and_time(booking.asked_starts_at, booking.time_zone) if booking.asked_starts_at else "",
        stands_at=spell(booking.starts_at),
        is_new="booked" in request.args,
        is_over=booking.is_over(clock.now()),
        is_open=queries.is_open_to_guest(booking),
        may_write=queries.is_open_to_messages(booking),
        until=_until(booking),
        calendars=_calendars(booking, token) if booking.is_confirmed else [],
        reminded=_reminded(booking),
        when=wording.span(booking.starts_at, booking.ends_at, booking.time_zone),
        place=wording.where(booking),
    )


def _calendars(booking: Booking, token: str) -> list[tuple[str, str, str]]:
    """Give the ways into a calendar: icon, words, address."""
    meeting = mails.meeting_of(booking, for_guest=True)
    return [
        ("download", gettext("A file for any calendar"), url_for(".download", token=token)),
        ("external-link", "Google Calendar", elsewhere.google(meeting)),
        ("external-link", gettext("Outlook on the web"), elsewhere.outlook(meeting)),
    ]


def _reminded(booking: Booking) -> str:
    """Say when the guest is still reminded: "2 days and 1 hour before"; nothing where nothing is to come."""
    ahead = booking.starts_at - clock.now()
    leads = [
        wording.while_of(step.minutes)
        for step in steps_of(booking.event_type)
        if step.is_on and step.kind is Kind.REMINDER and step.to in {To.GUEST, To.BOTH} and step.lead < ahead
    ]
    return gettext("%(time)s before", time=wording.both(leads)) if leads else ""


def _until(booking: Booking) -> str:
    ahead = booking.event_type.cutoff_minutes
    return gettext("%(time)s before", time=wording.while_of(ahead)) if ahead else gettext("its start")


@bp.get("/bookings/<token>/meeting.ics")
def download(token: str) -> Response:
    """Give the meeting as a file for calendars."""
    booking = _own(token)
    if booking.status not in {Status.CONFIRMED, Status.CANCELLED}:
        raise NotFound
    method = Method.PUBLISH if booking.is_confirmed else Method.CANCEL
    content = invitation(mails.meeting_of(booking, for_guest=True), method, None)
    answer = Response(content, content_type=content_type(method))
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _coach_of(booking: Booking) -> Viewer | None:
    """Give who looks where that is the meeting's coach, or the owner: no cut-off binds them."""
    who = find_viewer()
    is_coach = who is not None and who.practice_id == booking.practice_id and policies.may_cancel(who, booking)
    return who if is_coach else None


@bp.route("/bookings/<token>/move", methods=["GET", "POST"])
def move(token: str) -> ResponseReturnValue:
    """Choose another time, then confirm it."""
    booking = _own(token)
    form = Form(schemas.MoveRequest)
    if form.sent:
        service.count_change(address=address())
    coach, before = _coach_of(booking), booking.starts_at
    if form.submit(partial(service.move, booking, actor=coach)):
        flash(_moved(booking, before))
        return redirect(url_for(".see", token=token), code=303)
    diary = queries.diary(booking.event_type, moving=booking)
    choice = choosing.read(
        request.args,
        booking.time_zone,
        at=form.value("starts_at") if form.sent else None,
        locked=booking.event_type.place_zone,
    )
    refused = form.refusal if isinstance(form.refusal, NotBookable) else None
    return render_template(
        "public/bookings/move.html",
        booking=booking,
        token=token,
        form=form,
        is_open=queries.is_open_to_guest(booking)
        or (coach is not None and booking.is_confirmed and not booking.is_over(clock.now())),
        asks=booking.event_type.needs_confirmation and coach is None,
        now_at=wording.day_and_time(booking.starts_at, choice.tz),
        others=choosing.sent(refused.alternatives, choice.tz) if refused else [],
        **choosing.chosen(choice),
        **choosing.facts(diary, choice, ".move", token=token),
    ), form.status


def _moved(booking: Booking, before: datetime) -> str:
    if booking.starts_at == before and booking.asked_starts_at is None:
        return gettext("Your meeting stays where it is.")
    if booking.asked_starts_at is None:
        return gettext("Your meeting has a new time. Both of you get a mail with it.")
    coach = booking.coach.user.name
    return gettext("%(coach)s is asked, and answers by mail. Until then the meeting stands as it is.", coach=coach)


@bp.route("/bookings/<token>/cancel", methods=["GET", "POST"])
def cancel(token: str) -> ResponseReturnValue:
    """Ask once, then call the meeting off."""
    booking = _own(token)
    form = Form(schemas.CancelRequest)
    if form.submit(partial(service.cancel, booking)):
        flash(gettext("Your meeting is cancelled. Both of you get a mail about it."))
        return redirect(url_for(".see", token=token), code=303)
    when = wording.span(booking.starts_at, booking.ends_at, booking.time_zone)
    return render_template(
        "public/bookings/cancel.html", booking=booking, token=token, form=form, when=when
    ), form.status
