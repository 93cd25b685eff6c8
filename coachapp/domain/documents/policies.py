"""Who may do what with documents."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import policies
from coachapp.domain.clients.models import Client


def may_see(viewer: Viewer, client: Client) -> bool:
    """Tell whether the client's documents are open to the viewer: their own, or shared with their coach."""
    return policies.is_own(viewer, client) or (policies.may_coach(viewer, client) and client.shares_documents)


def may_remove(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may take documents off the shelf, and sees the bin: the client alone."""
    return policies.is_own(viewer, client)
