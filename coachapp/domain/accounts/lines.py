"""Who the people in a timeline are."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.models import User
from coachapp.domain.activity.lines import Subject, names


@names("users")
def users(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the people of those ids."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: Subject(name) for user_id, name in rows}
