"""Settings of the practice and of its people."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts import queries
from coachapp.domain.accounts.errors import LastOwner
from coachapp.domain.accounts.models import Membership, Practice, Role, User
from coachapp.domain.accounts.service.sessions import end_all_sessions
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record


def change_settings(
    actor: Viewer, *, name: str, time_zone: str, about: str, promise_working_days: int, promise_word: str = ""
) -> Practice:
    """Change what the practice is called, where it lives and what it promises."""
    require(actor.is_owner, "The owner changes the practice's settings.")
    practice = queries.get_practice(actor.practice_id)
    practice.name, practice.time_zone, practice.about = name, time_zone, about
    practice.promise_working_days, practice.promise_word = promise_working_days, promise_word
    record(actor, "practice.changed", practice)
    return practice


def change_profile(actor: Viewer, *, name: str, time_zone: str, headline: str = "") -> User:
    """Change one's own name, zone and headline."""
    user = db.session.get_one(User, actor.user_id)
    user.name, user.time_zone = name, time_zone
    queries.get_member(actor.membership_id).headline = headline
    return user


def remove_member(actor: Viewer, membership_id: UUID) -> None:
    """End somebody's membership; their sessions and tokens die at the next request."""
    require(actor.is_owner, "The owner removes people.")
    membership = queries.get_member(membership_id)
    if membership.role is Role.CLIENT:
        raise NotFound
    owners = db.session.scalar(select(func.count()).where(Membership.role == Role.OWNER, Membership.ended_at.is_(None)))
    if membership.role is Role.OWNER and (owners or 0) < 2:
        raise LastOwner
    membership.ended_at = clock.now()
    end_all_sessions(membership.user_id)
    record(actor, "member.removed", membership)
