"""Whoever looks: a user, in a role, in one practice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam

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


@cache
def anybody(role: Role) -> Viewer:
    """Give a viewer of that role whose ids are left open, to write a read right into a prepared statement."""
    nobody: dict[str, Any] = dict.fromkeys(("name", "email", "time_zone", "practice_name", "practice_slug"), "")
    left_open: dict[str, Any] = {name: bindparam(name, type_=Uuid()) for name in ("user_id", "membership_id")}
    return Viewer(role=role, practice_id=bindparam("practice", type_=Uuid()), **left_open, **nobody)  # type: ignore[arg-type]  # - open


def require(allowed: bool, message: str | None = None) -> None:  # noqa: FBT001 - it reads as a sentence: require(may_publish(...))
    """Refuse where the actor may not do this."""
    if not allowed:
        raise Forbidden(message)
