"""Who may do what with a review."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.policies import is_own, may_coach
from coachapp.domain.reviews.models import Review

__all__ = ["Written", "may_answer", "may_ask", "may_review", "may_write"]


def may_ask(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may ask for a review: the client, for their own things."""
    return is_own(viewer, client)


def may_review(viewer: Viewer, client: Client) -> bool:
    """Tell whether the viewer may review this client's things."""
    return may_coach(viewer, client)


class Written(Protocol):
    """Something of which one person is the author: a review, or what a comment needs to know of it."""

    @property
    def author_id(self) -> UUID:
        """Give the membership of its author."""

    @property
    def is_published(self) -> bool:
        """Tell whether the client can read it."""


def may_write(viewer: Viewer, review: Written) -> bool:
    """Tell whether the draft is the viewer's own."""
    return viewer.is_coach and review.author_id == viewer.membership_id


def may_answer(viewer: Viewer, review: Review, client: Client) -> bool:
    """Tell whether the viewer is the client whom a published review is for."""
    return review.is_published and is_own(viewer, client)
