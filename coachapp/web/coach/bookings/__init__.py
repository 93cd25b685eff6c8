"""What a coach sees of bookings: the agenda, the offers."""

from coachapp.web.coach.bookings import agenda, desk, offers
from coachapp.web.coach.bookings.door import bp

__all__ = ["agenda", "bp", "desk", "offers"]
