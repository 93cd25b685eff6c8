"""Read the people of a practice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.models import (
    ApiToken,
    Invitation,
    Membership,
    Practice,
    Role,
    SignInSession,
    User,
)
from coachapp.domain.accounts.viewer import Viewer


def find_user(email: str) -> User | None:
    """Give the user of that address, or None."""
    return db.session.scalar(select(User).where(User.email == email))


def memberships_of(user_id: UUID) -> list[tuple[UUID, UUID]]:
    """Give (practice id, membership id) of each practice that the user is in, the oldest first."""
    rows = db.session.execute(select(func.find_memberships(user_id).table_valued("practice_id", "id"))).all()
    return [(UUID(str(row.practice_id)), UUID(str(row.id))) for row in rows]


def get_practice(practice_id: UUID) -> Practice:
    """Give the practice."""
    return db.session.get_one(Practice, practice_id)


def find_practice(slug: str) -> Practice | None:
    """Give the practice with that name in addresses, or None."""
    return db.session.scalar(select(Practice).where(Practice.slug == slug))


def practices() -> Sequence[Practice]:
    """Give all practices of this installation, the oldest first."""
    return db.session.scalars(select(Practice).order_by(Practice.created_at)).all()


def practice_ids() -> Sequence[UUID]:
    """Give the ids of all practices, for sweeps."""
    return db.session.scalars(select(Practice.id).order_by(Practice.created_at)).all()


def coaches() -> Sequence[Membership]:
    """Give the coaches of this practice with their users, by name."""
    return db.session.scalars(
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .options(joinedload(Membership.user))
        .where(Membership.role.in_([Role.OWNER, Role.COACH]), Membership.ended_at.is_(None))
        .order_by(User.name)
    ).all()


def get_member(membership_id: UUID) -> Membership:
    """Give a current or former member of this practice with their user."""
    found = db.session.scalar(
        select(Membership).options(joinedload(Membership.user)).where(Membership.id == membership_id)
    )
    if found is None:
        raise NotFound
    return found


def sessions_of(viewer: Viewer) -> Sequence[SignInSession]:
    """Give the viewer's own sessions that still live, the latest first."""
    return db.session.scalars(
        select(SignInSession)
        .where(
            SignInSession.user_id == viewer.user_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > clock.now(),
        )
        .order_by(SignInSession.seen_at.desc())
    ).all()


def tokens_of(viewer: Viewer) -> Sequence[ApiToken]:
    """Give the viewer's own API tokens that still work, the newest first."""
    return db.session.scalars(
        select(ApiToken)
        .where(ApiToken.membership_id == viewer.membership_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.created_at.desc())
    ).all()


def get_coach(membership_id: UUID) -> Membership:
    """Give a coach who works in this practice, with their user."""
    found = db.session.scalar(
        select(Membership)
        .options(joinedload(Membership.user))
        .where(
            Membership.id == membership_id,
            Membership.role.in_([Role.OWNER, Role.COACH]),
            Membership.ended_at.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def open_coach_invitations() -> Sequence[Invitation]:
    """Give the coaches' invitations of this practice that nobody has used yet, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.role != Role.CLIENT,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .order_by(Invitation.created_at.desc())
    ).all()


def find_open_invitation(subject_id: UUID) -> Invitation | None:
    """Give the latest invitation that was sent for that subject and nobody has used; None where there is none."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.subject_id == subject_id, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .order_by(Invitation.id.desc())
        .limit(1)
    )


def places_of(viewer: Viewer) -> Sequence[Practice]:
    """Give the practices that the viewer may work in, by name."""
    ids = [practice_id for practice_id, _ in memberships_of(viewer.user_id)]
    return db.session.scalars(select(Practice).where(Practice.id.in_(ids)).order_by(Practice.name)).all()


def get_place(viewer: Viewer, slug: str) -> Practice:
    """Give one of the practices that the viewer may work in."""
    found = next((practice for practice in places_of(viewer) if practice.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def get_self(viewer: Viewer) -> User:
    """Give the viewer's own user."""
    return db.session.get_one(User, viewer.user_id)


def last_seen(membership_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Give when each of those members was last here; who never was is left out."""
    if not membership_ids:
        return {}
    rows = db.session.execute(
        select(SignInSession.membership_id, func.max(SignInSession.seen_at).label("at"))
        .where(SignInSession.membership_id.in_(membership_ids))
        .group_by(SignInSession.membership_id)
    )
    return {row.membership_id: row.at for row in rows}
