"""The door of this room, for clients."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.rejections.models import Rejection
from coachapp.doors.policy import Door, Policy

bp = Door("client_rejections", __name__, url_prefix="/me", policy=Policy.CLIENT)


def home(rejection: Rejection, **more: Any) -> ResponseReturnValue:
    """Lead to the page of that ending."""
    return redirect(url_for("client_rejections.show", rejection_id=rejection.id, **more), code=303)
