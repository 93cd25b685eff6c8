"""Who may do what with an ending."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client
from coachapp.domain.rejections.models import Rejection


def may_write(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may record and sort it: the client alone."""
    return policies.is_own(viewer, client)


def may_answer(viewer: Viewer, rejection: Rejection) -> bool:
    """Tell whether the viewer may give feedback on it: their coach, as far as endings are shared."""
    return policies.may_coach(viewer, rejection.client) and rejection.client.shares_endings


def is_reflection_shared(rejection: Rejection) -> bool:
    """Tell whether the coach may read the private page: the client's word on it, or what they share in general."""
    if not rejection.client.shares_endings:
        return False
    if rejection.reflection_shared is None:
        return rejection.client.shares_reflections
    return rejection.reflection_shared


def may_read_reflection(viewer: Viewer, rejection: Rejection) -> bool:
    """Tell whether the viewer may read the private page."""
    if policies.is_own(viewer, rejection.client):
        return True
    return policies.may_coach(viewer, rejection.client) and is_reflection_shared(rejection)
