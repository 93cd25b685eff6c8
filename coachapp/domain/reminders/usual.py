"""The sequence that each offer begins with. `{hint}` differs by reader, so that one step serves both."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from coachapp.core.tongue import marked
from coachapp.domain.reminders.models import Kind, ReminderStep, To

HOUR, DAY = 60, 1440


@dataclass(frozen=True, kw_only=True)
class Usual:
    """One step as we would set it up."""

    usual: str
    kind: Kind
    to: To
    minutes: int
    subject: str
    body: str
    is_on: bool = True


THANKS = marked(
    """\
Thank you for taking the time to talk. If a question has stayed open, or something comes up these days, answer \
this mail; it reaches me directly.

And if you would like to go on, pick a time with the button below."""
)

NOT_NOW = marked(
    """\
A while ago we talked about “{goal}”. Then it was quiet, which is fine. I wondered how things are going.

If now is a better moment, pick a time below. If not, there is nothing to do, and I wish you well."""
)

STEPS = (
    Usual(
        usual="day_before",
        kind=Kind.REMINDER,
        to=To.BOTH,
        minutes=DAY,
        subject=marked("Reminder: {offer}, {start}"),
        body=marked("You and {other} meet soon. {hint}"),
    ),
    Usual(
        usual="hour_before",
        kind=Kind.REMINDER,
        to=To.BOTH,
        minutes=HOUR,
        subject=marked("Soon: {offer}, {start}"),
        body=marked("You and {other} meet within the hour. {hint}"),
    ),
    Usual(
        usual="brief",
        kind=Kind.BRIEF,
        to=To.COACH,
        minutes=15,
        subject="Brief: {guest}, {start}",
        body="All there is to know before you and {guest} meet, on one page.",
    ),
    Usual(
        usual="thanks",
        kind=Kind.THANKS,
        to=To.GUEST,
        minutes=2 * HOUR,
        subject=marked("Thank you: {offer}, {start}"),
        body=THANKS,
    ),
    # Off: it is the one letter that nobody expects, and whether it suits a guest is the coach's to say.
    Usual(
        usual="not_now",
        kind=Kind.FOLLOW_UP,
        to=To.GUEST,
        minutes=30 * DAY,
        subject=marked("A word from {coach}: how is it going?"),
        body=NOT_NOW,
        is_on=False,
    ),
)

OURS = frozenset(text for each in STEPS for text in (each.subject, each.body))


def suggested(kind: Kind) -> ReminderStep:
    """Give what a new step of that kind begins with; it is not kept."""
    step = next(each for each in STEPS if each.kind is kind)
    return ReminderStep(**asdict(step) | {"usual": None, "is_on": True})
