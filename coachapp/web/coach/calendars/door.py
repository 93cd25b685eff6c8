"""The blueprint of a coach's calendar pages."""

from __future__ import annotations

from coachapp.doors.policy import Door, Policy

bp = Door("coach_calendars", __name__, url_prefix="/coach/settings/calendars", policy=Policy.COACH)
