"""Read wins, through the viewer."""

from __future__ import annotations

from sqlalchemy import Select, select

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import client_ids_visible_to
from coachapp.domain.wins.models import Win


def wins_visible_to(viewer: Viewer) -> Select[Win]:
    """Wins go with the client's file."""
    return select(Win).where(Win.client_id.in_(client_ids_visible_to(viewer)))
