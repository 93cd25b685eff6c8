"""Whether somebody may take a time, or change a meeting at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import Range

from coachapp.core import clock
from coachapp.core.tongue import marked
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.bookings import policies, queries
from coachapp.domain.bookings.errors import BY_KIND, AlreadyCancelled, NotPending, PastCutoff
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.rules import Refusal

TOO_LATE = marked("It is too close to the meeting to move or cancel it here. Write to your coach, who still can.")


def guard(actor: Viewer | None, booking: Booking) -> None:
    """Let the holder of the manage link act (no actor), and whoever may change this meeting."""
    require(actor is None or policies.may_cancel(actor, booking))


def still_open(booking: Booking, *, by_guest: bool) -> None:
    """Refuse to change what does not stand, has begun, or is too near for its guest."""
    if not booking.is_confirmed:
        raise NotPending if booking.status in {Status.UNCONFIRMED, Status.REQUESTED} else AlreadyCancelled
    if booking.is_over(clock.now()):
        raise PastCutoff
    if by_guest and clock.now() > queries.open_to_guest_until(booking):
        raise PastCutoff(TOO_LATE)


def decide(
    event_type: EventType,
    starts_at: datetime,
    *,
    moving: Booking | None = None,
    minutes: int | None = None,
    own: Hold | None = None,
    overruled: frozenset[Refusal] = frozenset(),
    despite_visitors: bool = False,
) -> tuple[Range[datetime], Membership]:
    """Give the time that the meeting takes and who holds it, or refuse with the nearest that can be had."""
    diary = queries.diary(
        event_type,
        moving=moving,
        minutes=minutes,
        around=starts_at if overruled else None,
        own=own,
        despite_visitors=despite_visitors,
    )
    refusal = diary.decide(starts_at, overruled=overruled)
    if refusal is not None:
        raise BY_KIND[refusal](alternatives=diary.nearest(starts_at))
    busy = diary.offer.busy(starts_at)
    host = moving.coach if moving else queries.host_at(event_type, diary, starts_at, overruled=overruled)
    return Range(busy.starts, busy.ends), host
