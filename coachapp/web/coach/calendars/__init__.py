"""What a coach sees of calendars: those that are read, accounts, and one's own link."""

from coachapp.web.coach.calendars import accounts, sources
from coachapp.web.coach.calendars.door import bp

__all__ = ["accounts", "bp", "sources"]
