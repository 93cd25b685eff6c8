"""The blueprint of the coach's booking pages."""

from __future__ import annotations

from coachapp.doors.policy import Door, Policy

bp = Door("coach_bookings", __name__, url_prefix="/coach", policy=Policy.COACH)
