"""How a step reads in a list: "24 hours before, to both"."""

from __future__ import annotations

from coachapp.domain.reminders.models import Kind, ReminderStep, To

UNITS = {"minutes": 1, "hours": 60, "days": 1440}
KINDS = {
    Kind.REMINDER: "Reminder",
    Kind.BRIEF: "Brief",
    Kind.THANKS: "Thanks",
    Kind.FOLLOW_UP: "Follow-up",
}
ABOUT = {
    Kind.REMINDER: "Before the meeting, to the guest, to you or to both.",
    Kind.BRIEF: "Before the meeting, to you: goal, answers, resume, and what happened since last time.",
    Kind.THANKS: "After a meeting that took place.",
    Kind.FOLLOW_UP: "Later, to guests who neither became clients nor booked again.",
}
CHOICES = {To.GUEST: "The guest", To.COACH: "Me", To.BOTH: "Both of us"}
PEOPLE = {To.GUEST: "to the guest", To.COACH: "to you", To.BOTH: "to both of you"}


def split(minutes: int) -> tuple[int, str]:
    """Give minutes as people count them: 1440 is (24, "hours"), 4320 is (3, "days")."""
    if minutes >= 2 * UNITS["days"] and minutes % UNITS["days"] == 0:
        return minutes // UNITS["days"], "days"
    if minutes and minutes % UNITS["hours"] == 0:
        return minutes // UNITS["hours"], "hours"
    return minutes, "minutes"


def timing(step: ReminderStep) -> str:
    """Say when it goes out: "24 hours before", "30 days after"."""
    number, unit = split(step.minutes)
    if number == 0:
        return "at the start" if step.kind.is_before else "right after the end"
    return f"{number} {unit.removesuffix('s') if number == 1 else unit} {'before' if step.kind.is_before else 'after'}"


def people(step: ReminderStep) -> str:
    """Say who gets it."""
    return PEOPLE[step.to] + (", unless they became a client" if step.kind is Kind.FOLLOW_UP else "")
