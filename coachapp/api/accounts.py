"""Who am I, and sign-out everywhere."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from coachapp.domain.accounts import schemas, service
from coachapp.domain.clients.queries import find_own_client
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_accounts", __name__, policy=Policy.SIGNED_IN, description="The viewer")


@blp.get("/me")
@blp.response(200, schemas.MeOut)
def me() -> dict[str, Any]:
    """Tell whom this token acts as."""
    own = find_own_client(viewer())
    return {**asdict(viewer()), "client_id": own.id if own else None}


@blp.delete("/me/sessions")
@blp.response(204)
def sign_out_everywhere() -> None:
    """End all browser sessions of the viewer."""
    service.end_all_sessions(viewer().user_id)
