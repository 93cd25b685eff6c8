"""Whose phrases somebody sees, and the ones that fit what they type."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.snippets.models import Snippet

MOST = 8
"""How many fit beside what somebody types."""


def snippets_visible_to(viewer: Viewer, *, removed: bool = False) -> Select[Snippet]:
    """Coaches see their own and what colleagues share; clients see none."""
    there = Snippet.removed_at.is_not(None) if removed else Snippet.removed_at.is_(None)
    query: Select[Snippet] = select(Snippet).options(joinedload(Snippet.owner).joinedload(Membership.user)).where(there)
    if not viewer.is_coach:
        return query.where(Snippet.id.is_(None))
    return query.where(or_(Snippet.owner_id == viewer.membership_id, Snippet.is_shared))


def snippets(viewer: Viewer, *, q: str = "", most: int | None = None) -> Sequence[Snippet]:
    """Give the phrases in which each of these words stands, the most used first; without words all of them."""
    words = [f"%{_plain(word)}%" for word in q.split()[:8]]
    fits = and_(*(or_(Snippet.title.ilike(word), Snippet.body.ilike(word)) for word in words)) if words else None
    query = snippets_visible_to(viewer).order_by(Snippet.used.desc(), Snippet.title, Snippet.id)
    return db.session.scalars((query if fits is None else query.where(fits)).limit(most)).all()


def get_snippet(viewer: Viewer, snippet_id: UUID, *, removed: bool = False) -> Snippet:
    """Give the phrase, as far as the viewer may see it."""
    found = db.session.scalar(snippets_visible_to(viewer, removed=removed).where(Snippet.id == snippet_id))
    if found is None:
        raise NotFound
    return found


def _plain(word: str) -> str:
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
