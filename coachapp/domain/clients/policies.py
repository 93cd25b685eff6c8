"""Who may do what with a client's file."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client


def may_coach(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer works with this client: their coach, or the owner."""
    return viewer.is_owner or (viewer.is_coach and client.coach_id == viewer.membership_id)


def is_own(viewer: Viewer, client: Client) -> bool:
    """Tell whether the file is the viewer's own."""
    return viewer.is_client and client.membership_id == viewer.membership_id


def may_keep(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may add to the file: the client and who coaches them."""
    return is_own(viewer, client) or may_coach(viewer, client)
