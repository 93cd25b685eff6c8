"""The letters about a meeting: each re-reads the facts, and says nothing when they have changed since."""

from coachapp.domain.bookings.mails import messages, moving, standing, waiting, waitlist
from coachapp.domain.bookings.mails.letter import button_of, facts_of, meeting_of

__all__ = ["button_of", "facts_of", "meeting_of", "messages", "moving", "standing", "waiting", "waitlist"]
