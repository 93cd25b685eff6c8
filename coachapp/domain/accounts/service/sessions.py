"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, true, update

from coachapp.core import clock, throttle, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.signing import hash_token, new_token
from coachapp.domain.accounts import passwords, queries
from coachapp.domain.accounts.errors import LinkUsed, WrongPassword
from coachapp.domain.accounts.models import Membership, OneTimeLink, Purpose, SignInSession, User
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.notifications.service import Recipient, notify

NOT_THE_ONE = "This is not your password now. Type the one that you sign in with."
ABSOLUTE = timedelta(days=90)
LINK_LIFE = {Purpose.SIGN_IN: timedelta(minutes=15), Purpose.RESET: timedelta(hours=1)}


def sign_in(*, email: str, password: str, address: str, browser: str) -> str:
    """Open a session for that address and password; gives the session's token."""
    throttle.hit("10/15minutes", "sign-in", email, address)
    throttle.hit("60/15minutes", "sign-in", address)
    throttle.hit("100/hour", "sign-in", email)
    user = queries.find_user(email)
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        raise WrongPassword(fields={"password": [WrongPassword.message]})
    places = queries.memberships_of(user.id)
    if not places:
        raise WrongPassword
    return open_session(user, *places[0], browser=browser)


def open_session(user: User, practice_id: UUID, membership_id: UUID, *, browser: str) -> str:
    """Write a new session row; gives the token that only the browser keeps."""
    walls.enter(practice_id)
    token = new_token()
    opened = SignInSession(
        user_id=user.id,
        membership_id=membership_id,
        token_hash=hash_token(token),
        browser=browser[:200],
        expires_at=clock.now() + ABSOLUTE,
    )
    db.session.add(opened)
    db.session.flush()
    return token


def switch_practice(viewer: Viewer, practice_id: UUID, *, browser: str) -> str:
    """Work in another practice of one's own: the old session ends, a new one opens there."""
    places = dict(queries.memberships_of(viewer.user_id))
    if practice_id not in places:
        raise NotFound
    if viewer.session_id:
        end_session(viewer, viewer.session_id)
        db.session.flush()
    user = db.session.get_one(User, viewer.user_id)
    return open_session(user, practice_id, places[practice_id], browser=browser)


def end_session(viewer: Viewer, session_id: UUID) -> None:
    """End one of the viewer's own sessions; it is dead at its next request."""
    ended = db.session.scalar(
        select(SignInSession).where(SignInSession.id == session_id, SignInSession.user_id == viewer.user_id)
    )
    if ended is None:
        raise NotFound
    ended.ended_at = ended.ended_at or clock.now()


def end_all_sessions(user_id: UUID) -> None:
    """Sign the person out everywhere: in each practice that they are in."""
    here = walls.current_practice_id() if walls.is_inside() else None
    for practice_id, _ in queries.memberships_of(user_id):
        walls.enter(practice_id)
        db.session.execute(
            update(SignInSession)
            .where(SignInSession.user_id == user_id, SignInSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )
    if here is not None:
        walls.enter(here)


def end_other_sessions(viewer: Viewer) -> None:
    """Sign the viewer out everywhere but here."""
    for practice_id, _ in queries.memberships_of(viewer.user_id):
        walls.enter(practice_id)
        db.session.execute(
            update(SignInSession)
            .where(SignInSession.user_id == viewer.user_id, SignInSession.ended_at.is_(None))
            .where(SignInSession.id != viewer.session_id if viewer.session_id else true())
            .values(ended_at=clock.now())
        )
    walls.enter(viewer.practice_id)


def change_password(actor: Viewer, *, password: str, current: str = "") -> None:
    """Set another password, which takes the one in use; all other sessions end, and the person is told by mail."""
    throttle.hit("10/15minutes", "change-password", str(actor.user_id))
    user = db.session.get_one(User, actor.user_id)
    if user.password_hash is not None and not passwords.matches(user.password_hash, current):
        raise WrongPassword(NOT_THE_ONE, fields={"current": [NOT_THE_ONE]})
    passwords.check(password)
    user.password_hash = passwords.hash_password(password)
    end_other_sessions(actor)
    record(actor, "user.password_changed", user)
    to = Recipient(user.email, user.name, user.time_zone, user.id)
    notify(to, "password_changed", key=f"user:{user.id}:password:{clock.now().isoformat()}", subject_id=user.id)


def ask_for_link(*, email: str, purpose: Purpose, address: str) -> None:
    """Mail a link for that purpose to that address, if somebody has it; the answer is the same if nobody has."""
    throttle.hit("5/15minutes", "link", purpose, email)
    throttle.hit("30/15minutes", "link", address)
    user = queries.find_user(email)
    places = queries.memberships_of(user.id) if user else []
    if user is None or not places:
        return
    walls.enter(places[0][0])
    minute = clock.now().strftime("%Y%m%d%H%M")
    kind = "sign_in_link" if purpose is Purpose.SIGN_IN else "password_reset"
    to = Recipient(user.email, user.name, user.time_zone, user.id)
    notify(
        to,
        kind,
        key=f"user:{user.id}:{purpose}:{minute}",
        subject_id=user.id,
        useful_until=clock.now() + LINK_LIFE[purpose],
    )


def mint_link(user_id: UUID, purpose: Purpose) -> str:
    """Make the token of a link at the moment its mail is delivered; only its hash is kept."""
    token = new_token()
    db.session.add(
        OneTimeLink(
            user_id=user_id,
            purpose=purpose,
            token_hash=hash_token(token),
            expires_at=clock.now() + LINK_LIFE[purpose],
        )
    )
    db.session.flush()
    return token


def _burn(token: str, purpose: Purpose) -> tuple[User, UUID, UUID]:
    link = queries.find_one_time_link(token, purpose)
    if link is None:
        raise NotFound
    now = clock.now()
    burnt = db.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)
        .values(used_at=now)
        .returning(OneTimeLink.user_id)
    ).scalar_one_or_none()
    if burnt is None:
        raise LinkUsed
    membership = db.session.scalar(select(Membership).where(Membership.user_id == burnt, Membership.ended_at.is_(None)))
    if membership is None:
        raise LinkUsed
    return db.session.get_one(User, burnt), membership.practice_id, membership.id


def sign_in_by_link(token: str, *, browser: str) -> str:
    """Use up a sign-in link and open a session; gives the session's token."""
    user, practice_id, membership_id = _burn(token, Purpose.SIGN_IN)
    return open_session(user, practice_id, membership_id, browser=browser)


def reset_password(token: str, *, password: str) -> None:
    """Use up a reset link, set the password and sign the person out everywhere."""
    passwords.check(password)
    user, _, _ = _burn(token, Purpose.RESET)
    user.password_hash = passwords.hash_password(password)
    end_all_sessions(user.id)
    record(None, "user.password_reset", user)
