"""Bookings: for guests without a token, for coaches with one."""

from coachapp.api.bookings import desk, guests, meetings
from coachapp.api.bookings.door import blp

__all__ = ["blp", "desk", "guests", "meetings"]
