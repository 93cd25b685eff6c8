"""What a visitor sees: the practice, a booking page, one's own meeting."""

from coachapp.web.public.bookings import book, embed, manage, messages, practice, waitlist
from coachapp.web.public.bookings.door import bp

__all__ = ["book", "bp", "embed", "manage", "messages", "practice", "waitlist"]
