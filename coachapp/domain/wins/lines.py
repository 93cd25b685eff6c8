"""How wins read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.wins.models import Win

says("win.added", "{actor} wrote down a win: {subject}", icon="sunrise", topic="plan", tone="win")


@names("wins")
def wins(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Say the wins of those ids."""
    rows = db.session.execute(select(Win.id, Win.text).where(Win.id.in_(ids)))
    return {win_id: Subject(text, "", "/me/wins") for win_id, text in rows}
