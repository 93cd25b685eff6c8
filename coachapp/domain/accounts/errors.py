"""What accounts refuse, in the words that people read."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Gone, Invalid


class WrongPassword(Invalid):
    """The address and password don't belong together (the same for an unknown address)."""

    type = "wrong-password"
    message = "That address and password don't go together. Check both, or let us mail you a sign-in link."


class PasswordTooWeak(Invalid):
    """Too short, or on the list of passwords that everybody tries first."""

    type = "password-too-weak"


class LinkUsed(Gone):
    """A sign-in or reset link that did its work or ran out."""

    type = "link-used"
    message = "This link was used already or is older than it may be. Ask for a new one; it takes a minute."


class InvitationOver(Gone):
    """An invitation that was accepted, withdrawn or ran out."""

    type = "invitation-over"
    message = "This invitation was used already or has run out. Sign in, or ask your coach to send a new one."


class SetupDone(Gone):
    """The practice was made already."""

    type = "setup-done"
    message = "This installation is set up already. Sign in as its owner."


class AlreadyMember(Conflict):
    """That address belongs to the practice already."""

    type = "already-member"
    message = "That address belongs to somebody in this practice already."


class SignInFirst(Conflict):
    """The address has an account: its owner must sign in before anything is linked to it."""

    type = "sign-in-first"
    message = "There is an account for this address already. Sign in with it, then open this invitation again."


class CoachIsMember(Conflict):
    """A coach of the practice can't be its client, too."""

    type = "coach-is-member"
    message = "This address belongs to a coach of the practice. Use another address for the client."


class LastOwner(Conflict):
    """A practice needs an owner."""

    type = "last-owner"
    message = "A practice needs at least one owner. Make somebody else an owner first."
