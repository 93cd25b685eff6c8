"""Find out who is looking, and read the people of a practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.signing import hash_token
from coachapp.domain.accounts.models import (
    ApiToken,
    Invitation,
    Membership,
    OneTimeLink,
    Practice,
    Purpose,
    Role,
    SignInSession,
    User,
)
from coachapp.domain.accounts.viewer import Viewer

IDLE = timedelta(days=14)


def viewer_of_session(token: str) -> Viewer | None:
    """Give the viewer whose browser holds that session token, and enter their practice; None when it ended."""
    found = walls.ask("find_session", hash=hash_token(token))
    if found is None:
        return None
    walls.enter(found.practice_id)
    now = clock.now()
    row = db.session.execute(
        _members()
        .add_columns(SignInSession)
        .join(SignInSession, SignInSession.membership_id == Membership.id)
        .where(
            SignInSession.id == found.id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
            SignInSession.seen_at > now - IDLE,
        )
    ).one_or_none()
    if row is None:
        return None
    if now - row.SignInSession.seen_at > timedelta(minutes=5):
        row.SignInSession.seen_at = now
    return as_viewer(row.Membership, row.User, row.Practice, session_id=found.id)


def viewer_of_token(token: str) -> Viewer | None:
    """Give the viewer that an API token acts as, and enter their practice; None when it was revoked."""
    found = walls.ask("find_api_token", hash=hash_token(token))
    if found is None:
        return None
    walls.enter(found.practice_id)
    row = db.session.execute(
        _members()
        .add_columns(ApiToken)
        .join(ApiToken, ApiToken.membership_id == Membership.id)
        .where(ApiToken.id == found.id, ApiToken.revoked_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return as_viewer(row.Membership, row.User, row.Practice, scopes=frozenset(map(str, row.ApiToken.scopes)))


def viewer_of_member(membership_id: UUID) -> Viewer:
    """Give the viewer that a member of this practice is."""
    row = db.session.execute(_members().where(Membership.id == membership_id)).one_or_none()
    if row is None:
        raise NotFound
    return as_viewer(row.Membership, row.User, row.Practice)


def _members() -> Select[Membership, User, Practice]:
    return (
        select(Membership, User, Practice)
        .join(User, User.id == Membership.user_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.ended_at.is_(None))
    )


def as_viewer(
    membership: Membership,
    user: User,
    practice: Practice,
    *,
    session_id: UUID | None = None,
    scopes: frozenset[str] = frozenset({"read", "write"}),
) -> Viewer:
    """Copy the rows into a viewer."""
    return Viewer(
        user_id=user.id,
        membership_id=membership.id,
        practice_id=practice.id,
        role=membership.role,
        name=user.name,
        email=user.email,
        time_zone=user.time_zone,
        practice_name=practice.name,
        practice_slug=practice.slug,
        is_demo=practice.is_demo,
        session_id=session_id,
        scopes=scopes,
    )


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


def open_invitations() -> Sequence[Invitation]:
    """Give the invitations of this practice that nobody has used yet, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > clock.now())
        .order_by(Invitation.created_at.desc())
    ).all()


def find_invitation(token: str) -> Invitation | None:
    """Give the invitation behind that link, used or not, and enter its practice; None for a token never made."""
    found = walls.ask("find_invitation", hash=hash_token(token))
    if found is None:
        return None
    walls.enter(found.practice_id)
    return db.session.scalar(select(Invitation).where(Invitation.id == found.id))


def find_one_time_link(token: str, purpose: Purpose) -> OneTimeLink | None:
    """Give the link made for that purpose, used or not, and enter its practice; None for a token never made."""
    found = walls.ask("find_one_time_link", hash=hash_token(token))
    if found is None:
        return None
    walls.enter(found.practice_id)
    return db.session.scalar(select(OneTimeLink).where(OneTimeLink.id == found.id, OneTimeLink.purpose == purpose))
