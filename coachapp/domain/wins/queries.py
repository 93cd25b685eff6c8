"""Read wins, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import client_ids_visible_to
from coachapp.domain.wins.models import Win


def wins_visible_to(viewer: Viewer) -> Select[Win]:
    """Wins go with the client's file."""
    return select(Win).where(Win.client_id.in_(client_ids_visible_to(viewer)))


def all_of(viewer: Viewer, client: Client) -> Select[Win]:
    """Select the wins of that client, as far as the viewer may see them."""
    return wins_visible_to(viewer).where(Win.client_id == client.id)


def wins_of(viewer: Viewer, client: Client, *, limit: int = 200) -> Sequence[Win]:
    """Give the client's wins, the latest first."""
    return db.session.scalars(all_of(viewer, client).order_by(Win.at.desc(), Win.id.desc()).limit(limit)).all()


def get_win(viewer: Viewer, win_id: UUID) -> Win:
    """Give the win, as far as the viewer may see it."""
    found = db.session.scalar(wins_visible_to(viewer).where(Win.id == win_id))
    if found is None:
        raise NotFound
    return found
