"""From a step and a meeting to the letter that its reader gets."""

from __future__ import annotations

import re

from coachapp.core import links
from coachapp.core.blanks import fill
from coachapp.core.fields import clean_line
from coachapp.core.tongue import gettext, marked
from coachapp.domain.bookings import wording
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.mails import button_of, facts_of
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.service import manage_url
from coachapp.domain.notifications.letters import Letter
from coachapp.domain.reminders.models import Kind, ReminderStep
from coachapp.domain.reminders.placeholders import typed_by_guest
from coachapp.domain.reminders.service import stop_url
from coachapp.domain.reminders.usual import OURS

GOAL = marked("what comes next for you")
MOVE = marked("Does it still suit you? If not, move it with the button below.")
ANSWER = marked("If something has come up, answer this mail.")
BELOW = "Below is what they said beforehand."
_WHY = marked("You get this because we met. Reminders of meetings that you book come all the same.")
_HOUR = 60

Facts = list[tuple[str, str]]


def letter_of(step: ReminderStep, booking: Booking, side: Side, *, zone: str, more: Facts | None = None) -> Letter:
    """Write the step to that side, with the times of that zone; `more` is what else a brief knows."""
    for_guest = side is Side.GUEST
    known = _blanks(step, booking, side, zone=zone)
    comes_after = not step.kind.is_before
    return Letter(
        subject=clean_line(fill(_in_tongue(step.subject), known))[:200],
        preview=_preview(step),
        paragraphs=[part.strip() for part in re.split(r"\n\s*\n", fill(_in_tongue(step.body), known)) if part.strip()],
        facts=[] if comes_after and for_guest else facts_of(booking, for_guest=for_guest, zone=zone) + (more or []),
        button=_book(booking) if comes_after and for_guest else button_of(booking, for_guest=for_guest),
        closing=gettext(_WHY) if comes_after and for_guest else "",
        links=_links(step, booking, side),
        reply_to=booking.coach.user.email if for_guest else booking.guest_email,
        from_name=booking.coach.user.name if for_guest else None,
    )


def _in_tongue(text: str) -> str:
    """Say a text of ours in the reader's language; what a coach wrote stays as it is."""
    return gettext(text) if text in OURS else text


def _blanks(step: ReminderStep, booking: Booking, side: Side, *, zone: str) -> dict[str, str]:
    event_type, for_guest = booking.event_type, side is Side.GUEST
    guest, coach = typed_by_guest(booking.guest_name), booking.coach.user.name
    return {
        "guest": guest,
        "coach": coach,
        "other": coach if for_guest else guest,
        "offer": event_type.name,
        "when": wording.span(booking.starts_at, booking.ends_at, zone),
        "start": wording.short(booking.starts_at, zone),
        "where": wording.where(booking),
        "link": manage_url(booking) if for_guest else links.url("coach", "bookings", booking.id),
        "book": links.url("book", event_type.slug),
        "goal": typed_by_guest(booking.goal) or gettext(GOAL),
        "hint": BELOW if not for_guest else gettext(MOVE if _may_move(step, event_type) else ANSWER),
    }


def _may_move(step: ReminderStep, event_type: EventType) -> bool:
    """Tell whether guests may still move the meeting when the step goes out."""
    return step.kind.is_before and step.minutes > event_type.cutoff_minutes


def _preview(step: ReminderStep) -> str:
    if step.kind is Kind.REMINDER and step.minutes <= _HOUR:
        return gettext("Your meeting starts within the hour.")
    return {
        Kind.REMINDER: gettext("Your next meeting, and how to change it."),
        Kind.BRIEF: "Goal, answers, resume and what happened since.",
        Kind.THANKS: gettext("A short word after our meeting."),
        Kind.FOLLOW_UP: gettext("A short question; no need to answer."),
    }[step.kind]


def _book(booking: Booking) -> tuple[str, str] | None:
    event_type = booking.event_type
    return (gettext("Pick a time"), links.url("book", event_type.slug)) if event_type.is_open else None


def _links(step: ReminderStep, booking: Booking, side: Side) -> list[tuple[str, str]]:
    if step.kind is Kind.BRIEF and booking.resume_key:
        return [(f"Download {booking.resume_name}", links.url("coach", "bookings", booking.id, "resume"))]
    if not step.kind.is_before and side is Side.GUEST:
        return [(gettext("Stop letters like this one"), stop_url(booking))]
    return []
