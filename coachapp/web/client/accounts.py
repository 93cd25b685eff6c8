"""The client's own account."""

from __future__ import annotations

from coachapp.doors.policy import Door, Policy
from coachapp.web.accounts import add_routes

bp = Door("client_accounts", __name__, url_prefix="/me", policy=Policy.CLIENT)
add_routes(bp, "_frame_client.html")
