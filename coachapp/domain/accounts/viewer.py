"""Whoever looks: a user, in a role, in one practice."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from coachapp.core.errors import Forbidden
from coachapp.domain.accounts.models import Role


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A member at work: what they are and may, copied out of the rows so that it outlives the transaction."""

    user_id: UUID
    membership_id: UUID
    practice_id: UUID
    role: Role
    name: str
    email: str
    time_zone: str
    practice_name: str
    practice_slug: str
    is_demo: bool = False
    session_id: UUID | None = None
    scopes: frozenset[str] = frozenset({"read", "write"})

    @property
    def is_owner(self) -> bool:
        """Tell whether the viewer owns the practice."""
        return self.role is Role.OWNER

    @property
    def is_coach(self) -> bool:
        """Tell whether the viewer coaches here (owners do)."""
        return self.role in {Role.OWNER, Role.COACH}

    @property
    def is_client(self) -> bool:
        """Tell whether the viewer is a client here."""
        return self.role is Role.CLIENT


def require(allowed: bool, message: str | None = None) -> None:  # noqa: FBT001 - it reads as a sentence: require(may_publish(...))
    """Refuse where the actor may not do this."""
    if not allowed:
        raise Forbidden(message)
