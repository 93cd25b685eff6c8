"""Why a meeting can't be booked, moved or cancelled, in the words that people read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coachapp.core.errors import Conflict, Gone, Invalid, Refusal
from coachapp.core.fields import spell
from coachapp.core.tongue import marked
from coachapp.domain.bookings.rules import Refusal as Reason


class NotBookable(Refusal):
    """The wanted time is not one that can be had; `alternatives` are the nearest that can."""

    alternatives: list[datetime]

    def __init__(self, message: str | None = None, *, alternatives: list[datetime] | None = None, **extra: Any):
        self.alternatives = alternatives or []
        super().__init__(message, alternatives=[spell(at) for at in self.alternatives], **extra)


class SlotTaken(NotBookable, Conflict):
    """Somebody else has that time."""

    type, title = "slot-taken", marked("That time is taken")
    message = marked("Someone just booked that time. Please pick another.")


class DayFull(NotBookable, Conflict):
    """The coach takes no more of these meetings on that day."""

    type, title = "day-full", marked("That day is full")
    message = marked("That day has no more room for this meeting. Please pick another day.")


class WeekFull(NotBookable, Conflict):
    """The coach takes no more of these meetings in that week."""

    type, title = "week-full", marked("That week is full")
    message = marked("That week has no more room for this meeting. Please pick another week.")


class MonthFull(NotBookable, Conflict):
    """The coach takes no more of these meetings in that month."""

    type, title = "month-full", marked("That month is full")
    message = marked("That month has no more room for this meeting. Please pick another month.")


class OffGrid(NotBookable, Invalid):
    """Inside the hours, but not a time at which meetings start."""

    type, title = "off-grid", marked("Meetings don't start then")
    message = marked("Meetings don't start at that minute. Please pick one of the listed times.")


class InThePast(NotBookable, Invalid):
    """That instant has passed."""

    type, title = "in-the-past", marked("That time has passed")
    message = marked("That time has passed already. Please pick a later one.")


class TooSoon(NotBookable, Invalid):
    """Within the notice that the coach asks for."""

    type, title = "too-soon", marked("That is too soon")
    message = marked("The coach needs more notice than that. Please pick a later time.")


class TooFar(NotBookable, Invalid):
    """Beyond how far ahead meetings are taken."""

    type, title = "too-far", marked("That is too far ahead")
    message = marked("Meetings can't be booked that far ahead yet. Please pick an earlier time.")


class OutsideHours(NotBookable, Invalid):
    """The coach takes no meetings then."""

    type, title = "outside-hours", marked("Outside the hours")
    message = marked("The coach takes no meetings at that time. Please pick one of the listed times.")


class PastCutoff(Conflict):
    """The meeting has begun or passed."""

    type, title = "past-cutoff", marked("Too late to change this")
    message = marked("This meeting has begun or passed, so it can't be moved or cancelled any more.")


class NotHeld(Conflict):
    """Whether somebody came can be said once a meeting that stands has begun."""

    type, title = "not-held", marked("Nothing to note yet")
    message = marked("Whether somebody came can be noted once the meeting has begun, and where it was not cancelled.")


class TooManyMoves(Conflict):
    """The guest has moved the meeting as often as the offer allows."""

    type, title = "too-many-moves", marked("Moved often enough")
    message = marked("This meeting was moved as often as it can be. Write to your coach, who can still move it.")


class NotPending(Conflict):
    """Nobody waits for this word any more, or not yet."""

    type, title = "not-pending", marked("Nothing waits for this")
    message = marked("This meeting does not wait for that any more. Reload to see how it stands.")


class GuestLimit(Conflict):
    """This person has as many of these meetings as one person gets."""

    type, title = "guest-limit", marked("You have one already")
    message = marked("You have this meeting already. Move it by the link in its mail, or write to your coach.")


class NotTakenHere(Conflict):
    """The practice takes no bookings from that address or its domain."""

    type, title = "not-taken-here", marked("Not with this address")
    message = marked("Bookings with this mail address are not taken here. If that seems wrong, write to the practice.")


class NotOpenToMessages(Conflict):
    """The meeting is long over, or its guest never confirmed it."""

    type, title = "not-open-to-messages", marked("No messages here any more")
    message = marked(
        "Messages are taken from when the meeting is confirmed until 30 days after it. Answer one of its mails."
    )


class NotFull(NotBookable, Conflict):
    """Nobody has to wait for that day."""

    type, title = "not-full", marked("That day has free times")
    message = marked("That day has free times. Pick one of them.")


class NoWaitlist(Conflict):
    """There is no line for that day: the coach takes no meetings then, or keeps no waitlist."""

    type, title = "no-waitlist", marked("No waitlist for that day")
    message = marked("There is no waitlist for that day. Please pick another.")


class LineFull(Conflict):
    """So many wait for that day that one more would wait in vain."""

    type, title = "waitlist-full", marked("Many are waiting already")
    message = marked("So many people wait for that day that we can't promise anything. Please pick another.")


class OfferOver(Conflict):
    """The offered time was kept for half an hour, and has gone to the next in line."""

    type, title = "offer-over", marked("This offer has run out")
    message = marked(
        "The time was kept for you for half an hour and went on to the next. Have a look at what is free now."
    )


class AlreadyCancelled(Conflict):
    """The meeting was cancelled before."""

    type, title = "already-cancelled", marked("Cancelled already")
    message = marked("This meeting was cancelled already. You can book a new one.")


class KeyReused(Invalid):
    """The same Idempotency-Key came with something else in it."""

    type, title = "idempotency-key-reused", marked("That key was used for something else")
    message = marked("This Idempotency-Key was used for another booking. Send a new key.")


class LinkClosed(Gone):
    """The booking link was real, and takes no bookings any more."""

    type, title = "link-closed", marked("This link is closed")
    message = marked("This meeting is not on offer any more. Have a look at the practice's page for what is.")


class ManageLinkOver(Gone):
    """A manage link that was replaced by a newer one."""

    type = "link-replaced"
    message = marked("This link was replaced by a newer one. You find it in the latest mail about the meeting.")


class SlugTaken(Conflict):
    """Another event type of this installation has that address."""

    type, title = "slug-taken", marked("That address is taken")
    message = marked("Another meeting has this address already. Pick a different ending for the link.")


BY_KIND: dict[Reason, type[NotBookable]] = {
    Reason.OFF_GRID: OffGrid,
    Reason.IN_THE_PAST: InThePast,
    Reason.TOO_SOON: TooSoon,
    Reason.TOO_FAR: TooFar,
    Reason.OUTSIDE_HOURS: OutsideHours,
    Reason.SLOT_TAKEN: SlotTaken,
    Reason.DAY_FULL: DayFull,
    Reason.WEEK_FULL: WeekFull,
    Reason.MONTH_FULL: MonthFull,
}
