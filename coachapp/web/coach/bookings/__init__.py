"""What a coach sees of bookings: the agenda, the hours, the offers."""

from coachapp.web.coach.bookings import agenda, hours, offers
from coachapp.web.coach.bookings.door import bp

__all__ = ["agenda", "bp", "hours", "offers"]
