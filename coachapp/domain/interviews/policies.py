"""Who may do what with interviews and practice answers."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.policies import may_keep_board
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client


def may_plan(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may put an interview down: interviews go with the board."""
    return may_keep_board(viewer, client)


def may_write(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may write a debrief or an answer: the client alone."""
    return policies.is_own(viewer, client)
