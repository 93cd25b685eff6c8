"""Find out who is looking, before anything else is known."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, select

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
    SignInSession,
    User,
)
from coachapp.domain.accounts.viewer import Viewer

IDLE = timedelta(days=14)


def viewer_of_session(token: str) -> Viewer | None:
    """Give the viewer whose browser holds that session token, and enter their practice; None when it ended."""
    found = walls.ask_and_enter("find_session", hash=hash_token(token))
    if found is None:
        return None
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
    found = walls.ask_and_enter("find_api_token", hash=hash_token(token))
    if found is None:
        return None
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
