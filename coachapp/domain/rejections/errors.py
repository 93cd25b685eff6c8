"""What the room of rejections refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Invalid


class AlreadyEnded(Conflict):
    """The ending is written down already."""

    type = "already-ended"
    message = "How this one ended is recorded already."


class LetterNotReady(Invalid):
    """The letter says something that would not help."""

    type = "letter-not-ready"
    message = "The letter needs another look before it goes out. You can still copy it and decide for yourself."


class AddressNeeded(Invalid):
    """Nobody said where the letter goes."""

    type = "address-needed"
    message = "Give the employer's mail address, or copy the letter instead."


class AlreadySent(Conflict):
    """The letter is out."""

    type = "already-sent"
    message = "This letter has left already. It can't be changed any more."


class NoFollowUp(Conflict):
    """One follow-up is all there is."""

    type = "no-follow-up"
    message = "One gentle follow-up is enough, and there is nothing to follow up on right now."
