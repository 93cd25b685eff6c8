"""Making a practice, and bringing people into it."""

from __future__ import annotations

import hmac
import re
import unicodedata
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text, update

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.core.signing import hash_token, new_token
from coachapp.domain.accounts import passwords, queries
from coachapp.domain.accounts.errors import AlreadyMember, InvitationOver, SetupDone, SignInFirst
from coachapp.domain.accounts.models import Invitation, Membership, Practice, Role, User
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.notifications.service import Recipient, notify

INVITATION_LIFE = timedelta(days=30)


def make_practice(
    *, practice_name: str, name: str, email: str, time_zone: str, password: str | None, is_demo: bool = False
) -> Viewer:
    """Make a practice and its owner; gives the owner as a viewer, inside the new practice."""
    practice = Practice(
        id=new_id(), name=practice_name, slug=free_slug(practice_name), time_zone=time_zone, is_demo=is_demo
    )
    user = queries.find_user(email)
    if user is None:
        hashed = passwords.hash_password(password) if password else None
        user = User(id=new_id(), email=email, name=name, time_zone=time_zone, password_hash=hashed)
    db.session.add_all([practice, user])
    db.session.flush()
    walls.enter(practice.id)
    membership = Membership(id=new_id(), practice_id=practice.id, user_id=user.id, role=Role.OWNER)
    db.session.add(membership)
    db.session.flush()
    owner = queries.viewer_of_member(membership.id)
    record(owner, "practice.made", practice)
    return owner


def setup_token_matches(token: str, stored_hash: str | None) -> bool:
    """Tell whether this is the setup link's token."""
    return stored_hash is not None and hmac.compare_digest(hash_token(token), stored_hash)


def set_up(*, practice_name: str, name: str, email: str, time_zone: str, password: str) -> Viewer:
    """Make the first practice and its owner, once; whoever comes second finds it done."""
    passwords.check(password)
    db.session.execute(text("SELECT pg_advisory_xact_lock(7227)"))
    if queries.practices():
        raise SetupDone
    return make_practice(practice_name=practice_name, name=name, email=email, time_zone=time_zone, password=password)


def free_slug(name: str) -> str:
    """Give a name for addresses that no practice has yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "practice"
    taken = set(db.session.scalars(select(Practice.slug).where(Practice.slug.startswith(stem))))
    return next(slug for n in range(1, 10_000) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def invite_coach(actor: Viewer, *, name: str, email: str) -> Invitation:
    """Invite a coach into the practice by mail."""
    require(actor.is_owner, "The owner invites coaches.")
    user = queries.find_user(email)
    if user and any(practice_id == actor.practice_id for practice_id, _ in queries.memberships_of(user.id)):
        raise AlreadyMember(fields={"email": [AlreadyMember.message]})
    return invite(actor, name=name, email=email, role=Role.COACH, time_zone=actor.time_zone)


def invite(
    actor: Viewer, *, name: str, email: str, role: Role, time_zone: str, subject_id: UUID | None = None
) -> Invitation:
    """Owe that address an invitation; its link is made when the mail is delivered."""
    invitation = Invitation(
        id=new_id(),
        name=name,
        email=email,
        role=role,
        time_zone=time_zone,
        subject_id=subject_id,
        invited_by_id=actor.membership_id,
        expires_at=clock.now() + INVITATION_LIFE,
    )
    db.session.add(invitation)
    db.session.flush()
    record(actor, "invitation.sent", invitation)
    to = Recipient(email, name, time_zone)
    notify(
        to,
        "invitation",
        key=f"invitation:{invitation.id}",
        subject_id=invitation.id,
        useful_until=invitation.expires_at,
    )
    return invitation


def mint_invitation(invitation: Invitation) -> str:
    """Make the token of an invitation at the moment its mail is delivered; an earlier one stops working."""
    token = new_token()
    invitation.token_hash = hash_token(token)
    db.session.flush()
    return token


def revoke_invitation(actor: Viewer, invitation_id: UUID) -> None:
    """Withdraw an invitation that nobody has used."""
    require(actor.is_owner)
    invitation = db.session.scalar(select(Invitation).where(Invitation.id == invitation_id))
    if invitation is None:
        raise NotFound
    invitation.revoked_at = invitation.revoked_at or clock.now()
    record(actor, "invitation.revoked", invitation)


def accept(
    invitation: Invitation, viewer: Viewer | None, *, name: str, time_zone: str, password: str = ""
) -> Membership:
    """Use up the invitation and make the person a member; an address with an account must be signed in first."""
    user = queries.find_user(invitation.email)
    if user is not None and (viewer is None or viewer.user_id != user.id):
        raise SignInFirst
    if password and user is None:
        passwords.check(password)
    _use_up(invitation)
    if user is None:
        hashed = passwords.hash_password(password) if password else None
        user = User(id=new_id(), email=invitation.email, name=name, time_zone=time_zone, password_hash=hashed)
        db.session.add(user)
        db.session.flush()
    membership = db.session.scalar(select(Membership).where(Membership.user_id == user.id))
    if membership is None:
        membership = Membership(id=new_id(), practice_id=invitation.practice_id, user_id=user.id, role=invitation.role)
        db.session.add(membership)
    elif membership.ended_at is not None:
        membership.ended_at, membership.role = None, invitation.role
    db.session.flush()
    record(None, "invitation.accepted", invitation)
    return membership


def _use_up(invitation: Invitation) -> None:
    now = clock.now()
    used = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .values(accepted_at=now)
        .returning(Invitation.id)
    ).scalar_one_or_none()
    if used is None:
        raise InvitationOver
