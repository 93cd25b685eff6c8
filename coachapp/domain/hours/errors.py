"""What can go wrong with hours, in words."""

from __future__ import annotations

from coachapp.core.errors import Conflict


class NameTaken(Conflict):
    """Another schedule of the coach has that name."""

    type, title = "name-taken", "That name is taken"
    message = "Another of your schedules has this name. Pick a different one."


class ScheduleInUse(Conflict):
    """An offer goes by this schedule."""

    type, title = "schedule-in-use", "Offers go by these hours"
    message = "An offer goes by these hours. Give it other hours first, then remove these."
