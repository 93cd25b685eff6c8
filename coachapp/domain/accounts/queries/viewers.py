"""Find out who is looking, before anything else is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, bindparam, select, update

from coachapp.core import clock, walls
from coachapp.core.db import Instant, db
from coachapp.core.errors import NotFound
from coachapp.core.prepared import Statement, prepared
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
    found = walls.ask_and_enter("find_session", hash=hash_token(token))
    if found is None:
        return None
    now = clock.now()
    rows = _behind_session().rows(session=found.id, now=now, idle_since=now - IDLE)
    if not rows:
        return None
    (row,) = rows
    if now - row.seen_at > timedelta(minutes=5):
        db.session.execute(update(SignInSession).where(SignInSession.id == found.id).values(seen_at=now))
    return _viewer(row, session_id=found.id)


@prepared
def _behind_session() -> Statement:
    now = bindparam("now", type_=Instant())
    return (
        _members()
        .join(SignInSession, SignInSession.membership_id == Membership.id)
        .where(
            SignInSession.id == bindparam("session", type_=Uuid()),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
            SignInSession.seen_at > bindparam("idle_since", type_=Instant()),
        )
        .add_columns(SignInSession.seen_at)
    )


def viewer_of_token(token: str) -> Viewer | None:
    """Give the viewer that an API token acts as, and enter their practice; None when it was revoked."""
    found = walls.ask_and_enter("find_api_token", hash=hash_token(token))
    if found is None:
        return None
    rows = _behind_token().rows(token=found.id)
    return _viewer(rows[0], scopes=frozenset(rows[0].scopes)) if rows else None


@prepared
def _behind_token() -> Statement:
    return (
        _members()
        .join(ApiToken, ApiToken.membership_id == Membership.id)
        .where(ApiToken.id == bindparam("token", type_=Uuid()), ApiToken.revoked_at.is_(None))
        .add_columns(ApiToken.scopes)
    )


def viewer_of_member(membership_id: UUID) -> Viewer:
    """Give the viewer that a member of this practice is."""
    rows = _behind_membership().rows(membership=membership_id)
    if not rows:
        raise NotFound
    return _viewer(rows[0])


@prepared
def _behind_membership() -> Statement:
    return _members().where(Membership.id == bindparam("membership", type_=Uuid()))


def _members() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Membership.id.label("membership_id"),
            Membership.user_id,
            Membership.practice_id,
            Membership.role,
            User.name,
            User.email,
            User.time_zone,
            Practice.name.label("practice_name"),
            Practice.slug.label("practice_slug"),
            Practice.is_demo,
        )
        .join(User, User.id == Membership.user_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.ended_at.is_(None))
    )


def _viewer(row: Row[*tuple[Any, ...]], **more: Any) -> Viewer:
    known = {name: getattr(row, name) for name in _KNOWN}
    return Viewer(role=Role(row.role), **known, **more)


_KNOWN = (
    "user_id",
    "membership_id",
    "practice_id",
    "name",
    "email",
    "time_zone",
    "practice_name",
    "practice_slug",
    "is_demo",
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
