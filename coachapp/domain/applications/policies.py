"""Who may do what on a client's board."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client


def may_see_board(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer sees the board: the client, and their coach where it is shared."""
    return policies.is_own(viewer, client) or (policies.may_coach(viewer, client) and client.shares_board)


def may_keep_board(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may put things on the board: whoever sees it may."""
    return may_see_board(viewer, client)
