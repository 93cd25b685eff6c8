"""The letters that accounts owe."""

from __future__ import annotations

from coachapp.core import clock, links
from coachapp.core.db import db
from coachapp.domain.accounts import queries, service
from coachapp.domain.accounts.models import Invitation, Purpose, Role, User
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification


@writes("sign_in_link")
def sign_in_link(owed: Notification) -> Letter | None:
    """Write the letter that signs a person in without a password."""
    token = service.mint_link(owed.subject_id, Purpose.SIGN_IN)
    return Letter(
        subject="Your sign-in link",
        preview="It works once, for 15 minutes.",
        paragraphs=["Here is the link you asked for. It signs you in once and works for 15 minutes."],
        button=("Sign in", links.url("sign-in", "link", token)),
        closing="You did not ask for it? Then you can leave it alone; nobody gets in without this mail.",
    )


@writes("password_reset")
def password_reset(owed: Notification) -> Letter | None:
    """Write the letter that lets a person choose a new password."""
    token = service.mint_link(owed.subject_id, Purpose.RESET)
    return Letter(
        subject="Choose a new password",
        preview="The link works once, for an hour.",
        paragraphs=["Use this link to choose a new password. It works once, for an hour, and signs you out elsewhere."],
        button=("Choose a password", links.url("reset", token)),
        closing="You did not ask for it? Then you can leave it alone; your password stays as it is.",
    )


@writes("password_changed")
def password_changed(owed: Notification) -> Letter | None:
    """Write the letter that tells somebody that their password is another one now."""
    user = db.session.get(User, owed.subject_id)
    if user is None:
        return None
    return Letter(
        subject="Your password was changed",
        preview="You were signed out everywhere else.",
        paragraphs=[
            f"The password of {user.email} was changed, and you were signed out everywhere but where you changed it."
        ],
        button=("It was not me: choose a new one", links.url("reset")),
        closing="It was you? Then there is nothing to do.",
    )


@writes("invitation")
def invitation(owed: Notification) -> Letter | None:
    """Write the letter that brings a coach or a client in."""
    found = db.session.get(Invitation, owed.subject_id)
    if found is None or found.accepted_at or found.revoked_at or found.expires_at < clock.now():
        return None
    practice = queries.get_practice(found.practice_id)
    inviter = queries.get_member(found.invited_by_id).user.name if found.invited_by_id else practice.name
    address = links.url("invitations", service.mint_invitation(found))
    if found.role is Role.CLIENT:
        say = (
            f"{inviter} has opened a place for the two of you: your resume and its versions, what was said about "
            "them, your applications and what to do next, all in one calm spot."
        )
        return Letter(
            subject=f"{inviter} has opened your place at {practice.name}",
            preview="Choose a password, or sign in by mail whenever you like.",
            paragraphs=[say, "Choose a password, or none: you can always sign in with a link by mail."],
            button=("Open my place", address),
            closing="The link works for 30 days.",
        )
    return Letter(
        subject=f"{inviter} invites you to coach at {practice.name}",
        preview="Accept to get your own hours, booking links and clients.",
        paragraphs=[f"{inviter} would like you to work at {practice.name} as a coach."],
        button=("Accept the invitation", address),
        closing="The link works for 30 days.",
    )
