"""Write to the coach by the link of one's meeting."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.tongue import gettext
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.doors.form import Form
from coachapp.web.public.bookings.door import address, bp, prefer, show_practice_of


@bp.route("/bookings/<token>/message", methods=["GET", "POST"])
def message(token: str) -> ResponseReturnValue:
    """Leave a message to the coach; opening the page changes nothing."""
    booking = queries.managed(token)
    prefer(booking)
    show_practice_of(booking.event_type)
    form = Form(schemas.MessageIn)
    if form.sent:
        service.count_change(address=address())
    if form.submit(partial(service.leave_message, booking)):
        flash(gettext("Your message is on its way to %(coach)s, who answers by mail.", coach=booking.coach.user.name))
        return redirect(url_for(".see", token=token), code=303)
    return render_template(
        "public/bookings/message.html",
        booking=booking,
        token=token,
        form=form,
        is_open=queries.is_open_to_messages(booking),
        earlier=queries.messages_at(booking),
        when=wording.span(booking.starts_at, booking.ends_at, booking.time_zone),
    ), form.status
