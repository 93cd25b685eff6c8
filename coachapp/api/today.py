"""Today."""

from __future__ import annotations

from typing import Any

from coachapp.api.frame import listing, whole
from coachapp.domain.today import schemas
from coachapp.domain.today.queries import today_of
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_today", __name__, policy=Policy.COACH, description="Who needs the coach, and why")


@blp.get("/today")
@blp.response(200, listing(schemas.TodayItemOut))
def today() -> dict[str, Any]:
    """List who needs the coach, what presses most first; at most ten."""
    return whole(today_of(viewer()).needs)
